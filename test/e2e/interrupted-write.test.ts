import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSession } from '../support/clients.ts';
import { getServerCommand, startUpstream, type Upstream } from '../support/upstream.ts';

let folder: string;
let upstream: Upstream;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interrupted-'));
  upstream = await startUpstream();
});
afterAll(async () => {
  await upstream.close();
  await rm(folder, { recursive: true });
});

async function waitForLedger(): Promise<void> {
  while ((await upstream.readLedger()).entries.length === 0) await sleep(50);
}

it('after a crash in the middle of a charge, the next question about the same customer says so', async () => {
  const { customer_uid } = (await upstream.readSamples()).subscription ?? {};
  const command = getServerCommand(upstream.url, '--audit', join(folder, 'audit.jsonl'));
  const buildCharge = (merchant_uid: string) => ({ customer_uid, merchant_uid, amount: 5_000, name: 'tea' });

  const transport = new StdioClientTransport({ ...command, stderr: 'ignore' });
  const client = new Client({ name: 'crashing', version: '1' }, { capabilities: { elicitation: { form: {} } } });
  client.setRequestHandler('elicitation/create', async () => {
    await sleep(1_000);
    return { action: 'accept', content: { confirm: 'yes' } };
  });
  await client.connect(transport);
  await upstream.control('faults', { route: 'POST /subscribe/payments/again', kind: 'timeout_after', times: 1 });
  const lost = client.callTool({ name: 'pay_with_billing_key', arguments: buildCharge('crash_1') }).catch(() => {});
  await waitForLedger();
  process.kill(Number(transport.pid), 'SIGKILL');
  await Promise.all([lost, client.close()]);

  const questions: string[] = [];
  const session = await openSession('SDK v2, 2026-07-28', command, (question) => {
    questions.push(question.message);
    return { action: 'decline' };
  });
  await session.call('pay_with_billing_key', buildCharge('crash_2'));
  await session.close();
  expect(questions).toHaveLength(1);
  expect(questions[0]).toMatch(
    /⚠ Sent at .*"[^"]+" \(₩5,000\), for the same payment, order or customer.*server stopped/,
  );
  expect((await upstream.readLedger()).entries).toHaveLength(1);
});
