import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { getDefaultEnvironment, StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { Command } from './manifest.ts';

interface RunningServer {
  tools: readonly string[];
  call(name: string, args: Record<string, unknown>): Promise<Record<string, unknown>>;
}

/** Starts a server as hosts do, over stdio and with hardly any of our own environment. */
export async function callServer<T>(
  { command, args, env }: Command,
  use: (server: RunningServer) => Promise<T>,
): Promise<T> {
  const client = new Client({ name: 'desktop', version: '1' });
  const transport = new StdioClientTransport({
    ...{ command, args, stderr: 'pipe' },
    env: { ...getDefaultEnvironment(), ...env },
  });
  let log = '';
  transport.stderr?.on('data', (text) => {
    log += text;
  });
  try {
    await client.connect(transport);
    const { tools } = await client.listTools();
    return await use({
      tools: tools.map(({ name }) => name),
      async call(name, args) {
        const { structuredContent } = await client.callTool({ name, arguments: args });
        return { ...Object(structuredContent) };
      },
    });
  } catch (error) {
    throw new Error(`${[command, ...args].join(' ')} failed; its log: ${log}`, { cause: error });
  } finally {
    await client.close();
  }
}
