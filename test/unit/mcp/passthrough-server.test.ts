import { InMemoryTransport } from '@modelcontextprotocol/server';
import { expect, it } from 'vitest';
import type * as z from 'zod';
import { CallToolParams, PassthroughServer } from '../../../src/mcp/passthrough-server.ts';

type Handler = (params: z.output<typeof CallToolParams>) => object;
const someCall = { name: 'any', arguments: {} };

/** Returns the server's response to one call, as sent over the wire. */
async function callServer(
  handler: Handler,
  call: unknown = someCall,
  protocolVersion = '2025-11-25',
): Promise<unknown> {
  const server = new PassthroughServer({ name: 'plain', version: '0' }, { capabilities: { tools: {} } });
  server.setRequestHandler('tools/call', { params: CallToolParams }, (params) => handler(params) as never);
  const [client, ours] = InMemoryTransport.createLinkedPair();
  const answers = new Map<unknown, object>();
  client.onmessage = (message) => void answers.set(Object(message).id, message);
  await Promise.all([client.start(), server.connect(ours)]);
  const clientInfo = { name: 'test', version: '0' };
  const params = { protocolVersion, capabilities: {}, clientInfo };
  await client.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
  await client.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
  await client.send({ jsonrpc: '2.0', id: 2, method: 'tools/call', params: call as never });
  await expect.poll(() => answers.has(2)).toBe(true);
  await server.close();
  return answers.get(2);
}

it('a tool result is sent unchanged, even if the schema of the SDK would reject it', async () => {
  const result = { content: [{ type: 'text', text: '{}' }], structuredContent: { result: { status: 'cancelled' } } };
  expect(await callServer(() => result)).toMatchObject({ id: 2, result });
  const unknown = { content: [{ type: 'of a later revision' }], structuredContent: { result: {} } };
  expect(await callServer(() => unknown)).toMatchObject({ id: 2, result: unknown });
});

it.each(['2024-11-05', '2025-03-26'])(
  'a tool result in a session of %s holds the text only, since structured content came later',
  async (version) => {
    const content = [{ type: 'text', text: '{"result":{}}' }];
    const handler = () => ({ content, structuredContent: { result: {} }, isError: true });
    expect(await callServer(handler, someCall, version)).toEqual({
      jsonrpc: '2.0',
      id: 2,
      result: { content, isError: true },
    });
    expect(await callServer(handler, someCall, '2025-06-18')).toMatchObject({ result: handler() });
  },
);

it('the SDK does not send a question to a client without elicitation support', async () => {
  const inputRequests = { confirm: { method: 'elicitation/create', params: { mode: 'form', message: '?' } } };
  const answer = await callServer(() => ({ resultType: 'input_required', inputRequests, requestState: 'state' }));
  expect(JSON.stringify(answer)).toContain('elicitation');
  expect(answer).not.toMatchObject({ result: { inputRequests: {} } });
});

it('the arguments of a call are received unchanged, whatever their names', async () => {
  const sent = '{"imp_uid":"x","__proto__":{"a":1},"constructor":2}';
  let arrived: unknown;
  const handler: Handler = (params) => {
    arrived = params.arguments;
    return { content: [] };
  };
  await callServer(handler, { name: 'any', arguments: JSON.parse(sent) });
  expect(JSON.stringify(arrived)).toBe(sent);
  await callServer(handler, { name: 'any' });
  expect(arrived).toBeUndefined();
});

it.each([
  ['null', null, {}],
  ['the JSON text of an object', '{"imp_uid":"x","__proto__":1}', JSON.parse('{"imp_uid":"x","__proto__":1}')],
])('arguments sent as %s are read as an object', async (_, sent, read) => {
  let arrived: unknown;
  await callServer(
    (params) => {
      arrived = params.arguments;
      return { content: [] };
    },
    { name: 'any', arguments: sent },
  );
  expect(JSON.stringify(arrived)).toBe(JSON.stringify(read));
});

it.each<[string, object, string]>([
  ['text as arguments', { name: 'any', arguments: 'imp_uid=x' }, '"arguments" must be an object, but was text.'],
  [
    'the text of a list as arguments',
    { name: 'any', arguments: '["x"]' },
    '"arguments" must be an object, but was text.',
  ],
  ['a list as arguments', { name: 'any', arguments: ['x'] }, '"arguments" must be an object, but was a list.'],
  ['a number as arguments', { name: 'any', arguments: 1 }, '"arguments" must be an object, but was a number.'],
  ['no name', { arguments: {} }, '"name" must be the name of a tool, but was missing.'],
  ['a number as the name', { name: 5 }, '"name" must be the name of a tool, but was a number.'],
])('a call with %s is rejected in one sentence', async (_, call, message) => {
  const answer = await callServer(() => expect.fail('This is no call'), call);
  expect(answer).toEqual({ jsonrpc: '2.0', id: 2, error: { code: -32602, message } });
});
