import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acceptForm, openSession, type Session } from '../support/clients.ts';
import type { Samples } from '../support/tool-case.ts';
import { getServerCommand, startUpstream, type Upstream } from '../support/upstream.ts';

const CAP = 20_000;

let folder: string;
let ledger: string;
let upstream: Upstream;
let samples: Samples;
let session: Session;
let questions: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lost-'));
  ledger = join(folder, 'ledger.jsonl');
  upstream = await startUpstream();
  samples = await upstream.readSamples();
  const policy = await writePolicyFile('caps.json', JSON.stringify({ refund: { per_call: CAP, per_day: 30_000 } }));
  const command = getServerCommand(upstream.url, '--audit', ledger, '--policy', policy);
  session = await openSession('SDK v2, 2026-07-28', command, (question) => {
    questions.push(question.message);
    return acceptForm(question);
  });
});
beforeEach(async () => {
  await upstream.reset();
  questions = [];
});
afterAll(async () => {
  await session.close();
  await upstream.close();
  await rm(folder, { recursive: true });
});

async function writePolicyFile(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

const buildRefund = (amount: number) => ({ imp_uid: samples.paid_card?.imp_uid, amount, reason: '반품' });
const injectFault = (route: string, kind: string) => upstream.control('faults', { route, kind, times: 1 });

describe('a write with a lost answer', () => {
  it('a refund with a lost answer is found by reading back', async () => {
    await injectFault('POST /payments/cancel', 'reset_after');
    const { isError, structured, text } = await session.call('cancel_payment', buildRefund(10_000));
    expect(isError, text).toBe(false);
    expect(structured).toMatchObject({ confirmed_by: 'read back', result: { cancel_amount: 10_000 } });
    expect((await upstream.readLedger()).entries).toMatchObject([{ amount: 10_000 }]);
    expect(questions).toHaveLength(1);
  });

  it('a charge with a lost answer is found by reading back', async () => {
    await injectFault('POST /subscribe/payments/again', 'truncated_json');
    const args = { customer_uid: samples.subscription?.customer_uid, merchant_uid: 'lost_charge', amount: 7_000 };
    const { isError, structured, text } = await session.call('pay_with_billing_key', { ...args, name: '구독' });
    expect(isError, text).toBe(false);
    expect(structured).toMatchObject({ confirmed_by: 'read back', result: { status: 'paid', amount: 7_000 } });
    expect((await upstream.readLedger()).entries).toMatchObject([{ merchant_uid: 'lost_charge', status: 'paid' }]);
  });

  // Takes forty real seconds: only the end of the waiting time proves that nothing was executed.
  it('a refund that is never answered is reported within 45 s, and can be repeated', { timeout: 90_000 }, async () => {
    await injectFault('POST /payments/cancel', 'timeout_before');
    const progress: number[] = [];
    const startedAt = performance.now();
    const unknownOutcome = await session.call('cancel_payment', buildRefund(9_000), {
      onprogress: (one) => progress.push(one.progress),
    });
    expect(performance.now() - startedAt).toBeLessThan(45_000);
    expect(progress.length).toBeGreaterThanOrEqual(3);
    expect(progress).toEqual([...new Set(progress)].sort((one, other) => one - other));
    expect(unknownOutcome.structured).toMatchObject({
      error: { kind: 'unreachable', next: expect.stringMatching(/^It is safe to call again\./) },
    });
    expect((await upstream.readLedger()).entries).toEqual([]);
    expect((await session.call('cancel_payment', buildRefund(9_000))).isError).toBe(false);
    expect(questions[0]).not.toContain('It may have been executed');
    expect(questions[1]).toContain('It may have been executed');
    expect((await upstream.readLedger()).entries).toMatchObject([{ amount: 9_000 }]);
    // The lost refund may still be executed and counts: 10,000, 9,000 lost and 9,000 leave no room for another.
    const more = await session.call('cancel_payment', buildRefund(9_000));
    expect(more.structured).toMatchObject({ error: { kind: 'policy_refused' } });
  });
});

it('a refund above the cap is refused without a question or a request', async () => {
  const { isError, structured } = await session.call('cancel_payment', buildRefund(CAP + 1));
  expect(isError).toBe(true);
  expect(structured).toMatchObject({ error: { kind: 'policy_refused' } });
  expect(questions).toEqual([]);
  expect((await upstream.readLedger()).entries).toEqual([]);
});

const runServer = (...flags: string[]) => {
  const { command, args, env } = getServerCommand(upstream.url, ...flags);
  const { status, stdout, stderr } = spawnSync(command, args, { env, encoding: 'utf8', input: '' });
  return { status, stdout, stderr };
};

describe('the command "audit verify"', () => {
  it('audit verify accepts the log of the calls above', async () => {
    const { status, stdout, stderr } = runServer('audit', 'verify', ledger);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const lines = (await readFile(ledger, 'utf8')).trimEnd().split('\n');
    expect(stdout).toContain(`ok, ${lines.length} lines`);
    const outcomes = lines.map((line) => JSON.parse(line)).filter(({ step }) => step === 'outcome');
    expect(outcomes.map(({ verdict, proof }) => [verdict, proof])).toEqual([
      ['executed', 'read back'],
      ['executed', 'read back'],
      ['not_executed', 'read back'],
      ['executed', 'answered'],
    ]);
  });

  it('audit verify names the line that was changed', async () => {
    const lines = (await readFile(ledger, 'utf8')).split('\n');
    const at = lines.findIndex((line) => line.includes('"started"'));
    lines[at] = (lines[at] ?? '').replace('10000', '10');
    const copy = await writePolicyFile('tampered.jsonl', lines.join('\n'));
    const { status, stdout } = runServer('audit', 'verify', copy);
    expect(status).toBe(1);
    expect(stdout).toContain(`corrupt: line ${at + 1} `);
  });

  it.each([
    ['without a file', ['audit', 'verify']],
    ['with two', ['audit', 'verify', 'a', 'b']],
    ['without a verb', ['audit']],
    ['with another verb', ['audit', 'mend', 'a']],
  ])('audit verify prints its usage when it is called %s', (_, flags) => {
    const { status, stdout, stderr } = runServer(...flags);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('the flag --policy', () => {
  it.each([
    ['is no JSON', '{ "refund": ', 'policy'],
    ['has an unknown key', '{\n  "refunds": {}\n}', 'refunds'],
    ['has a wrong value', '{\n  "refund": { "per_call": "much" }\n}', 'per_call'],
    ['turns off a tool that is none', '{ "disabled_tools": ["cancel_everything"] }', 'cancel_everything'],
  ])('a policy file that %s stops the start with one line', async (_, text, named) => {
    const { status, stdout, stderr } = runServer('--policy', await writePolicyFile('wrong.json', text));
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain(named);
  });

  it('a missing policy file stops the start with one line', () => {
    const { status, stderr } = runServer('--policy', join(folder, 'absent.json'));
    expect(status).toBe(2);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
