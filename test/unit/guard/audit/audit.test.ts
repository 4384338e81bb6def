import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { payOnetime } from '../../../../src/endpoints/catalog/subscriptions.ts';
import { verifyAudit } from '../../../../src/guard/audit/verify.ts';
import { createPolicy } from '../../../../src/guard/policy/policy.ts';
import { createMemoryStore } from '../../../../src/store/memory/store.ts';
import {
  forEachTest,
  NOON,
  outcome,
  path,
  recordsOf,
  sixLines,
  start,
  step,
  verdictOf,
} from '../../../support/audit-log.ts';

forEachTest();

describe('a ledger', () => {
  it('is a chain that anybody can check', async () => {
    const lines = await sixLines();
    let prev = '0'.repeat(64);
    for (const [at, line] of lines.entries()) {
      const { hash, ...rest } = JSON.parse(line);
      expect(rest).toMatchObject({ seq: at + 1, prev, at: '2026-11-23T03:00:00.000Z' });
      expect(createHash('sha256').update(JSON.stringify(rest)).digest('hex')).toBe(hash);
      prev = hash;
    }
    expect(await verdictOf()).toEqual({ text: `ledger: ok, 6 lines, last ${prev}`, exitCode: 0 });
  });

  it('is for its owner alone', async () => {
    await writeFile(path, '', { mode: 0o644 });
    await start();
    for (const file of [path, `${path}.head`, `${path}.lock`]) expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('keeps ids and amounts, and nothing about a person', async () => {
    const { audit } = await start();
    await audit.step(step({ shown: 'fingerprint', channel: 'form', step: 'agreed' }));
    const args = { merchant_uid: '010-1234-5678', card_number: '4111-1111-1111-1111', buyer_name: '홍길동', amount: 5 };
    await audit.step(
      step({ args, fields: payOnetime.fields, moves: [{ payment: '4111-1111-1111-1111', currency: 'KRW' }] }),
    );
    const [, agreed, started] = await recordsOf();
    expect(agreed).toMatchObject({
      step: 'agreed',
      tool: 'cancel_payment',
      ids: { imp_uid: 'imp_1', amount: 1_000 },
      moves: [{ payment: 'imp_1', amount: 1_000, currency: 'KRW' }],
      shown: 'fingerprint',
      channel: 'form',
    });
    expect(started.ids).toEqual({ merchant_uid: expect.stringMatching(/^sha256:/), amount: 5 });
    expect(await readFile(path, 'utf8')).not.toMatch(/홍길동|alice|1234-5678|4111|110-234|변심/);
  });

  it('digests arguments without what could be guessed from it', async () => {
    const { audit } = await start();
    const paying = (change: object) => step({ args: { merchant_uid: 'o_1', ...change }, fields: payOnetime.fields });
    await audit.step(paying({ card_number: '4111-1111-1111-1111', name: 'tea' }));
    await audit.step(paying({ card_number: '5500-0000-0000-0004', name: 'tea' }));
    await audit.step(paying({ card_number: '4111-1111-1111-1111', name: 'coffee' }));
    const [, first, otherCard, otherName] = await recordsOf();
    expect(otherCard.args).toBe(first.args);
    expect(otherName.args).not.toBe(first.args);
  });

  it('puts the steps of many calls at once one after the other', async () => {
    const { audit } = await start();
    await Promise.all(Array.from({ length: 40 }, (_, at) => audit.step(step({ call: `call-${at}` }))));
    expect(await verifyAudit(path)).toMatchObject({ ok: true, count: 41 });
    expect((await recordsOf()).slice(1).map(({ call }) => call)).toEqual(
      Array.from({ length: 40 }, (_, at) => `call-${at}`),
    );
  });

  it('goes on where it ended', async () => {
    await sixLines();
    const { audit } = await start();
    expect(audit.recent(2)).toMatchObject([{ call: 'e' }, { call: 'd' }]);
    await audit.step(step({ call: 'f' }));
    expect(audit.recent(1)).toMatchObject([{ call: 'f' }]);
    expect(await verifyAudit(path)).toMatchObject({ ok: true, count: 7 });
  });
});

describe('what was spent', () => {
  it('counts after a restart for the same callers and payments', async () => {
    const request = {
      ...step({ moves: [{ payment: '010-1234-5678', amount: 600, currency: 'KRW' }] }),
      takesReason: true,
      seen: {},
      now: NOON / 1_000,
    };
    const first = await start();
    await first.audit.step(request);
    await first.audit.close();
    const { spent } = await start();
    for (const cap of ['per_day', 'per_caller', 'per_payment']) {
      const policy = createPolicy(
        { refund: { [cap]: 1_000 } },
        createMemoryStore(() => request.now),
      );
      await policy.restore(spent);
      await expect(policy.reserve(request), cap).rejects.toMatchObject({ kind: 'policy_refused' });
    }
  });

  it('is what was begun on that day and is not known to have come to nothing', async () => {
    const first = await start();
    const moves = (amount: number) => [{ payment: 'imp_1', amount, currency: 'KRW' }];
    await first.audit.step(step({ call: 'asked', step: 'asked', moves: moves(1) }));
    await first.audit.step(step({ call: 'done', moves: moves(2) }));
    await first.audit.step(outcome('executed', { call: 'done', moves: moves(2) }));
    await first.audit.step(step({ call: 'not done', moves: moves(4) }));
    await first.audit.step(outcome('not_executed', { call: 'not done', moves: moves(4) }));
    await first.audit.step(step({ call: 'unknown', moves: moves(8) }));
    await first.audit.step(outcome('unknown', { call: 'unknown', moves: moves(8) }));
    await first.audit.step(step({ call: 'crashed', moves: moves(16), money: 'charge_later' }));
    await first.audit.step(step({ call: 'yesterday', moves: moves(32), day: '2026-11-22' }));
    await first.audit.close();
    const { spent } = await start();
    expect(spent.map(({ kind, moves: [one] }) => `${kind} ${one?.amount}`)).toEqual([
      'refund 2',
      'refund 8',
      'charge 16',
    ]);
  });

  it('stays spent when the same is refused afterwards', async () => {
    const first = await start();
    await first.audit.step(step({ call: 'same' }));
    await first.audit.step(outcome('executed', { call: 'same' }));
    await first.audit.step(step({ call: 'same' }));
    await first.audit.step(outcome('not_executed', { call: 'same' }));
    await first.audit.close();
    expect((await start()).spent).toHaveLength(1);
  });
});
