import { Agent, MCPServerStdio, MCPServerStreamableHttp, OpenAIProvider, Runner } from '@openai/agents';
import { readJob } from './job.ts';

const { connection, modelUrl, prompt } = readJob();
const server =
  connection.transport === 'stdio'
    ? new MCPServerStdio({ ...connection, name: 'portone' })
    : new MCPServerStreamableHttp({ url: connection.url, name: 'portone' });
await server.connect();
const modelProvider = new OpenAIProvider({ apiKey: 'none', baseURL: `${modelUrl}/v1` });
const agent = new Agent({ name: 'assistant', model: 'stand-in', mcpServers: [server] });
await new Runner({ modelProvider, tracingDisabled: true }).run(agent, prompt);
await server.close();
