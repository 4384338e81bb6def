import { randomUUID } from 'node:crypto';
import { listObjects, type ModelProtocol, type ModelTurn, readText, sendEvents, sendJson } from './protocol.ts';

const usage = { input_tokens: 10, output_tokens: 10, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 };

/** Anthropic's Messages API. */
export const anthropicMessages: ModelProtocol = {
  matches: (path) => path === '/v1/messages',
  parseRequest: (body) => ({
    tools: listObjects(body.tools).map(({ name }) => ({ name: String(name) })),
    toolResults: listObjects(body.messages)
      .flatMap(({ content }) => listObjects(content))
      .flatMap((block) => (block.type === 'tool_result' ? [readText(block.content)] : [])),
    isStreamed: body.stream === true,
  }),
  sendTurn(turn, response, isStreamed) {
    const id = `msg_${randomUUID()}`;
    const head = { id, type: 'message', role: 'assistant', model: 'stand-in', stop_sequence: null };
    const block = toBlock(turn);
    const stopReason = 'text' in turn ? 'end_turn' : 'tool_use';
    if (!isStreamed) return sendJson(response, { ...head, content: [block], stop_reason: stopReason, usage });
    const [emptyBlock, delta] =
      'text' in turn
        ? [
            { ...block, text: '' },
            { type: 'text_delta', text: turn.text },
          ]
        : [
            { ...block, input: {} },
            { type: 'input_json_delta', partial_json: JSON.stringify(turn.args) },
          ];
    sendEvents(
      response,
      [
        { type: 'message_start', message: { ...head, content: [], stop_reason: null, usage } },
        { type: 'content_block_start', index: 0, content_block: emptyBlock },
        { type: 'content_block_delta', index: 0, delta },
        { type: 'content_block_stop', index: 0 },
        { type: 'message_delta', delta: { stop_reason: stopReason, stop_sequence: null }, usage },
        { type: 'message_stop' },
      ],
      { withNames: true },
    );
  },
};

const toBlock = (turn: ModelTurn) =>
  'text' in turn
    ? { type: 'text', text: turn.text }
    : { type: 'tool_use', id: `toolu_${randomUUID()}`, name: turn.tool.name, input: turn.args };
