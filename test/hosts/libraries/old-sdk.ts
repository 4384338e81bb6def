/** The protocol's own SDK of May 2025 in a minimal agent: a client that knows nothing newer than 2025-03-26. */
import { Client } from 'sdk-v1-11/client/index.js';
import { StdioClientTransport } from 'sdk-v1-11/client/stdio.js';
import { StreamableHTTPClientTransport } from 'sdk-v1-11/client/streamableHttp.js';
import { readJob } from './job.ts';
import { runAgent } from './minimal-agent.ts';

const { connection, modelUrl, prompt } = readJob();
const client = new Client({ name: 'old-sdk', version: '1.11.4' });
await client.connect(
  connection.transport === 'stdio'
    ? new StdioClientTransport(connection)
    : new StreamableHTTPClientTransport(new URL(connection.url)),
);
const { tools } = await client.listTools();
await runAgent({
  modelUrl,
  prompt,
  tools: tools.map(({ name, inputSchema }) => ({ name, parameters: inputSchema })),
  callTool: async (name, args) => JSON.stringify(await client.callTool({ name, arguments: args })),
});
await client.close();
