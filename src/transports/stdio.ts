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
import { watchReplies } from './malformed-reply.ts';
import { MAX_LINE_BYTES, watchLineLength } from './stdio-line-limit.ts';

/** The pipes to the client. */
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

/**
 * Serves both protocol revisions until stdin closes or a stop is requested, and then waits for writes in flight. Returns
 * why it ended if that was a mistake of the client.
 */
export async function serveOverStdio(
  createServer: () => Server,
  context: Context,
  { pipes, waitForStopSignal, drainWrites }: StdioOptions,
): Promise<string | undefined> {
  const lines = watchLineLength(pipes.stdin);
  const transport = new BatchingTransport(pipes);
  watchReplies(pipes.stdin, (error) => transport.onmessage?.(error));
  // Set for the modern revision, in which the SDK keeps the client's subscriptions and filters updates by them.
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
    // The transport closes with stdin or stdout, or on an oversized message.
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
  if (!lines.isExceeded) return undefined;
  const answer = `${JSON.stringify(await lines.createAnswer())}\n`;
  await new Promise<void>((resolve) => pipes.stdout.write(answer, () => resolve()));
  return `the client sent a line of more than ${MAX_LINE_BYTES / 1024 / 1024} MB`;
}

/**
 * Combines the messages of one event loop turn into one system call, which saves a quarter of the cost of a call under
 * load. The first message of a turn is sent at once unless the previous turn had several.
 */
class BatchingTransport extends StdioServerTransport {
  private readonly stdout: Writable;
  private buffered = '';
  private sentCount = 0;
  private isBusy = false;
  private pendingFlush: Promise<void> | undefined;

  constructor({ stdin, stdout }: Pipes) {
    super(stdin, stdout, { maxBufferSize: MAX_LINE_BYTES });
    this.stdout = stdout;
  }

  override send(message: JSONRPCMessage): Promise<void> {
    this.pendingFlush ??= new Promise((resolve) => setImmediate(() => this.flushBatch(resolve)));
    this.sentCount += 1;
    if (this.sentCount === 1 && !this.isBusy) return super.send(message);
    this.buffered += serializeMessage(message);
    return this.pendingFlush;
  }

  /** Resolves when everything sent so far has been handed to the system. */
  async flush(): Promise<void> {
    await this.pendingFlush;
  }

  private flushBatch(done: () => void): void {
    const text = this.buffered;
    this.isBusy = this.sentCount > 1;
    this.buffered = '';
    this.sentCount = 0;
    this.pendingFlush = undefined;
    // The transport's own listener handles a broken pipe and closes it.
    if (text === '') done();
    else this.stdout.write(text, () => done());
  }
}
