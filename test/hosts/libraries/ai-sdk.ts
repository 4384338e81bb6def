import { createMCPClient, ElicitationRequestSchema } from '@ai-sdk/mcp';
import { Experimental_StdioMCPTransport as StdioTransport } from '@ai-sdk/mcp/mcp-stdio';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, stepCountIs } from 'ai';
import { answerForm } from '../person/answer-form.ts';
import { readJob } from './job.ts';

const { connection, modelUrl, prompt, decision } = readJob();
const client = await createMCPClient({
  transport: connection.transport === 'stdio' ? new StdioTransport(connection) : { type: 'http', url: connection.url },
  capabilities: { elicitation: {} },
});
client.onElicitationRequest(ElicitationRequestSchema, ({ params }) => answerForm(params.requestedSchema, decision));
const provider = createOpenAICompatible({ name: 'stand-in', baseURL: `${modelUrl}/v1` });
await generateText({
  model: provider('stand-in'),
  tools: await client.tools(),
  prompt,
  stopWhen: stepCountIs(6),
  maxRetries: 0,
});
await client.close();
