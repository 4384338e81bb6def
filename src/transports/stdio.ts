import type { Readable, Writable } from 'node:stream';
import {
  type JSONRPCMessage,
  type McpRequestContext,
  type Server,
  serializeMessage,
} from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Context } from '../context.ts';
import { onResourceUpdated } from '../mcp/handlers/resources.ts';

/** The two ends that a client holds the others of. */
export interface Pipes {
  stdin: Readable;
  stdout: Writable;
}

/** Serves both protocol eras until stdin closes or somebody asks to stop; then a write in flight ends, and nothing else. */
export async function serveOverStdio(
  createServer: () => Server,
  context: Context,
  { pipes, stopAsked }: { pipes: Pipes; stopAsked(): Promise<void> },
): Promise<void> {
  const transport = new GatheringTransport(pipes);
  // Of the newer era: the SDK keeps what its client watches and passes on no more than that.
  let watching: Server | undefined;
  const serve = ({ era }: McpRequestContext) => {
    const server = createServer();
    if (era === 'modern') watching = server;
    return server;
  };
  onResourceUpdated(context, (uri) => {
    watching?.sendResourceUpdated({ uri }).catch(() => {
      watching = undefined;
    });
  });
  serveStdio(serve, { transport, onerror: (error) => context.log(`stdio: ${error.name}`) });
  const closed = new Promise<void>((resolve) => {
    // The transport closes with stdin, with stdout, and on a message too long to be held.
    const whenClosed = transport.onclose;
    transport.onclose = () => {
      whenClosed?.();
      resolve();
    };
  });
  await Promise.race([closed, stopAsked()]);
  await context.writes.end();
  // After a signal the client is still there: the answer to that write has yet to be written.
  await new Promise((resolve) => setImmediate(resolve));
  await transport.flush();
}

/**
 * Messages ready in the same turn of the event loop leave together, in one system call, which under load saves a quarter of what
 * a call costs. The first of a turn does not wait for others, unless there were others in the turn before.
 */
class GatheringTransport extends StdioServerTransport {
  private readonly stdout: Writable;
  private gathered = '';
  private sent = 0;
  private crowded = false;
  private turn: Promise<void> | undefined;

  constructor({ stdin, stdout }: Pipes) {
    super(stdin, stdout);
    this.stdout = stdout;
  }

  override send(message: JSONRPCMessage): Promise<void> {
    this.turn ??= new Promise((resolve) => setImmediate(() => this.endTurn(resolve)));
    this.sent += 1;
    if (this.sent === 1 && !this.crowded) return super.send(message);
    this.gathered += serializeMessage(message);
    return this.turn;
  }

  /** Resolves when all that was sent so far has been handed to the system. */
  async flush(): Promise<void> {
    await this.turn;
  }

  private endTurn(done: () => void): void {
    const text = this.gathered;
    this.crowded = this.sent > 1;
    this.gathered = '';
    this.sent = 0;
    this.turn = undefined;
    // A broken pipe is heard by the transport's own listener, which closes it; nobody is left to be told here.
    if (text === '') done();
    else this.stdout.write(text, () => done());
  }
}
