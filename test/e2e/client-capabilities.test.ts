import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { expect, it } from 'vitest';
import { getServerCommand } from '../support/upstream.ts';

const revisions = ['2026-07-28', '2025-11-25'] as const;
const clients = [
  { elicitation: { form: {} }, flags: [], says: 'this client supports forms' },
  { elicitation: { url: {} }, flags: [], says: 'on a web page, which the client opens' },
  { elicitation: undefined, flags: [], says: 'on a web page, and the assistant gives the user the link' },
  { elicitation: undefined, flags: ['--confirm-fallback', 'token'], says: 'the model gets a code' },
  { elicitation: undefined, flags: ['--confirm-fallback', 'refuse'], says: 'are refused' },
];
/** Provided in advance, so that the client does not start an extra process just to ask for it. */
const discover = { supportedVersions: ['2026-07-28'], capabilities: { tools: {} } };
const cases = revisions.flatMap((revision) => clients.map((client) => ({ revision, ...client })));

it.each(cases)('stderr says in $revision: $says', async ({ revision, elicitation, flags, says }) => {
  // PortOne is never called, so no upstream is needed.
  const transport = new StdioClientTransport({ ...getServerCommand('http://127.0.0.1:9', ...flags), stderr: 'pipe' });
  const stderrChunks: Buffer[] = [];
  transport.stderr?.on('data', (chunk: Buffer) => stderrChunks.push(chunk));
  const client = new Client(
    { name: 'somebody', version: '1.0.0' },
    { capabilities: elicitation ? { elicitation } : {} },
  );
  await client.connect(transport, revision === '2026-07-28' ? { prior: { kind: 'modern', discover } } : {});
  expect(client.getNegotiatedProtocolVersion()).toBe(revision);
  await client.listTools();
  // The server's response may be cached for an hour, so it must be requested again.
  await client.listTools({}, { cacheMode: 'refresh' });
  await client.close();
  const lines = Buffer.concat(stderrChunks)
    .toString()
    .split('\n')
    .filter((line) => line.includes('this client'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(says);
  expect(lines[0]).not.toContain('somebody');
});
