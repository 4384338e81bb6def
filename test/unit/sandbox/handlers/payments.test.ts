import { beforeEach, describe, expect, it } from 'vitest';
import * as rows from '../../../../src/endpoints/catalog/payments.ts';
import type { Args } from '../../../../src/endpoints/endpoint.ts';
import { createCharge } from '../../../../src/sandbox/behavior/charge.ts';
import { prepareHandlers } from '../../../../src/sandbox/handlers/payment-prepare.ts';
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
const getStoredPayment = (situation: string) => {
  const stored = world.payments.get(getImpUid(situation));
  if (!stored) throw new Error(`no sample ${situation}`);
  return stored.record;
};
/** The fields of a page that these tests use. */
interface Listed {
  total: number;
  previous: number;
  next: number;
  list: { imp_uid: string; status: string; started_at: number; paid_at: number; failed_at: number }[];
}
const listByStatus = (payment_status: 'all' | 'ready' | 'paid' | 'cancelled' | 'failed', more: object = {}) =>
  runHandler(paymentHandlers, rows.listPaymentsByStatus, { payment_status, ...more }, world);
const _REFUND = { refund_holder: '김민준', refund_bank: '004', refund_account: '00001234' };

describe('reading payments in the sandbox', () => {
  const getPayment = (args: { imp_uid: string; include_sandbox?: boolean }) =>
    runHandler(paymentHandlers, rows.getPayment, args, world);
  const MISSING = { status: 404, code: -1, message: '존재하지 않는 결제정보입니다.' };

  it('a test payment is hidden unless test payments are requested', () => {
    expect(pickStatus(getPayment({ imp_uid: getImpUid('test_channel') }))).toEqual(MISSING);
    expect(getPayment({ imp_uid: getImpUid('test_channel'), include_sandbox: true }).response).toMatchObject({
      sandbox: true,
    });
    expect(pickStatus(getPayment({ imp_uid: 'imp_none' }))).toEqual(MISSING);
  });

  it('a list by ids returns 207 if some ids are unknown, and 404 if all are', () => {
    const listByIds = (imp_uids: string[]) => runHandler(paymentHandlers, rows.listPaymentsByIds, { imp_uids }, world);
    expect(listByIds([getImpUid('failed'), 'imp_none'])).toMatchObject({ status: 207, code: 0 });
    expect(listByIds([getImpUid('failed'), 'imp_none']).response).toHaveLength(1);
    expect(listByIds([getImpUid('failed')]).status).toBe(200);
    expect(pickStatus(listByIds(['imp_none']))).toEqual(MISSING);
    expect(listByIds(Array.from({ length: 101 }, (_, index) => `imp_${index}`)).status).toBe(400);
  });

  it('an order number finds the newest attempt, the oldest, or one of a status', () => {
    const merchant_uid = samples.retried_order?.merchant_uid ?? '';
    const findPayment = (more: object = {}) =>
      runHandler(paymentHandlers, rows.findPaymentByOrder, { merchant_uid, ...more }, world).response;
    const failedUid = samples.retried_order?.failed_imp_uid;
    expect(findPayment()).toMatchObject({ imp_uid: getImpUid('retried_order') });
    expect(findPayment({ sorting: 'started' })).toMatchObject({ imp_uid: failedUid });
    expect(findPayment({ payment_status: 'failed' })).toMatchObject({ imp_uid: failedUid });
    const all = runHandler(paymentHandlers, rows.listPaymentsByOrder, { merchant_uid, limit: 1, page: 2 }, world);
    expect(all.response).toMatchObject({ total: 2, previous: 1, next: 0, list: [{ imp_uid: failedUid }] });
    expect(pickStatus(runHandler(paymentHandlers, rows.listPaymentsByOrder, { merchant_uid: 'none' }, world))).toEqual(
      MISSING,
    );
  });

  it('the balance exists only for Payco and KCP payments that were paid', () => {
    const getBalance = (imp_uid: string) => runHandler(paymentHandlers, rows.getPaymentBalance, { imp_uid }, world);
    const none =
      '(현재는 PAYCO, KCP만 지원됩니다) 결제건에 대한 금액상세정보가 확인되지 않습니다. 결제 상태가 paid 또는 cancelled가 아닌 경우 확인되지 않습니다.';
    expect(pickStatus(getBalance(getImpUid('paid_card')))).toEqual({ status: 404, code: -1, message: none });
    expect(pickStatus(getBalance(getImpUid('failed')))).toEqual({ status: 404, code: -1, message: none });
    refundPayment({ imp_uid: getImpUid('payco'), amount: 11_000 });
    expect(getBalance(getImpUid('payco')).response).toMatchObject({
      amount: 44_000,
      primary: { supply: 40_000, vat: 4_000 },
      histories: [{ primary: { supply: 50_000 } }, { primary: { supply: 40_000 }, created: START }],
    });
  });
});

describe('the list of payments by status in the sandbox', () => {
  it.each([
    ['an unknown status', { payment_status: 'gone' }, '지원되지 않는 상태값입니다.'],
    ['an unknown sorting', { sorting: 'amount' }, '지원되지 않는 정렬규칙입니다.'],
    ['more than 90 days', { from: START - 91 * DAY, to: START }, '최대 90일간 검색이 가능합니다'],
    ['an end before its start', { from: START, to: START - 1 }, '유효하지 않은 검색기간입니다.'],
    ['a page beyond the end', { page: 400 }, '유효하지 않은 페이지입니다.'],
    ['a limit above 1000', { limit: 1_001 }, '조회개수는 1 이상 1000 이하여야 합니다.'],
  ])('the list by status rejects %s', (_what, args, message) => {
    expect(pickStatus(listByStatus('all', args))).toEqual({ status: 400, code: -1, message });
  });

  it('the list by status covers the last 90 days, newest first, 20 per page', () => {
    const all = listByStatus('all').response as Listed;
    expect(all).toMatchObject({ previous: 0, next: 2 });
    expect(all.list).toHaveLength(20);
    const started = all.list.map(({ started_at }) => started_at);
    expect(started).toEqual([...started].sort((a, b) => b - a));
    // Each status uses its own time column, `all` the start of the attempt.
    const columns = {
      all: 'started_at',
      ready: 'started_at',
      paid: 'paid_at',
      cancelled: 'cancelled_at',
      failed: 'failed_at',
    } as const;
    for (const [status, column] of Object.entries(columns) as [keyof typeof columns, 'started_at'][]) {
      const expected = [...world.payments.values()].filter(
        ({ record }) =>
          (status === 'all' || record.status === status) &&
          (record[column] ?? 0) >= START - 90 * DAY &&
          (record[column] ?? 0) <= START,
      );
      expect(listByStatus(status).response, status).toMatchObject({ total: expected.length });
      expect(expected.length, status).toBeGreaterThan(10);
    }
  });

  it('the list by status filters by the time column of the status, both ends included', () => {
    const { paid_at } = getStoredPayment('paid_card');
    const at = paid_at ?? 0;
    const listUids = (from: number, to: number) =>
      (listByStatus('paid', { from, to }).response as Listed).list.map(({ imp_uid }) => imp_uid);
    expect(listUids(at, at)).toContain(getImpUid('paid_card'));
    expect(listUids(at + 1, at + 2)).not.toContain(getImpUid('paid_card'));
    // Its attempt started a minute earlier.
    expect(listUids(at - 60, at - 1)).not.toContain(getImpUid('paid_card'));
  });
});

describe('prepared amounts in the sandbox', () => {
  const order = { merchant_uid: 'order_new', amount: 5_000 };
  it('a prepared amount is registered once, changed and read', () => {
    const createPrepare = () => runHandler(prepareHandlers, rows.createPaymentPrepare, order, world);
    expect(createPrepare()).toMatchObject({ status: 200, code: 0, response: { ...order, currency: 'KRW' } });
    expect(pickStatus(createPrepare())).toEqual({
      status: 200,
      code: 1,
      message: '결제정보 사전등록에 실패하였습니다(이미 등록된 merchant_uid입니다).',
    });
    runHandler(prepareHandlers, rows.updatePaymentPrepare, { ...order, amount: 6_000 }, world);
    expect(runHandler(prepareHandlers, rows.getPaymentPrepare, order, world).response).toMatchObject({ amount: 6_000 });
    const missing = { status: 404, code: -1, message: '사전등록된 결제정보가 존재하지 않습니다.' };
    expect(pickStatus(runHandler(prepareHandlers, rows.getPaymentPrepare, { merchant_uid: 'x' }, world))).toEqual(
      missing,
    );
    expect(
      pickStatus(runHandler(prepareHandlers, rows.updatePaymentPrepare, { ...order, merchant_uid: 'x' }, world)),
    ).toEqual(missing);
  });

  it('a prepared amount binds the charge, and a paid order is never charged again, even after a refund', () => {
    expect(createCharge(world, { merchant_uid: 'order_prepared', amount: 1 })).toHaveProperty('refused');
    expect(createCharge(world, { merchant_uid: 'order_prepared', amount: 64_900 })).toMatchObject({
      payment: { record: { status: 'paid', channel: 'api', imp_uid: expect.stringMatching(/^imps_\d{12}$/) } },
    });
    expect(createCharge(world, { merchant_uid: 'order_prepared', amount: 64_900 })).toHaveProperty('refused');
    expect(createCharge(world, { merchant_uid: 'order_fully_cancelled', amount: 24_000 })).toHaveProperty('refused');
    expect(createCharge(world, { merchant_uid: 'order_failed', amount: 999_041 })).toMatchObject({
      payment: { record: { status: 'failed', fail_reason: '[3041]한도초과', paid_at: 0, failed_at: START } },
    });
  });
});
