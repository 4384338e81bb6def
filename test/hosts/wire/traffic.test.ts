import { expect, it } from 'vitest';
import { readTraffic } from './traffic.ts';

const rpc = (fields: object) => ({ jsonrpc: '2.0', ...fields });
const approvalRequired = { error: { kind: 'approval_required', approval_url: 'http://127.0.0.1/approvals/1' } };

it('The protocol revision is read from the answer to initialize, and from each request where there is none.', () => {
  const initialized = readTraffic([rpc({ id: 1, result: { protocolVersion: '2025-06-18' } })]);
  const _meta = { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' };
  const stateless = readTraffic([rpc({ id: 1, method: 'tools/list', params: { _meta } })]);
  expect([initialized.protocol, stateless.protocol, readTraffic([]).protocol]).toEqual([
    '2025-06-18',
    '2026-07-28',
    'none',
  ]);
});

it('A tool counts once when a host lists the tools twice.', () => {
  const page = rpc({ id: 1, result: { tools: [{ name: 'a' }, { name: 'b' }] } });
  expect(readTraffic([page, page]).toolNames).toEqual(['a', 'b']);
});

it('Forms, URLs and links are told apart in both protocol revisions, and in sessions without structured content.', () => {
  const listChannels = (message: object) => readTraffic([rpc(message)]).channels;
  expect(listChannels({ id: 1, method: 'elicitation/create', params: { message: '?' } })).toEqual(['form']);
  expect(listChannels({ id: 1, method: 'elicitation/create', params: { mode: 'url' } })).toEqual(['URL']);
  const inputRequests = { page: { method: 'elicitation/create', params: { mode: 'url' } } };
  expect(listChannels({ id: 1, result: { resultType: 'input_required', inputRequests } })).toEqual(['URL']);
  expect(listChannels({ id: 1, result: { content: [], structuredContent: approvalRequired } })).toEqual(['link']);
  const content = [{ type: 'text', text: JSON.stringify(approvalRequired) }];
  expect(listChannels({ id: 1, result: { content } })).toEqual(['link']);
  expect(listChannels({ id: 1, result: { instructions: 'After approval_required, give the approval_url.' } })).toEqual(
    [],
  );
  expect(listChannels({ id: 1, result: { content: [], structuredContent: { result: {} } } })).toEqual([]);
});
