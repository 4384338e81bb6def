import { InMemoryTransport } from '@modelcontextprotocol/server';
import { expect, it } from 'vitest';
import { PlainServer } from '../../src/server/plain-server.ts';

/** What the server answers to one call, as it goes over the wire. */
async function answerOf(result: object): Promise<unknown> {
  const server = new PlainServer({ name: 'plain', version: '0' }, { capabilities: { tools: {} } });
  server.setRequestHandler('tools/call', () => result as never);
  const [client, ours] = InMemoryTransport.createLinkedPair();
  const answers = new Map<unknown, object>();
  client.onmessage = (message) => void answers.set(Object(message).id, message);
  await Promise.all([client.start(), server.connect(ours)]);
  const clientInfo = { name: 'test', version: '0' };
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo };
  await client.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
  await client.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
  await client.send({ jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'any', arguments: {} } });
  await expect.poll(() => answers.has(2)).toBe(true);
  await server.close();
  return answers.get(2);
}

it('an answer to a call leaves as it was made, also where the schema of the SDK would refuse it', async () => {
  const result = { content: [{ type: 'text', text: '{}' }], structuredContent: { result: { status: 'cancelled' } } };
  expect(await answerOf(result)).toMatchObject({ id: 2, result });
  const unknown = { content: [{ type: 'of a later revision' }], structuredContent: { result: {} } };
  expect(await answerOf(unknown)).toMatchObject({ id: 2, result: unknown });
});

it('a question is still the concern of the SDK: a client that cannot be asked gets none', async () => {
  const inputRequests = { confirm: { method: 'elicitation/create', params: { mode: 'form', message: '?' } } };
  const answer = await answerOf({ resultType: 'input_required', inputRequests, requestState: 'state' });
  expect(JSON.stringify(answer)).toContain('elicitation');
  expect(answer).not.toMatchObject({ result: { inputRequests: {} } });
});
