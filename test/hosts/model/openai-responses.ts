import { randomUUID } from 'node:crypto';
import {
  type JsonObject,
  listObjects,
  type ModelProtocol,
  type ModelTurn,
  type OfferedTool,
  readText,
  sendEvents,
  sendJson,
} from './protocol.ts';

/** OpenAI's Responses API; Codex groups the tools of a server in a namespace. */
export const openaiResponses: ModelProtocol = {
  matches: (path) => path === '/v1/responses',
  parseRequest: (body) => ({
    tools: listObjects(body.tools).flatMap(listTools),
    toolResults: listObjects(body.input).flatMap(({ type, output }) =>
      type === 'function_call_output' ? [readText(output)] : [],
    ),
    isStreamed: body.stream === true,
  }),
  sendTurn(turn, response, isStreamed) {
    const item = toItem(turn);
    const head = { id: `resp_${randomUUID()}`, object: 'response', created_at: Math.floor(Date.now() / 1000) };
    const usage = {
      ...{ input_tokens: 10, output_tokens: 10, total_tokens: 20 },
      ...{ input_tokens_details: { cached_tokens: 0 }, output_tokens_details: { reasoning_tokens: 0 } },
    };
    const completed = { ...head, status: 'completed', model: 'stand-in', output: [item], usage };
    if (!isStreamed) return sendJson(response, completed);
    const events = [
      { type: 'response.created', response: { ...head, status: 'in_progress', model: 'stand-in', output: [] } },
      { type: 'response.output_item.added', output_index: 0, item },
      { type: 'response.output_item.done', output_index: 0, item },
      { type: 'response.completed', response: completed },
    ].map((event, index) => ({ ...event, sequence_number: index }));
    sendEvents(response, events, { withNames: true });
  },
};

function listTools(tool: JsonObject): OfferedTool[] {
  if (tool.type === 'function') return [{ name: String(tool.name) }];
  if (tool.type !== 'namespace') return [];
  return listObjects(tool.tools).map(({ name }) => ({ name: String(name), namespace: String(tool.name) }));
}

function toItem(turn: ModelTurn) {
  if ('text' in turn)
    return {
      ...{ id: `msg_${randomUUID()}`, type: 'message', role: 'assistant', status: 'completed' },
      content: [{ type: 'output_text', text: turn.text, annotations: [] }],
    };
  return {
    ...{ id: `fc_${randomUUID()}`, type: 'function_call', status: 'completed', call_id: `call_${randomUUID()}` },
    ...turn.tool,
    arguments: JSON.stringify(turn.args),
  };
}
