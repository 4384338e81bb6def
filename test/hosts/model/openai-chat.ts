import { randomUUID } from 'node:crypto';
import {
  isObject,
  listObjects,
  type ModelProtocol,
  type ModelTurn,
  readText,
  sendEvents,
  sendJson,
} from './protocol.ts';

/** OpenAI's Chat Completions API. */
export const openaiChat: ModelProtocol = {
  matches: (path) => path === '/v1/chat/completions',
  parseRequest: (body) => ({
    tools: listObjects(body.tools).flatMap(({ function: tool }) =>
      isObject(tool) ? [{ name: String(tool.name) }] : [],
    ),
    toolResults: listObjects(body.messages).flatMap(({ role, content }) =>
      role === 'tool' ? [readText(content)] : [],
    ),
    isStreamed: body.stream === true,
  }),
  sendTurn(turn, response, isStreamed) {
    const head = { id: `chatcmpl-${randomUUID()}`, created: Math.floor(Date.now() / 1000), model: 'stand-in' };
    const finishReason = 'text' in turn ? 'stop' : 'tool_calls';
    const message = toMessage(turn);
    const usage = { prompt_tokens: 10, completion_tokens: 10, total_tokens: 20 };
    if (!isStreamed) {
      const choices = [{ index: 0, message, finish_reason: finishReason }];
      return sendJson(response, { ...head, object: 'chat.completion', choices, usage });
    }
    const toChunk = (delta: object, reason: string | null) => ({
      ...head,
      object: 'chat.completion.chunk',
      choices: [{ index: 0, delta, finish_reason: reason }],
    });
    sendEvents(response, [toChunk(message, null), { ...toChunk({}, finishReason), usage }], {
      lastLine: 'data: [DONE]\n\n',
    });
  },
};

function toMessage(turn: ModelTurn) {
  if ('text' in turn) return { role: 'assistant', content: turn.text };
  const call = { name: turn.tool.name, arguments: JSON.stringify(turn.args) };
  return {
    role: 'assistant',
    content: null,
    tool_calls: [{ index: 0, id: `call_${randomUUID()}`, type: 'function', function: call }],
  };
}
