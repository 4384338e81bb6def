import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { describe, expect, it } from 'vitest';
import { acceptForm, clientKinds, openSession } from '../support/clients.ts';

const start = (...flags: string[]) => ({ command: process.execPath, args: ['dist/main.js', ...flags], env: {} });
const NOTE = /^No API key is set, so this is the sandbox/;
const REFUND = { merchant_uid: 'order_paid_card', amount: 1_000, reason: '단순 변심' };

describe('a server that opened the sandbox for lack of a key', () => {
  it.each(clientKinds)('says so in results, errors and confirmed changes (%s)', async (kind) => {
    const session = await openSession(kind, start('--sandbox-without-key'), acceptForm);
    try {
      const answers = [
        await session.call('search_payments', { period: '최근 7일' }),
        await session.call('get_payment', { imp_uid: 'imp_000000000000' }),
        await session.call('get_payment', { no_such_argument: 1 }),
        await session.call('refund_payment', REFUND),
      ];
      expect(answers.map(({ isError }) => isError)).toEqual([false, true, true, false]);
      for (const { structured, text } of answers) {
        expect(Object(structured).sandbox_note).toMatch(NOTE);
        expect(JSON.parse(text)).toEqual(structured);
      }
    } finally {
      await session.close();
    }
  });

  it('says so when a person has to approve on the page, with resources and in its instructions', async () => {
    const client = new Client({ name: 'test-client', version: '1' });
    await client.connect(new StdioClientTransport({ ...start('--sandbox-without-key'), stderr: 'ignore' }));
    try {
      const { structuredContent } = await client.callTool({ name: 'refund_payment', arguments: REFUND });
      expect(structuredContent).toMatchObject({
        sandbox_note: expect.stringMatching(NOTE),
        error: { kind: 'approval_required' },
      });
      const { contents } = await client.readResource({ uri: 'portone://codes/banks' });
      expect(contents.map((content) => content.mimeType)).toEqual(['application/json', 'text/plain']);
      expect(contents[1]).toMatchObject({ text: expect.stringMatching(NOTE) });
      expect(client.getInstructions()).toMatch(NOTE);
    } finally {
      await client.close();
    }
  });

  it('says nothing of it where the sandbox was chosen', async () => {
    const [kind] = clientKinds;
    const session = await openSession(kind ?? 'SDK v1, 2025-11-25', start('--sandbox'), acceptForm);
    try {
      const { structured } = await session.call('search_payments', { period: '최근 7일' });
      expect(structured).not.toHaveProperty('sandbox_note');
    } finally {
      await session.close();
    }
  });
});
