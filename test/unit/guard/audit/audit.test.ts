import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { payOnetime } from '../../../../src/endpoints/catalog/subscriptions.ts';
import { verifyAuditLog } from '../../../../src/guard/audit/verify.ts';
import { createPolicy } from '../../../../src/guard/policy/policy.ts';
import { createMemoryStore } from '../../../../src/store/memory/store.ts';
import {
  buildOutcome,
  buildStep,
  describeVerification,
  NOON,
  openAuditFile,
  path,
  readRecords,
  useAuditFolder,
  writeSixLines,
} from '../../../support/audit-log.ts';

useAuditFolder();

describe('the audit log', () => {
  it('the audit log is a hash chain that anyone can verify', async () => {
    const lines = await writeSixLines();
    let prev = '0'.repeat(64);
    for (const [at, line] of lines.entries()) {
      const { hash, ...rest } = JSON.parse(line);
      expect(rest).toMatchObject({ seq: at + 1, prev, at: '2026-11-23T03:00:00.000Z' });
      expect(createHash('sha256').update(JSON.stringify(rest)).digest('hex')).toBe(hash);
      prev = hash;
    }
    expect(await describeVerification()).toEqual({ text: `ledger: ok, 6 lines, last ${prev}`, exitCode: 0 });
  });

  it('the audit files are readable by their owner only', async () => {
    await writeFile(path, '', { mode: 0o644 });
    await openAuditFile();
    for (const file of [path, `${path}.head`, `${path}.lock`]) expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('the audit log records ids and amounts but no personal data', async () => {
    const { audit } = await openAuditFile();
    await audit.recordStep(buildStep({ questionFingerprint: 'fingerprint', channel: 'form', step: 'agreed' }));
    const args = { merchant_uid: '010-1234-5678', card_number: '4111-1111-1111-1111', buyer_name: '홍길동', amount: 5 };
    await audit.recordStep(
      buildStep({ args, fields: payOnetime.fields, moves: [{ payment: '4111-1111-1111-1111', currency: 'KRW' }] }),
    );
    const [, approved, started] = await readRecords();
    expect(approved).toMatchObject({
      step: 'agreed',
      tool: 'cancel_payment',
      ids: { imp_uid: 'imp_1', amount: 1_000 },
      moves: [{ payment: 'imp_1', amount: 1_000, currency: 'KRW' }],
      shown: 'fingerprint',
      channel: 'form',
    });
    expect(started.ids).toEqual({ merchant_uid: expect.stringMatching(/^hmac:/), amount: 5 });
    expect(await readFile(path, 'utf8')).not.toMatch(/홍길동|alice|1234-5678|4111|110-234|변심/);
  });

  it('the argument digest does not include values that could be guessed from it', async () => {
    const { audit } = await openAuditFile();
    const buildPayingStep = (change: object) =>
      buildStep({ args: { merchant_uid: 'o_1', ...change }, fields: payOnetime.fields });
    await audit.recordStep(buildPayingStep({ card_number: '4111-1111-1111-1111', name: 'tea' }));
    await audit.recordStep(buildPayingStep({ card_number: '5500-0000-0000-0004', name: 'tea' }));
    await audit.recordStep(buildPayingStep({ card_number: '4111-1111-1111-1111', name: 'coffee' }));
    const [, first, otherCard, otherName] = await readRecords();
    expect(otherCard.args).toBe(first.args);
    expect(otherName.args).not.toBe(first.args);
  });

  it('concurrent steps are appended one after the other', async () => {
    const { audit } = await openAuditFile();
    await Promise.all(Array.from({ length: 40 }, (_, at) => audit.recordStep(buildStep({ call: `call-${at}` }))));
    expect(await verifyAuditLog(path)).toMatchObject({ ok: true, count: 41 });
    expect((await readRecords()).slice(1).map(({ call }) => call)).toEqual(
      Array.from({ length: 40 }, (_, at) => `call-${at}`),
    );
  });

  it('a reopened audit log continues the existing chain', async () => {
    await writeSixLines();
    const { audit } = await openAuditFile();
    expect(audit.getRecent(2)).toMatchObject([{ call: 'e' }, { call: 'd' }]);
    await audit.recordStep(buildStep({ call: 'f' }));
    expect(audit.getRecent(1)).toMatchObject([{ call: 'f' }]);
    expect(await verifyAuditLog(path)).toMatchObject({ ok: true, count: 7 });
  });
});

describe('the spend restored from the audit log', () => {
  it('a restart keeps what was spent by each caller and on each payment', async () => {
    const request = {
      ...buildStep({ moves: [{ payment: '010-1234-5678', amount: 600, currency: 'KRW' }] }),
      takesReason: true,
      snapshot: {},
      now: NOON / 1_000,
    };
    const first = await openAuditFile();
    await first.audit.recordStep(request);
    await first.audit.close();
    const { spendToday, pseudonyms } = await openAuditFile();
    for (const cap of ['per_day', 'per_caller', 'per_payment']) {
      const policy = createPolicy(
        [{ issuer: 'operator', rules: { refund: { [cap]: 1_000 } } }],
        createMemoryStore(() => request.now),
        'this log',
        pseudonyms,
      );
      await policy.restoreCounters(spendToday);
      await expect(policy.reserve(request), cap).rejects.toMatchObject({ kind: 'policy_refused' });
    }
  });

  it('spend includes the writes started today whose outcome is not "not executed"', async () => {
    const first = await openAuditFile();
    const moves = (amount: number) => [{ payment: 'imp_1', amount, currency: 'KRW' }];
    await first.audit.recordStep(buildStep({ call: 'asked', step: 'asked', moves: moves(1) }));
    await first.audit.recordStep(buildStep({ call: 'done', moves: moves(2) }));
    await first.audit.recordStep(buildOutcome('executed', { call: 'done', moves: moves(2) }));
    await first.audit.recordStep(buildStep({ call: 'not done', moves: moves(4) }));
    await first.audit.recordStep(buildOutcome('not_executed', { call: 'not done', moves: moves(4) }));
    await first.audit.recordStep(buildStep({ call: 'unknown', moves: moves(8) }));
    await first.audit.recordStep(buildOutcome('unknown', { call: 'unknown', moves: moves(8) }));
    await first.audit.recordStep(buildStep({ call: 'crashed', moves: moves(16), money: 'charge_later' }));
    await first.audit.recordStep(buildStep({ call: 'yesterday', moves: moves(32), day: '2026-11-22' }));
    await first.audit.close();
    const { spendToday } = await openAuditFile();
    expect(spendToday.map(({ kind, moves: [one] }) => `${kind} ${one?.amount}`)).toEqual([
      'refund 2',
      'refund 8',
      'charge 16',
    ]);
  });

  it('a later rejection of the same write does not reduce what was spent', async () => {
    const first = await openAuditFile();
    await first.audit.recordStep(buildStep({ call: 'same' }));
    await first.audit.recordStep(buildOutcome('executed', { call: 'same' }));
    await first.audit.recordStep(buildStep({ call: 'same' }));
    await first.audit.recordStep(buildOutcome('not_executed', { call: 'same' }));
    await first.audit.close();
    expect((await openAuditFile()).spendToday).toHaveLength(1);
  });
});
