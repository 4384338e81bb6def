import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { startHttpServer } from '../support/http-server.ts';
import { getServerCommand } from '../support/upstream.ts';
import { appsCapabilities } from './test-host.ts';

export const revisions = ['2025-11-25', '2026-07-28'] as const;
export const transports = ['stdio', 'HTTP'] as const;

interface ConnectOptions {
  revision: (typeof revisions)[number];
  transport: (typeof transports)[number];
  flags?: readonly string[];
}

export interface Connection {
  client: Client;
  close(): Promise<void>;
}

/** Connects a host's client to the built server, whose PortOne is the sandbox at `upstream`. */
export async function connectClient(
  upstream: string,
  { revision, transport, flags = [] }: ConnectOptions,
): Promise<Connection> {
  const client = new Client(
    { name: 'test-host', version: '1.0.0' },
    {
      capabilities: appsCapabilities,
      ...(revision === '2026-07-28' ? { versionNegotiation: { mode: { pin: revision } } } : {}),
    },
  );
  if (transport === 'stdio') {
    const command = getServerCommand(upstream, '--lang', 'ko', ...flags);
    await client.connect(new StdioClientTransport({ ...command, stderr: 'ignore' }));
    return { client, close: () => client.close() };
  }
  const server = await startHttpServer(upstream, { flags });
  await client.connect(new StreamableHTTPClientTransport(new URL(server.url)));
  return {
    client,
    async close() {
      await client.close();
      await server.close();
    },
  };
}
