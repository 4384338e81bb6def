import type { Server } from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Context } from '../context.ts';

/** Serves both protocol eras until stdin closes or a signal asks to stop; then a write in flight ends, and nothing else. */
export async function serveOverStdio(createServer: () => Server, context: Context): Promise<void> {
  const transport = new StdioServerTransport();
  serveStdio(createServer, { transport, onerror: (error) => context.log(`stdio: ${error.name}`) });
  const closed = new Promise<void>((resolve) => {
    // The transport closes with stdin, with stdout, and on a message too long to be held.
    const whenClosed = transport.onclose;
    transport.onclose = () => {
      whenClosed?.();
      resolve();
    };
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
  await closed;
  await context.writes.end();
  // After a signal the client is still there: the answer to that write has yet to be written.
  await new Promise((resolve) => setImmediate(resolve));
}
