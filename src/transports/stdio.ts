import type { Readable, Writable } from 'node:stream';
import {
  type JSONRPCMessage,
  type McpRequestContext,
  type Server,
  serializeMessage,
} from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Context } from '../context.ts';
import { subscribeToUpdates } from '../mcp/handlers/resources.ts';

/** The two ends that a client holds the others of. */
export interface Pipes {
  stdin: Readable;
  stdout: Writable;
}

interface StdioOptions {
  pipes: Pipes;
  waitForStopSignal(): Promise<void>;
  /** Resolves when no write is in flight; none begins after it was called. */
  drainWrites(): Promise<void>;
}

/** Serves both protocol eras until stdin closes or somebody asks to stop; then a write in flight ends, and nothing else. */
export async function serveOverStdio(
  createServer: () => Server,
  context: Context,
  { pipes, waitForStopSignal, drainWrites }: StdioOptions,
): Promise<void> {
  const transport = new BatchingTransport(pipes);
  // Of the newer era: the SDK keeps what its client watches and passes on no more than that.
  let modernServer: Server | undefined;
  const createForRequest = ({ era }: McpRequestContext) => {
    const server = createServer();
    if (era === 'modern') modernServer = server;
    return server;
  };
  subscribeToUpdates(context, (uri) => {
    modernServer?.sendResourceUpdated({ uri }).catch(() => {
      modernServer = undefined;
    });
  });
  serveStdio(createForRequest, { transport, onerror: (error) => context.log(`stdio: ${error.name}`) });
  const whenClosed = new Promise<void>((resolve) => {
    // The transport closes with stdin, with stdout, and on a message too long to be held.
    const notifyClosed = transport.onclose;
    transport.onclose = () => {
      notifyClosed?.();
      resolve();
    };
  });
  await Promise.race([whenClosed, waitForStopSignal()]);
  await drainWrites();
  // After a signal the client is still there: the answer to that write has yet to be written.
  await new Promise((resolve) => setImmediate(resolve));
  await transport.flush();
}

/**
 * Messages ready in the same turn of the event loop leave together, in one system call, which under load saves a quarter of what
 * a call costs. The first of a turn does not wait for others, unless there were others in the turn before.
 */
class BatchingTransport extends StdioServerTransport {
  private readonly stdout: Writable;
  private buffered = '';
  private sentCount = 0;
  private isBusy = false;
  private pendingFlush: Promise<void> | undefined;

  constructor({ stdin, stdout }: Pipes) {
    super(stdin, stdout);
    this.stdout = stdout;
  }

  override send(message: JSONRPCMessage): Promise<void> {
    this.pendingFlush ??= new Promise((resolve) => setImmediate(() => this.flushBatch(resolve)));
    this.sentCount += 1;
    if (this.sentCount === 1 && !this.isBusy) return super.send(message);
    this.buffered += serializeMessage(message);
    return this.pendingFlush;
  }

  /** Resolves when all that was sent so far has been handed to the system. */
  async flush(): Promise<void> {
    await this.pendingFlush;
  }

  private flushBatch(done: () => void): void {
    const text = this.buffered;
    this.isBusy = this.sentCount > 1;
    this.buffered = '';
    this.sentCount = 0;
    this.pendingFlush = undefined;
    // A broken pipe is heard by the transport's own listener, which closes it; nobody is left to be told here.
    if (text === '') done();
    else this.stdout.write(text, () => done());
  }
}
