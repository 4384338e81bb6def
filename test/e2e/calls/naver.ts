import assert from 'node:assert/strict';
import type { Samples, ToolCase } from '../../support/tool-case.ts';
import { assertMasked, KOREAN_TIME, recordOf, resultOf, rowsOf, sampleOf } from '../../support/tool-results.ts';

interface OrderCase {
  tool: string;
  situation: string;
  /** The samples' names of the items to work on; every item when left out. */
  only?: readonly string[];
  args?: Record<string, unknown>;
  /** What every item must show afterwards. */
  becomes: Record<string, unknown>;
  changed?: Record<string, unknown>;
}

const idsOf = (samples: Samples, { situation, only }: OrderCase): string[] => {
  const sample = sampleOf(samples, situation);
  return Object.entries(sample)
    .filter(([name]) => (only ? only.includes(name) : name.startsWith('product_order_id')))
    .map(([, id]) => id);
};

const orderCase = (one: OrderCase): ToolCase => ({
  tool: one.tool,
  args: (samples) => ({
    imp_uid: sampleOf(samples, one.situation).imp_uid,
    ...(one.only ? { product_order_id: idsOf(samples, one) } : { all: true }),
    ...one.args,
  }),
  sees: (answer, samples) => {
    const rows = rowsOf(answer);
    assert.deepEqual(
      rows.map((row) => row.product_order_id),
      idsOf(samples, one),
    );
    for (const row of rows)
      for (const [field, value] of Object.entries(one.becomes)) assert.deepEqual(row[field], value, field);
  },
  changes: (samples) => ({
    imp_uid: sampleOf(samples, one.situation).imp_uid,
    product_order_id: idsOf(samples, one),
    ...one.changed,
  }),
});

const parcel = { delivery_method: 'DELIVERY', delivery_company: 'CJGLS', tracking_number: '650000000001' };

const orderCases: readonly ToolCase[] = [
  orderCase({
    tool: 'cancel_naver_orders',
    situation: 'naver_paid',
    only: ['product_order_id', 'product_order_id_2'],
    args: { reason: 'SOLD_OUT' },
    becomes: { product_order_status: 'CANCELED', claim_type: 'CANCEL', claim_status: 'CANCEL_DONE' },
    changed: { amount: 33_500, cancel_amount: 33_500, reason: 'SOLD_OUT' },
  }),
  orderCase({
    tool: 'approve_naver_cancel',
    situation: 'naver_cancel_requested',
    becomes: { product_order_status: 'CANCELED', claim_status: 'CANCEL_DONE' },
    changed: { amount: 33_500, cancel_amount: 33_500 },
  }),
  orderCase({
    tool: 'ship_naver_orders',
    situation: 'naver_placed',
    args: { ...parcel, dispatched_at: '2026-11-21T09:00' },
    becomes: { product_order_status: 'DELIVERING' },
    changed: { ...parcel, dispatched_at: 1_795_219_200 },
  }),
  orderCase({
    tool: 'ship_naver_exchange',
    situation: 'naver_exchange_collected',
    only: ['product_order_id'],
    args: parcel,
    becomes: { claim_type: 'EXCHANGE', claim_status: 'EXCHANGE_REDELIVERING' },
    changed: parcel,
  }),
  orderCase({
    tool: 'collect_naver_exchange',
    situation: 'naver_exchange_collecting',
    becomes: { claim_type: 'EXCHANGE', claim_status: 'COLLECT_DONE' },
  }),
  orderCase({
    tool: 'place_naver_orders',
    situation: 'naver_paid',
    becomes: { product_order_status: 'PAYED' },
  }),
  orderCase({
    tool: 'request_naver_return',
    situation: 'naver_delivering',
    only: ['product_order_id_2'],
    args: { delivery_method: 'RETURN_INDIVIDUAL', reason: 'BROKEN' },
    becomes: { claim_type: 'RETURN', claim_status: 'RETURN_REQUEST' },
    changed: { reason: 'BROKEN', delivery_method: 'RETURN_INDIVIDUAL' },
  }),
  orderCase({
    tool: 'approve_naver_return',
    situation: 'naver_return_requested',
    only: ['product_order_id'],
    args: { memo: '반품이 승인되었습니다.' },
    becomes: { product_order_status: 'RETURNED', claim_status: 'RETURN_DONE' },
    changed: { amount: 35_000, cancel_amount: 35_000 },
  }),
  {
    // The second item is not being returned: PortOne answers 207 and leaves it out.
    tool: 'reject_naver_return',
    args: (samples) => {
      const { imp_uid, product_order_id, product_order_id_2 } = sampleOf(samples, 'naver_mixed');
      return { imp_uid, product_order_id: [product_order_id, product_order_id_2], memo: '사용한 상품입니다.' };
    },
    sees: (answer, samples) => {
      const sample = sampleOf(samples, 'naver_mixed');
      const [row, ...others] = rowsOf(answer);
      assert.equal(row?.product_order_id, sample.product_order_id);
      assert.equal(row?.claim_status, 'RETURN_REJECT');
      assert.equal(others.length, 0);
      assert.deepEqual(recordOf(answer).partial, { failed: [sample.product_order_id_2] });
    },
    changes: (samples) => {
      const { imp_uid = '', product_order_id = '' } = sampleOf(samples, 'naver_mixed');
      return { imp_uid, product_order_id: [product_order_id] };
    },
  },
  orderCase({
    tool: 'withhold_naver_return',
    situation: 'naver_return_requested',
    args: { memo: '반품 배송비 6,000원을 보내 주세요.', reason: 'RETURN_DELIVERYFEE', extra_charge: 6_000 },
    becomes: { claim_type: 'RETURN', claim_status: 'RETURN_REQUEST' },
    changed: { reason: 'RETURN_DELIVERYFEE', extra_charge: 6_000 },
  }),
  orderCase({
    tool: 'resolve_naver_return',
    situation: 'naver_return_withheld',
    only: ['product_order_id_2'],
    becomes: { product_order_status: 'RETURNED', claim_status: 'RETURN_DONE' },
    changed: { amount: 27_000, cancel_amount: 27_000 },
  }),
];

function assertNaverItem(row: Record<string, unknown> | undefined): void {
  assert.ok(row);
  assert.equal(row.product_order_status, 'DELIVERING');
  assert.equal('claim_type' in row, false);
  assert.match(String(row.shipping_due), KOREAN_TIME);
  const orderer = recordOf(row.orderer);
  assertMasked(orderer.name);
  assertMasked(orderer.tel);
  assertMasked(recordOf(row.shipping_address).base);
}

const readCases: readonly ToolCase[] = [
  {
    tool: 'list_naver_product_orders',
    args: (samples) => ({ imp_uid: sampleOf(samples, 'naver_delivering').imp_uid }),
    sees: (answer, samples) => {
      const rows = rowsOf(answer);
      const { product_order_id, product_order_id_2 } = sampleOf(samples, 'naver_delivering');
      assert.deepEqual(
        rows.map((row) => row.product_order_id),
        [product_order_id, product_order_id_2],
      );
      assertNaverItem(rows[0]);
    },
  },
  {
    tool: 'get_naver_product_order',
    args: (samples) => ({ product_order_id: sampleOf(samples, 'naver_delivering').product_order_id }),
    sees: (answer, samples) => {
      assert.equal(resultOf(answer).product_order_id, sampleOf(samples, 'naver_delivering').product_order_id);
      assertNaverItem(resultOf(answer));
    },
  },
  {
    tool: 'list_naver_reviews',
    args: (samples) => {
      const { channel_key, from, to } = sampleOf(samples, 'naver_reviews');
      return { channel_key, from: Number(from), to: Number(to), review_type: 'premium' };
    },
    sees: (answer) => {
      const rows = rowsOf(answer);
      assert.equal(rows.length, 2);
      for (const row of rows) {
        assert.equal(row.score, '13');
        assert.match(String(row.created_at), KOREAN_TIME);
      }
    },
  },
  {
    tool: 'get_naver_cash_amount',
    args: (samples) => ({ imp_uid: sampleOf(samples, 'naver_pay').imp_uid }),
    sees: (answer) =>
      assert.deepEqual(resultOf(answer), {
        amount_total: 33_000,
        amount_by_npoint: 33_000,
        amount_by_primary: 0,
        amount_supply: 30_000,
        amount_vat: 3_000,
      }),
  },
];

const payCases: readonly ToolCase[] = [
  {
    tool: 'deposit_naver_point',
    args: (samples) => ({ imp_uid: sampleOf(samples, 'naver_pay').imp_uid }),
    sees: (answer) => assert.equal(recordOf(answer).error, undefined),
    changes: (samples) => ({ imp_uid: sampleOf(samples, 'naver_pay').imp_uid, pointed: true }),
  },
  {
    tool: 'confirm_naver_payment',
    args: (samples) => ({ imp_uid: sampleOf(samples, 'naver_pay_escrow').imp_uid, requester: 'customer' }),
    sees: (answer) => assert.equal(recordOf(answer).error, undefined),
    changes: (samples) => ({
      imp_uid: sampleOf(samples, 'naver_pay_escrow').imp_uid,
      confirmed: true,
      requester: 'customer',
    }),
  },
];

export const cases: readonly ToolCase[] = [...orderCases, ...readCases, ...payCases];
