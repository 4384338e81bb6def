import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../../src/sandbox/seed/index.ts';
import { type SandboxSession, startSandboxSession } from '../../../support/sandbox-session.ts';

const START = Date.UTC(2026, 10, 21, 3) / 1000;
const HISTORY_DAYS = 120;

const { world, samples } = createWorld({ seed: 1, startedAt: START });
const getRecord = (situation: string) => world.payments.get(samples[situation]?.imp_uid ?? '')?.record;
const getCertification = (situation: string) => world.certifications.get(samples[situation]?.imp_uid ?? '')?.record;

describe('the samples of recorded shapes', () => {
  it('the masked card numbers are of every kind that PGs write', () => {
    expect(getRecord('recorded_card_kcp_zeros')?.card_number).toMatch(/^\d{6}0{6}\d{4}$/);
    expect(getRecord('recorded_card_nice_first_eight')?.card_number).toMatch(/^\d{8}\*{4}\d{4}$/);
    expect(getRecord('recorded_card_hidden_by_kakaopay')?.card_number).toMatch(/^\*+$/);
    expect(getRecord('paid_card')?.card_number).toMatch(/^\d{6}\*{9}\d$/);
  });

  it('Kakao Pay is a payment with points, without a card and with an empty approval number', () => {
    expect(getRecord('recorded_kakaopay_as_point')).toMatchObject({
      pay_method: 'point',
      pg_id: 'TC0ONETIME',
      card_code: null,
      card_number: null,
      apply_num: '',
    });
  });

  it('a payment at a test account of a PG does not say that it is a test', () => {
    for (const situation of ['recorded_kakaopay_as_point', 'recorded_decimal_won', 'recorded_billing_key_issue'])
      expect(getRecord(situation)).not.toHaveProperty('sandbox');
    expect(getRecord('recorded_with_promotion')).toMatchObject({ sandbox: false, promotion: { discount: 1_000 } });
  });

  it('an old payment lacks the fields of today', () => {
    const record = getRecord('recorded_2018');
    expect(record).toMatchObject({ status: 'paid', amount: 10_000, user_agent: 'sorry_not_supported_anymore' });
    for (const field of ['card_number', 'customer_uid', 'emb_pg_provider', 'sandbox', 'started_at'])
      expect(record).not.toHaveProperty(field);
  });

  it('open payments may have no deadline, no account or no final state', () => {
    expect(getRecord('vbank_unlimited')).toMatchObject({
      status: 'ready',
      vbank_date: 0,
      vbank_num: expect.stringMatching(/^X/),
    });
    expect(getRecord('econtext_waiting')).toMatchObject({ pay_method: 'vbank', vbank_num: 'unknown' });
    expect(getRecord('paypal_pending')).toMatchObject({ status: 'ready', pg_provider: 'paypal_v2' });
  });

  it('a recovered schedule is a failed and a paid charge of one order number', () => {
    const attempts = world.payments.findByOrder(samples.recovered_schedule?.merchant_uid ?? '');
    expect(attempts.map(({ record }) => record.status)).toEqual(['failed', 'paid']);
  });

  it('certifications have a birth in unix seconds, and lack what their company does not tell', () => {
    expect(getCertification('certification')).toMatchObject({
      birthday: '1992-02-20',
      birth: Date.parse('1992-02-20T00:00:00+09:00') / 1000,
      unique_key: expect.stringMatching(/^[\w+/]{86}==$/),
    });
    expect(getCertification('certification_without_gender')).toMatchObject({ gender: null, unique_in_site: null });
    expect(getCertification('certification_without_birth')).not.toHaveProperty('birth');
  });

  it('no payment of these samples is within the period of the sales history', () => {
    const recorded = [...world.payments.values()].filter(({ record }) => record.merchant_uid.startsWith('recorded'));
    expect(recorded.length).toBeGreaterThan(15);
    for (const { record } of recorded)
      for (const time of [record.started_at, record.paid_at, record.failed_at])
        expect(time ?? 0, record.merchant_uid).toBeLessThan(START - HISTORY_DAYS * 86_400);
  });
});

describe('a refund that the PG reports later', () => {
  it('the refund is taken at once and executed a minute later', async () => {
    const sandbox: SandboxSession = await startSandboxSession();
    const { imp_uid } = sandbox.getSamples().cancel_pending ?? {};
    const cancel = { imp_uid, refund_holder: '김', refund_bank: '88', refund_account: '1', refund_tel: '01000001111' };
    expect(await sandbox.call('POST', '/payments/cancel', cancel)).toMatchObject({
      code: 0,
      response: { status: 'paid', cancel_amount: 0, cancel_history: [] },
    });
    expect((await sandbox.readLedger()).entries).toEqual([]);
    await sandbox.call('POST', '/_sandbox/clock', { advance: 61 });
    expect(await sandbox.call('GET', `/payments/${imp_uid}`)).toMatchObject({
      response: { status: 'cancelled', cancel_amount: 31_000, cancel_history: [{ amount: 31_000 }] },
    });
    expect((await sandbox.readLedger()).entries).toMatchObject([{ method: 'REFUND', imp_uid, amount: 31_000 }]);
    await sandbox.close();
  });
});
