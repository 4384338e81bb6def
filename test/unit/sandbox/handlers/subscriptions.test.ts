import { beforeEach, describe, expect, it } from 'vitest';
import * as rows from '../../../../src/endpoints/catalog/subscriptions.ts';
import { findChannel, getGroupChannels, sampleChannelGroup } from '../../../../src/sandbox/behavior/channels.ts';
import { scheduleHandlers } from '../../../../src/sandbox/handlers/schedules.ts';
import { subscriptionHandlers } from '../../../../src/sandbox/handlers/subscriptions.ts';
import { createWorld } from '../../../../src/sandbox/seed/index.ts';
import type { World } from '../../../../src/sandbox/state/world.ts';
import { pickStatus, runHandler } from '../../../support/run-handler.ts';

const START = 1_795_000_000;
const DAY = 86_400;
const PLAN = { amount: 9_900, name: '구독', currency: 'KRW' };
const CARD = { card_number: '4000-1234-5678-9010', expiry: '2099-12' };
let world: World;
let samples: ReturnType<typeof createWorld>['samples'];
const getSampleId = (situation: string, id = 'customer_uid'): string => samples[situation]?.[id] ?? '';

beforeEach(() => {
  ({ world, samples } = createWorld({ seed: 1, startedAt: START }));
});

describe('a charge in the sandbox', () => {
  const chargeAgain = (customer_uid: string, merchant_uid: string) =>
    runHandler(subscriptionHandlers, rows.payWithBillingKey, { customer_uid, merchant_uid, ...PLAN }, world);
  const chargeOnce = (more: object) =>
    runHandler(subscriptionHandlers, rows.payOnetime, { merchant_uid: 'o1', amount: 5_000, ...CARD, ...more }, world);

  it('a charge with a stored key is paid at once and gets an imp_uid of the API', () => {
    const answer = chargeAgain(getSampleId('subscription'), 'again-1');
    expect(pickStatus(answer)).toEqual({ status: 200, code: 0, message: null });
    expect(answer.response).toMatchObject({
      status: 'paid',
      amount: 9_900,
      merchant_uid: 'again-1',
      customer_uid: getSampleId('subscription'),
      customer_uid_usage: 'payment',
      channel: 'api',
      paid_at: START,
    });
    expect(answer.response).toHaveProperty('imp_uid', expect.stringMatching(/^imps_\d{12}$/));
    expect(answer.changed).toMatchObject({ merchant_uid: 'again-1', amount: 9_900, status: 'paid' });
  });

  it('a charge declined by the PG returns code 0 with a failed payment, and the order may be charged again', () => {
    const answer = chargeAgain(getSampleId('refusing_key'), 'again-2');
    expect(answer).toMatchObject({
      status: 200,
      code: 0,
      response: { status: 'failed', fail_reason: '[3054]잔액부족' },
    });
    expect(chargeAgain(getSampleId('subscription'), 'again-2').response).toMatchObject({ status: 'paid' });
  });

  it('a charge for a paid order is rejected with code 1 and charges nothing', () => {
    chargeAgain(getSampleId('subscription'), 'again-3');
    const before = world.payments.size;
    expect(chargeAgain(getSampleId('subscription'), 'again-3')).toMatchObject({ status: 200, code: 1, response: null });
    expect(world.payments.size).toBe(before);
  });

  it('a charge with an unknown key is rejected with code 1', () => {
    expect(pickStatus(chargeAgain('nobody', 'again-4'))).toEqual({
      status: 200,
      code: 1,
      message: '등록되지 않은 구매자입니다.',
    });
  });

  it('a charge with a super key uses the requested channel, if the key was issued there', () => {
    const [nice, toss, kcp] = getGroupChannels(sampleChannelGroup);
    const payOnce = (merchant_uid: string, channel_key = '') =>
      runHandler(
        subscriptionHandlers,
        rows.payWithBillingKey,
        { customer_uid: getSampleId('super_billing_key'), merchant_uid, channel_key, ...PLAN },
        world,
      );
    expect(payOnce('s1', nice?.channel_key).response).toMatchObject({ pg_provider: 'nice_v2' });
    expect(payOnce('s2', kcp?.channel_key).response).toMatchObject({ pg_provider: 'kcp' });
    expect(findChannel(toss?.channel_key ?? '')?.pg_provider).toBe('tosspayments');
    expect(payOnce('s3', toss?.channel_key)).toMatchObject({ status: 200, code: 1 });
  });

  it('a charge by card number stores a key only if a customer_uid is given', () => {
    const keys = world.billingKeys.size;
    expect(chargeOnce({}).response).toMatchObject({ status: 'paid', amount: 5_000, card_number: '400012*********0' });
    expect(world.billingKeys.size).toBe(keys);
    chargeOnce({ merchant_uid: 'o2', customer_uid: 'anna', buyer_name: '안나' });
    expect(world.billingKeys.get('anna')?.record).toMatchObject({ customer_name: '안나' });
    expect(chargeAgain('anna', 'o3').response).toMatchObject({ status: 'paid', buyer_name: '안나' });
    const storedText = JSON.stringify([...world.payments.values(), ...world.billingKeys.values()]);
    for (const part of ['1234-5678', '1234567890']) expect(storedText.includes(part)).toBe(false);
  });

  it('a charge by a card that fails its check returns code -1 and creates no payment', () => {
    const before = world.payments.size;
    expect(pickStatus(chargeOnce({ card_number: '4000-0000-0000-0113' }))).toEqual({
      status: 200,
      code: -1,
      message: '카드정보 인증에 실패하였습니다. [F113]거래거절 카드번호틀림',
    });
    expect(world.payments.size).toBe(before);
  });

  it('a charge that is rejected still stores the requested key, and the ledger says so', () => {
    const before = world.payments.size;
    const order = getSampleId('subscription', 'paid_merchant_uid');
    const answer = chargeOnce({ merchant_uid: order, customer_uid: 'anna' });
    expect(answer).toMatchObject({ code: 1, changed: { customer_uid: 'anna' } });
    expect(world.billingKeys.has('anna')).toBe(true);
    expect(world.payments.size).toBe(before);
  });

  it('a charge with an easy-pay key has that payment method', () => {
    expect(chargeAgain(getSampleId('naverpay_key'), 'again-5').response).toMatchObject({ pay_method: 'naverpay' });
  });

  it('a charge by a card over its limit returns code 0 with a failed payment', () => {
    expect(chargeOnce({ card_number: '4000-0000-0000-0341' })).toMatchObject({
      code: 0,
      response: { status: 'failed', fail_reason: '[3041]한도초과' },
    });
  });

  it('a charge with an unknown pg uses the default channel', () => {
    expect(chargeOnce({ pg: 'kcp' }).response).toMatchObject({ pg_provider: 'kcp' });
    expect(chargeOnce({ merchant_uid: 'o9', pg: 'nonsense.mid' }).response).toMatchObject({ pg_provider: 'nice_v2' });
  });
});

describe('creating schedules in the sandbox', () => {
  const buildSchedule = (merchant_uid: string, schedule_at = START + DAY) => ({ merchant_uid, schedule_at, ...PLAN });
  const createSchedules = (schedules: ReturnType<typeof buildSchedule>[], more: object = {}) =>
    runHandler(
      scheduleHandlers,
      rows.createSchedules,
      { customer_uid: getSampleId('subscription'), schedules, ...more },
      world,
    );

  /** An order that was paid without a schedule. */
  function createPaidOrder(): string {
    const order = { customer_uid: getSampleId('subscription'), merchant_uid: 'paid-1', ...PLAN };
    runHandler(subscriptionHandlers, rows.payWithBillingKey, order, world);
    return order.merchant_uid;
  }

  it('new schedules are returned as a list, with the customer as the buyer', () => {
    const answer = createSchedules([buildSchedule('b1'), buildSchedule('b2', START + 2 * DAY)]);
    expect(answer.response).toMatchObject([
      { merchant_uid: 'b1', schedule_status: 'scheduled', payment_status: null, imp_uid: null, buyer_name: '김하늘' },
      { merchant_uid: 'b2', schedule_at: START + 2 * DAY },
    ]);
    expect(answer.changed).toEqual({
      customer_uid: getSampleId('subscription'),
      merchant_uids: ['b1', 'b2'],
      amount: 19_800,
    });
  });

  it.each([
    ['the same order twice', () => [buildSchedule('b1'), buildSchedule('b1')]],
    ['a scheduled order', () => [buildSchedule('b1'), buildSchedule(getSampleId('subscription', 'merchant_uid'))]],
    ['a paid order', () => [buildSchedule('b1'), buildSchedule(createPaidOrder())]],
    ['a time that has passed', () => [buildSchedule('b1'), buildSchedule('b2', START)]],
    ['an empty list', () => []],
  ])('creating schedules with %s returns code 1 and creates none', (_, items) => {
    const before = world.schedules.size;
    expect(createSchedules(items())).toMatchObject({ status: 200, code: 1, response: null });
    expect(world.schedules.size).toBe(before);
  });

  it('creating schedules requires a stored key or a card', () => {
    expect(pickStatus(createSchedules([buildSchedule('b1')], { customer_uid: 'anna' }))).toEqual({
      status: 200,
      code: 1,
      message: '등록된 고객정보가 없습니다.',
    });
    expect(createSchedules([buildSchedule('b1')], { customer_uid: 'anna', ...CARD }).code).toBe(0);
    expect(world.billingKeys.has('anna')).toBe(true);
    expect(createSchedules([buildSchedule('b2')], { customer_uid: 'anna' }).code).toBe(0);
  });

  it('creating schedules with a card that fails creates none', () => {
    const answer = createSchedules([buildSchedule('b1')], {
      customer_uid: 'anna',
      ...CARD,
      card_number: '4000-0000-0000-0000',
    });
    expect(answer).toMatchObject({ status: 200, code: -1 });
    expect(world.schedules.has('b1')).toBe(false);
  });

  it('the checking amount is charged and refunded, and a declined check creates no schedule', () => {
    const answer = createSchedules([buildSchedule('b1')], { checking_amount: 100 });
    const checked = world.payments.get(String(answer.changed?.checking_imp_uid))?.record;
    expect(checked).toMatchObject({ status: 'cancelled', amount: 100, cancel_amount: 100 });
    const payments = world.payments.size;
    expect(createSchedules([buildSchedule('b2')], { checking_amount: 0 }).code).toBe(0);
    expect(world.payments.size).toBe(payments);

    const refusal = createSchedules([buildSchedule('b3')], {
      checking_amount: 100,
      customer_uid: getSampleId('refusing_key'),
    });
    expect(pickStatus(refusal)).toEqual({
      status: 200,
      code: -1,
      message: '카드정보 인증에 실패하였습니다. [3054]잔액부족',
    });
    expect(world.schedules.has('b3')).toBe(false);
  });
});
