import type { Server } from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Context } from '../context.ts';

/** Serves both protocol eras until stdin closes or a signal asks to stop; then a write in flight ends, and nothing else. */
export async function serveOverStdio(createServer: () => Server, context: Context): Promise<void> {
  const transport = new StdioServerTransport();
  const closed = new Promise<void>((resolve) => {
    process.stdin.once('end', resolve);
    process.stdin.once('close', resolve);
    process.stdout.once('error', () => resolve());
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
  serveStdio(createServer, { transport, onerror: (error) => context.log(`stdio: ${error.name}`) });
  await closed;
  await context.writes.end();
}
