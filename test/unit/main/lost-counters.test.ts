import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/index.ts';
import { openAuditLog } from '../../../src/guard/audit/audit.ts';
import { createMerchantContext } from '../../../src/main/create-context.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { buildStep } from '../../support/audit-log.ts';
import { buildRefundRequest } from '../../support/policy-requests.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lost-'));
  path = join(folder, 'audit.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

/** Starts and stops a server, and returns what it logged and what its policy says of a refund. */
async function start(policy: object, flags: string[] = ['--audit', path]) {
  const policyFile = join(folder, 'policy.json');
  await writeFile(policyFile, JSON.stringify(policy));
  const config = readConfig(['--sandbox', '--policy', policyFile, ...flags], {});
  if (config.command !== 'serve') throw new Error('these flags serve');
  const logged: string[] = [];
  const now = Date.now() / 1000;
  const { guard, close } = await createMerchantContext(config, {
    store: createMemoryStore(() => now),
    approvals: () => Promise.reject(new Error('nothing is asked here')),
    log: (line) => void logged.push(line),
  });
  const refund = await guard.policy.check(buildRefundRequest({ now })).then(
    () => 'allowed',
    ({ next }: Error & { next?: string }) => /"([a-z_.]+)"/.exec(next ?? '')?.[1],
  );
  await close();
  return { logged: logged.join('\n'), refund };
}

const caps = { refund: { per_day: 100_000 } };

describe('a server whose audit log was removed while it was stopped', () => {
  /** Only the key of the log is left. */
  async function removeLog(): Promise<void> {
    const { logged, refund } = await start(caps);
    expect([logged, refund]).toEqual([
      expect.stringMatching(/is a new audit log: counting .* begins anew$/),
      'allowed',
    ]);
    expect(await start(caps)).toEqual({ logged: '', refund: 'allowed' });
    for (const name of ['', '.head', '.last']) await rm(`${path}${name}`);
  }

  it('moves no money on the same day, and says so at start', async () => {
    await removeLog();
    const { logged, refund } = await start(caps);
    expect(refund).toBe('on_lost_counters');
    expect(logged).toMatch(/not known what was moved today: no money is moved until tomorrow/);
    expect((await start(caps)).refund).toBe('on_lost_counters');
  });

  it('counts from zero if the policy says so, and says so at start', async () => {
    await removeLog();
    const { logged, refund } = await start({ ...caps, on_lost_counters: 'continue' });
    expect(refund).toBe('allowed');
    expect(logged).toMatch(/not known what was moved today: the caps of the policy count from zero/);
  });
});

it('a policy that refuses lost counters is refused where nothing keeps them', async () => {
  const policy = { ...caps, on_lost_counters: 'refuse' };
  await expect(start(policy, [])).rejects.toMatchObject({
    name: 'ConfigError',
    message: expect.stringContaining('set --audit'),
  });
  expect((await start(policy)).refund).toBe('allowed');
});

it('a log whose key was removed is refused, and no new key is made for it', async () => {
  await start(caps);
  const { audit } = await openAuditLog(path, '2026-11-23', { now: Date.now, log: () => {} });
  await audit.recordStep(buildStep({ args: { imp_uid: '01098765432', amount: 1_000 } }));
  await audit.close();
  await rm(`${path}.key`);
  const message = expect.stringMatching(/\.key is missing.*restore it, or move the log to another folder/);
  await expect(start(caps)).rejects.toMatchObject({ name: 'ConfigError', message });
  await expect(start(caps), 'no new key was made').rejects.toMatchObject({ message });
});

it('a log that was lost with everything beside it is announced as a new one', async () => {
  await start(caps);
  for (const name of ['', '.head', '.last', '.key']) await rm(`${path}${name}`);
  expect((await start(caps)).logged).toMatch(/counting for the caps of the policy begins anew/);
});
