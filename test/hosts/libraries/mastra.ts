import { Agent } from '@mastra/core/agent';
import { MCPClient } from '@mastra/mcp';
import { answerForm } from '../person/answer-form.ts';
import { readJob } from './job.ts';

const { connection, modelUrl, prompt, decision } = readJob();
const server =
  connection.transport === 'stdio'
    ? { command: connection.command, args: connection.args, env: connection.env }
    : { url: new URL(connection.url) };
const client = new MCPClient({
  servers: {
    portone: {
      ...server,
      inputRequests: async ({ params }) =>
        'requestedSchema' in params ? answerForm(params.requestedSchema, decision) : { action: 'decline' },
    },
  },
});
const agent = new Agent({
  id: 'assistant',
  name: 'assistant',
  instructions: 'You help a shop.',
  model: { providerId: 'stand-in', modelId: 'stand-in', url: `${modelUrl}/v1`, apiKey: 'none' },
  tools: await client.listTools(),
});
await agent.generate(prompt, { maxSteps: 6 });
await client.disconnect();
