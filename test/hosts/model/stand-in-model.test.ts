import { afterAll, beforeAll, expect, it } from 'vitest';
import { type StandInModel, startStandInModel } from './stand-in-model.ts';

const TOOL = 'mcp__portone__refund_payment';
const LINK = 'http://127.0.0.1:1/approvals/abc';
const args = { amount: 20_000 };
const pending = JSON.stringify({ error: { approval_url: LINK } });

/** Each protocol: its path, and a request with the results so far. */
const protocols = {
  'Anthropic Messages': {
    path: '/v1/messages',
    build: (results: string[]) => ({
      tools: [{ name: TOOL }],
      messages: results.map((text) => ({
        role: 'user',
        content: [{ type: 'tool_result', content: [{ type: 'text', text }] }],
      })),
    }),
  },
  'OpenAI Chat Completions': {
    path: '/v1/chat/completions',
    build: (results: string[]) => ({
      tools: [{ type: 'function', function: { name: TOOL } }],
      messages: results.map((content) => ({ role: 'tool', content })),
    }),
  },
  'OpenAI Responses': {
    path: '/v1/responses',
    build: (results: string[]) => ({
      tools: [{ type: 'namespace', name: 'mcp__portone__', tools: [{ type: 'function', name: 'refund_payment' }] }],
      input: results.map((output) => ({ type: 'function_call_output', output })),
    }),
  },
  Gemini: {
    path: '/v1beta/models/any:generateContent',
    build: (results: string[]) => ({
      tools: [{ functionDeclarations: [{ name: TOOL }] }],
      contents: results.map((output) => ({ parts: [{ functionResponse: { response: { output } } }] })),
    }),
  },
};

let model: StandInModel;
beforeAll(async () => {
  model = await startStandInModel(['refund_payment', 'cancel_payment']);
});
afterAll(() => model.close());

it.each(Object.entries(protocols))(
  'In %s the stand-in model calls the tool, repeats the call after a person has decided, and then ends.',
  async (_, { path, build }) => {
    const links: string[] = [];
    const conversation = model.startConversation({ tool: 'refund_payment', args }, async (link) => {
      links.push(link);
      return 'decided';
    });
    const ask = async (...results: string[]) => {
      const response = await fetch(model.url + path, { method: 'POST', body: JSON.stringify(build(results)) });
      return await response.text();
    };
    for (const answer of [await ask(), await ask(pending)]) {
      expect(answer).toContain('refund_payment');
      expect(answer).toContain('20000');
    }
    expect(await ask(pending, '{"refunded":20000}')).toContain('That is all.');
    expect(links).toEqual([LINK]);
    expect(conversation).toMatchObject({ toolsOffered: 1, isFinished: true });
  },
);

it('The stand-in model answers a request without the tools in words, and leaves the conversation as it is.', async () => {
  const conversation = model.startConversation({ tool: 'refund_payment', args }, async () => 'decided');
  const response = await fetch(`${model.url}/v1/messages`, { method: 'POST', body: '{"messages":[]}' });
  expect(await response.text()).toContain('"text":"ok"');
  expect(conversation).toMatchObject({ toolsOffered: 0, isFinished: false });
});
