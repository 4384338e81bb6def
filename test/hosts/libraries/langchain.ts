import { MultiServerMCPClient } from '@langchain/mcp-adapters';
import { ChatOpenAI } from '@langchain/openai';
import { createAgent } from 'langchain';
import { readJob } from './job.ts';

const { connection, modelUrl, prompt } = readJob();
const client = new MultiServerMCPClient({
  mcpServers: {
    portone: connection.transport === 'stdio' ? connection : { transport: 'http', url: connection.url },
  },
});
const model = new ChatOpenAI({
  model: 'stand-in',
  apiKey: 'none',
  configuration: { baseURL: `${modelUrl}/v1` },
  maxRetries: 0,
});
const agent = createAgent({ model, tools: await client.getTools() });
await agent.invoke({ messages: [{ role: 'user', content: prompt }] });
await client.close();
