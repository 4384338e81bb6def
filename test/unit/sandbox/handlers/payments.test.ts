import { beforeEach, describe, expect, it } from 'vitest';
import * as rows from '../../../../src/endpoints/catalog/payments.ts';
import type { Args } from '../../../../src/endpoints/endpoint.ts';
import { createCharge } from '../../../../src/sandbox/behavior/charge.ts';
import { prepareHandlers } from '../../../../src/sandbox/handlers/payment-prepare.ts';
import { paymentHandlers } from '../../../../src/sandbox/handlers/payments.ts';
import { createWorld } from '../../../../src/sandbox/seed/index.ts';
import type { World } from '../../../../src/sandbox/state/world.ts';
import { handled, said } from '../../../support/run-handler.ts';

/** Noon in Korea. */
const START = Date.UTC(2026, 10, 21, 3) / 1000;
const DAY = 86_400;
let world: World;
let samples: ReturnType<typeof createWorld>['samples'];

beforeEach(() => {
  ({ world, samples } = createWorld({ seed: 1, startedAt: START }));
});

const uid = (situation: string): string => samples[situation]?.imp_uid ?? `no sample ${situation}`;
type Cancel = Args<typeof rows.cancelPayment>;
const cancel = (args: Cancel) => handled(paymentHandlers, rows.cancelPayment, args, world);
const shown = (situation: string) => {
  const stored = world.payments.get(uid(situation));
  if (!stored) throw new Error(`no sample ${situation}`);
  return stored.shown;
};
/** What a page holds, as far as these tests look. */
interface Listed {
  total: number;
  previous: number;
  next: number;
  list: { imp_uid: string; status: string; started_at: number; paid_at: number; failed_at: number }[];
}
const byStatus = (payment_status: 'all' | 'ready' | 'paid' | 'cancelled' | 'failed', more: object = {}) =>
  handled(paymentHandlers, rows.listPaymentsByStatus, { payment_status, ...more }, world);
const _REFUND = { refund_holder: '김민준', refund_bank: '004', refund_account: '00001234' };

describe('reading', () => {
  const get = (args: { imp_uid: string; include_sandbox?: boolean }) =>
    handled(paymentHandlers, rows.getPayment, args, world);
  const MISSING = { status: 404, code: -1, message: '존재하지 않는 결제정보입니다.' };

  it('hides a test payment from those who do not ask for it', () => {
    expect(said(get({ imp_uid: uid('test_channel') }))).toEqual(MISSING);
    expect(get({ imp_uid: uid('test_channel'), include_sandbox: true }).response).toMatchObject({ sandbox: true });
    expect(said(get({ imp_uid: 'imp_none' }))).toEqual(MISSING);
  });

  it('says by a 207 that some ids were not found, and 404 when none was', () => {
    const many = (imp_uids: string[]) => handled(paymentHandlers, rows.listPaymentsByIds, { imp_uids }, world);
    expect(many([uid('failed'), 'imp_none'])).toMatchObject({ status: 207, code: 0 });
    expect(many([uid('failed'), 'imp_none']).response).toHaveLength(1);
    expect(many([uid('failed')]).status).toBe(200);
    expect(said(many(['imp_none']))).toEqual(MISSING);
    expect(many(Array.from({ length: 101 }, (_, index) => `imp_${index}`)).status).toBe(400);
  });

  it('finds the newest attempt of an order, the oldest, and those of a status', () => {
    const merchant_uid = samples.retried_order?.merchant_uid ?? '';
    const find = (more: object = {}) =>
      handled(paymentHandlers, rows.findPaymentByOrder, { merchant_uid, ...more }, world).response;
    const failedUid = samples.retried_order?.failed_imp_uid;
    expect(find()).toMatchObject({ imp_uid: uid('retried_order') });
    expect(find({ sorting: 'started' })).toMatchObject({ imp_uid: failedUid });
    expect(find({ payment_status: 'failed' })).toMatchObject({ imp_uid: failedUid });
    const all = handled(paymentHandlers, rows.listPaymentsByOrder, { merchant_uid, limit: 1, page: 2 }, world);
    expect(all.response).toMatchObject({ total: 2, previous: 1, next: 0, list: [{ imp_uid: failedUid }] });
    expect(said(handled(paymentHandlers, rows.listPaymentsByOrder, { merchant_uid: 'none' }, world))).toEqual(MISSING);
  });

  it('knows the balance of Payco and KCP only, once paid', () => {
    const balance = (imp_uid: string) => handled(paymentHandlers, rows.getPaymentBalance, { imp_uid }, world);
    const none =
      '(현재는 PAYCO, KCP만 지원됩니다) 결제건에 대한 금액상세정보가 확인되지 않습니다. 결제 상태가 paid 또는 cancelled가 아닌 경우 확인되지 않습니다.';
    expect(said(balance(uid('paid_card')))).toEqual({ status: 404, code: -1, message: none });
    expect(said(balance(uid('failed')))).toEqual({ status: 404, code: -1, message: none });
    cancel({ imp_uid: uid('payco'), amount: 11_000 });
    expect(balance(uid('payco')).response).toMatchObject({
      amount: 44_000,
      primary: { supply: 40_000, vat: 4_000 },
      histories: [{ primary: { supply: 50_000 } }, { primary: { supply: 40_000 }, created: START }],
    });
  });
});

describe('the list by status', () => {
  it.each([
    ['an unknown status', { payment_status: 'gone' }, '지원되지 않는 상태값입니다.'],
    ['an unknown order', { sorting: 'amount' }, '지원되지 않는 정렬규칙입니다.'],
    ['more than 90 days', { from: START - 91 * DAY, to: START }, '최대 90일간 검색이 가능합니다'],
    ['an end before its beginning', { from: START, to: START - 1 }, '유효하지 않은 검색기간입니다.'],
    ['a page beyond the end', { page: 400 }, '유효하지 않은 페이지입니다.'],
    ['a limit above 1000', { limit: 1_001 }, '조회개수는 1 이상 1000 이하여야 합니다.'],
  ])('refuses %s', (_what, args, message) => {
    expect(said(byStatus('all', args))).toEqual({ status: 400, code: -1, message });
  });

  it('covers the last 90 days, newest first, 20 a page', () => {
    const all = byStatus('all').response as Listed;
    expect(all).toMatchObject({ previous: 0, next: 2 });
    expect(all.list).toHaveLength(20);
    const started = all.list.map(({ started_at }) => started_at);
    expect(started).toEqual([...started].sort((a, b) => b - a));
    // Each status by its own column, `all` by the start of the attempt.
    const columns = {
      all: 'started_at',
      ready: 'started_at',
      paid: 'paid_at',
      cancelled: 'cancelled_at',
      failed: 'failed_at',
    } as const;
    for (const [status, column] of Object.entries(columns) as [keyof typeof columns, 'started_at'][]) {
      const expected = [...world.payments.values()].filter(
        ({ shown }) =>
          (status === 'all' || shown.status === status) &&
          (shown[column] ?? 0) >= START - 90 * DAY &&
          (shown[column] ?? 0) <= START,
      );
      expect(byStatus(status).response, status).toMatchObject({ total: expected.length });
      expect(expected.length, status).toBeGreaterThan(10);
    }
  });

  it('searches by the column of the status, both ends included', () => {
    const { paid_at } = shown('paid_card');
    const at = paid_at ?? 0;
    const uids = (from: number, to: number) =>
      (byStatus('paid', { from, to }).response as Listed).list.map(({ imp_uid }) => imp_uid);
    expect(uids(at, at)).toContain(uid('paid_card'));
    expect(uids(at + 1, at + 2)).not.toContain(uid('paid_card'));
    // Its attempt began a minute before.
    expect(uids(at - 60, at - 1)).not.toContain(uid('paid_card'));
  });
});

describe('prepared amounts', () => {
  const order = { merchant_uid: 'order_new', amount: 5_000 };
  it('are registered once, changed and read', () => {
    const create = () => handled(prepareHandlers, rows.createPaymentPrepare, order, world);
    expect(create()).toMatchObject({ status: 200, code: 0, response: { ...order, currency: 'KRW' } });
    expect(said(create())).toEqual({
      status: 200,
      code: 1,
      message: '결제정보 사전등록에 실패하였습니다(이미 등록된 merchant_uid입니다).',
    });
    handled(prepareHandlers, rows.updatePaymentPrepare, { ...order, amount: 6_000 }, world);
    expect(handled(prepareHandlers, rows.getPaymentPrepare, order, world).response).toMatchObject({ amount: 6_000 });
    const missing = { status: 404, code: -1, message: '사전등록된 결제정보가 존재하지 않습니다.' };
    expect(said(handled(prepareHandlers, rows.getPaymentPrepare, { merchant_uid: 'x' }, world))).toEqual(missing);
    expect(said(handled(prepareHandlers, rows.updatePaymentPrepare, { ...order, merchant_uid: 'x' }, world))).toEqual(
      missing,
    );
  });

  it('bind a charge, and an order once paid is never charged again, even after a refund', () => {
    expect(createCharge(world, { merchant_uid: 'order_prepared', amount: 1 })).toHaveProperty('refused');
    expect(createCharge(world, { merchant_uid: 'order_prepared', amount: 64_900 })).toMatchObject({
      payment: { shown: { status: 'paid', channel: 'api', imp_uid: expect.stringMatching(/^imps_\d{12}$/) } },
    });
    expect(createCharge(world, { merchant_uid: 'order_prepared', amount: 64_900 })).toHaveProperty('refused');
    expect(createCharge(world, { merchant_uid: 'order_fully_cancelled', amount: 24_000 })).toHaveProperty('refused');
    expect(createCharge(world, { merchant_uid: 'order_failed', amount: 999_041 })).toMatchObject({
      payment: { shown: { status: 'failed', fail_reason: '[3041]한도초과', paid_at: 0, failed_at: START } },
    });
  });
});
