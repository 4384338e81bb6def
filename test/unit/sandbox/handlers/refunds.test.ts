import { beforeEach, describe, expect, it } from 'vitest';
import { getKstHour } from '../../../../src/base/korean-time.ts';
import * as rows from '../../../../src/endpoints/catalog/payments.ts';
import type { Args } from '../../../../src/endpoints/endpoint.ts';
import { createCharge } from '../../../../src/sandbox/behavior/charge.ts';
import { paymentHandlers } from '../../../../src/sandbox/handlers/payments.ts';
import { createWorld } from '../../../../src/sandbox/seed/index.ts';
import type { World } from '../../../../src/sandbox/state/world.ts';
import { pickStatus, runHandler } from '../../../support/run-handler.ts';

/** Noon in Korea. */
const START = Date.UTC(2026, 10, 21, 3) / 1000;
const DAY = 86_400;
let world: World;
let samples: ReturnType<typeof createWorld>['samples'];

beforeEach(() => {
  ({ world, samples } = createWorld({ seed: 1, startedAt: START }));
});

const getImpUid = (situation: string): string => samples[situation]?.imp_uid ?? `no sample ${situation}`;
type Cancel = Args<typeof rows.cancelPayment>;
const refundPayment = (args: Cancel) => runHandler(paymentHandlers, rows.cancelPayment, args, world);
const getPayment = (situation: string) => {
  const stored = world.payments.get(getImpUid(situation));
  if (!stored) throw new Error(`no sample ${situation}`);
  return stored.record;
};
const _listByStatus = (payment_status: 'all' | 'ready' | 'paid' | 'cancelled' | 'failed', more: object = {}) =>
  runHandler(paymentHandlers, rows.listPaymentsByStatus, { payment_status, ...more }, world);
const REFUND = { refund_holder: '김민준', refund_bank: '004', refund_account: '00001234' };

describe('refunds that PortOne rejects with code 1', () => {
  const refusals: [string, () => Cancel, string][] = [
    ['no payment id', () => ({ amount: 1 }), '취소할 imp_uid 또는 merchant_uid를 지정해주셔야합니다.'],
    ['an unknown payment', () => ({ imp_uid: 'imp_none' }), '취소할 결제건이 존재하지 않습니다.'],
    [
      'a wrong imp_uid, though the order is right',
      () => ({ imp_uid: 'imp_none', merchant_uid: 'order_paid_card' }),
      '취소할 결제건이 존재하지 않습니다.',
    ],
    ['a failed payment', () => ({ imp_uid: getImpUid('failed') }), '취소할 결제건이 존재하지 않습니다.'],
    [
      'a waiting virtual account',
      () => ({ imp_uid: getImpUid('vbank_waiting') }),
      '취소할 결제건이 존재하지 않습니다.',
    ],
    ['a fully refunded payment', () => ({ imp_uid: getImpUid('fully_cancelled') }), '이미 전액취소된 주문입니다.'],
    [
      'more than the remaining amount',
      () => ({ imp_uid: getImpUid('partially_cancelled'), amount: 40_001 }),
      '취소 요청된 금액이 취소가능 잔액보다 많습니다.',
    ],
    [
      'a checksum of another balance',
      () => ({ imp_uid: getImpUid('partially_cancelled'), amount: 100, checksum: 64_900 }),
      '제출된 checksum이 저장되어 있는 취소가능 잔액과 일치하지 않습니다.',
    ],
    [
      'a virtual account without a refund account',
      () => ({ imp_uid: getImpUid('vbank_paid') }),
      '환불계좌가 필요한 결제건입니다. refund_holder, refund_bank, refund_account 파라메터는 필수입니다.',
    ],
  ];
  it.each(refusals)('PortOne rejects the refund: %s', (_what, args, message) => {
    const before = JSON.stringify([...world.payments]);
    const answer = refundPayment(args());
    expect(pickStatus(answer)).toEqual({ status: 200, code: 1, message });
    expect(answer.response).toBeNull();
    expect(answer.changed).toBeUndefined();
    expect(JSON.stringify([...world.payments])).toBe(before);
  });
});

describe('refunds that the PG rejects with code -1', () => {
  const refusals: [string, () => Cancel, string][] = [
    [
      'a shop without balance',
      () => ({ imp_uid: getImpUid('balance_short') }),
      '결제취소에 실패하였습니다. [8178] 취소 금액보다 상계가능 정산금액 부족 으로 취소 불가합니다 KCP 또는 상점으로 문의해 주십시오',
    ],
    [
      'a payment voided by the PG',
      () => ({ imp_uid: getImpUid('cancelled_at_pg') }),
      '결제취소에 실패하였습니다. [500626|기 취소 거래]',
    ],
    [
      'part of a mobile payment',
      () => ({ imp_uid: getImpUid('no_partial_cancel'), amount: 100 }),
      '결제취소에 실패하였습니다. [P202|부분취소가 불가능한 결제수단입니다.]',
    ],
    [
      'part of a gift card payment',
      () => ({ imp_uid: getImpUid('gift_card'), amount: 100 }),
      '결제취소에 실패하였습니다. [P202|부분취소가 불가능한 결제수단입니다.]',
    ],
    [
      'the tenth partial refund at KSNET',
      () => ({ imp_uid: getImpUid('ksnet_nine_partials'), amount: 100 }),
      '결제취소에 실패하였습니다. [K302|부분취소는 최대 9회까지 가능합니다.]',
    ],
  ];
  it.each(refusals)('the PG rejects the refund: %s', (_what, args, message) => {
    const before = JSON.stringify([...world.payments]);
    expect(pickStatus(refundPayment(args()))).toEqual({ status: 200, code: -1, message });
    expect(JSON.stringify([...world.payments])).toBe(before);
  });

  it('KSNET refunds virtual accounts only between 06:00 and 23:00', () => {
    const args = { imp_uid: getImpUid('ksnet_night'), ...REFUND };
    const untilEleven = 11 * 3_600;
    world.clock.advance(untilEleven);
    expect(getKstHour(world.clock.now())).toBe(23);
    expect(pickStatus(refundPayment(args))).toEqual({
      status: 200,
      code: -1,
      message: '결제취소에 실패하였습니다. [K301|23시부터 06시까지는 취소가 불가능합니다.]',
    });
    world.clock.advance(7 * 3_600 - 1);
    expect(refundPayment(args).code).toBe(-1);
    world.clock.advance(1);
    expect(refundPayment(args).code).toBe(0);
  });

  it('a mobile payment is refunded only within its month', () => {
    world.clock.advance(10 * DAY);
    expect(refundPayment({ imp_uid: getImpUid('no_partial_cancel') }).message).toContain('당월에만');
  });

  it('KSNET refunds the remaining amount after nine partial refunds', () => {
    expect(refundPayment({ imp_uid: getImpUid('ksnet_nine_partials') })).toMatchObject({
      code: 0,
      changed: { amount: 55_000 },
    });
  });
});

describe('refunds that succeed in the sandbox', () => {
  it('a partial refund marks the payment cancelled, keeps paid_at and appends to the history', () => {
    const paidAt = getPayment('paid_card').paid_at;
    world.clock.advance(10);
    const first = refundPayment({ imp_uid: getImpUid('paid_card'), amount: 9_000, checksum: 89_000 });
    expect(first).toMatchObject({ status: 200, code: 0, message: null, changed: { amount: 9_000 } });
    expect(getPayment('paid_card')).toMatchObject({
      status: 'cancelled',
      cancel_amount: 9_000,
      paid_at: paidAt,
      cancelled_at: START + 10,
      cancel_reason: '취소요청api',
    });
    world.clock.advance(10);
    refundPayment({ imp_uid: getImpUid('paid_card'), reason: '고객 변심' });
    const history = getPayment('paid_card').cancel_history ?? [];
    expect(history.map(({ amount, reason, cancelled_at }) => ({ amount, reason, cancelled_at }))).toEqual([
      { amount: 9_000, reason: '취소요청api', cancelled_at: START + 10 },
      { amount: 80_000, reason: '고객 변심', cancelled_at: START + 20 },
    ]);
    expect(new Set(history.map(({ cancellation_id }) => cancellation_id)).size).toBe(2);
    expect(refundPayment({ imp_uid: getImpUid('paid_card') }).message).toBe('이미 전액취소된 주문입니다.');
  });

  it('a refund amount of zero means the whole remaining amount', () => {
    expect(refundPayment({ imp_uid: getImpUid('partially_cancelled'), amount: 0 }).changed).toMatchObject({
      amount: 40_000,
    });
  });

  it('a refund by order number finds the attempt that was paid', () => {
    const answer = refundPayment({ merchant_uid: samples.retried_order?.merchant_uid ?? '' });
    expect(answer.changed).toMatchObject({ imp_uid: getImpUid('retried_order'), amount: 158_000 });
  });

  it('partial refunds of cents add up exactly', () => {
    for (const amount of [0.1, 0.2, 10.2])
      expect(refundPayment({ imp_uid: getImpUid('foreign'), amount }).code).toBe(0);
    expect(getPayment('foreign')).toMatchObject({ amount: 10.5, cancel_amount: 10.5 });
  });

  it('a virtual account is refunded with a refund account, and Naver Pay with a requester', () => {
    expect(refundPayment({ imp_uid: getImpUid('vbank_paid'), ...REFUND }).code).toBe(0);
    expect(refundPayment({ imp_uid: getImpUid('naverpay'), reason: '품절', extra: { requester: 'admin' } }).code).toBe(
      0,
    );
  });
});

describe('refund limits by time and channel', () => {
  const buildLateRefund = (situation: string, days: number): Cancel => {
    world.clock.advance((getPayment(situation).paid_at ?? 0) + days * DAY - world.clock.now());
    return { imp_uid: getImpUid(situation) };
  };
  const LATE = '결제취소에 실패하였습니다. [P203|취소 가능기간이 지난 거래입니다.]';
  it.each([
    ['paypal', 180, 181],
    // Six calendar months.
    ['ksnet_nine_partials', 180, 185],
  ])('a refund at %s is made after %i days and rejected after %i', (situation, days, tooLate) => {
    expect(refundPayment(buildLateRefund(situation, days)).code).toBe(0);
    ({ world, samples } = createWorld({ seed: 1, startedAt: START }));
    expect(pickStatus(refundPayment(buildLateRefund(situation, tooLate)))).toEqual({
      status: 200,
      code: -1,
      message: LATE,
    });
  });

  it('a test payment voided by the PG stays paid and cannot be refunded', () => {
    expect(getPayment('test_channel')).toMatchObject({ status: 'paid', sandbox: true });
    expect(pickStatus(refundPayment({ imp_uid: getImpUid('test_channel') }))).toEqual({
      status: 200,
      code: -1,
      message: '결제취소에 실패하였습니다. [500626|기 취소 거래]',
    });
  });

  it('a test payment of today can be refunded', () => {
    const channel = { pg_provider: 'nice_v2', sandbox: true };
    const charge = createCharge(world, { merchant_uid: 'tried', amount: 1_000, ...channel });
    if (charge.status === 'rejected') throw new Error(charge.reason);
    expect(refundPayment({ imp_uid: charge.payment.record.imp_uid }).code).toBe(0);
  });

  it('an empty refund reason counts as none', () => {
    refundPayment({ imp_uid: getImpUid('paid_card'), reason: '' });
    expect(getPayment('paid_card').cancel_reason).toBe('취소요청api');
  });
});

describe("refunds beyond the shop's balance", () => {
  it.each([
    ['balance_short_daou', '[9029] 상점의 취소가능 금액이 부족합니다.'],
    ['balance_short_nice_v2', '취소 금액이 미정산 금액보다 큽니다'],
    ['balance_short_danal_tpay', '취소불가 상태입니다'],
  ])('a refund beyond the balance is rejected in the words of the PG: %s', (situation, text) => {
    const message = `결제취소에 실패하였습니다. ${text}`;
    expect(pickStatus(refundPayment({ imp_uid: getImpUid(situation) }))).toEqual({ status: 200, code: -1, message });
  });
});

describe('refunds of a Naver order', () => {
  const getItems = (situation: string) =>
    [...world.naverItems.values()].filter(({ impUid }) => impUid === getImpUid(situation)).map((item) => item.record);

  it('a full refund cancels every remaining item', () => {
    expect(refundPayment({ imp_uid: getImpUid('naver_paid') }).code).toBe(0);
    for (const item of getItems('naver_paid')) expect(item).toMatchObject({ product_order_status: 'CANCELED' });
    expect(refundPayment({ imp_uid: getImpUid('naver_placed') }).code).toBe(0);
    for (const item of getItems('naver_placed'))
      expect(item).toMatchObject({ product_order_status: 'CANCELED', claim_status: 'ADMIN_CANCEL_DONE' });
  });

  it('a full refund leaves an already returned item unchanged', () => {
    expect(refundPayment({ imp_uid: getImpUid('naver_partly_returned') }).code).toBe(0);
    expect(getItems('naver_partly_returned').map((item) => item.product_order_status)).toEqual([
      'RETURNED',
      'CANCELED',
    ]);
  });

  it('a partial refund is rejected because it does not name an item', () => {
    expect(refundPayment({ imp_uid: getImpUid('naver_paid'), amount: 1_000 })).toMatchObject({ status: 200, code: -1 });
    for (const item of getItems('naver_paid')) expect(item).toMatchObject({ product_order_status: 'PAYED' });
  });
});
