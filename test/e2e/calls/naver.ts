import assert from 'node:assert/strict';
import type { Samples, ToolCase } from '../../support/tool-case.ts';
import { assertMasked, getResult, getRows, getSample, KST_TIME, toRecord } from '../../support/tool-results.ts';

interface OrderCase {
  tool: string;
  situation: string;
  /** The sample names of the items to change; every item if omitted. */
  only?: readonly string[];
  args?: Record<string, unknown>;
  /** The fields that every item must have afterwards. */
  becomes: Record<string, unknown>;
  changed?: Record<string, unknown>;
}

const getProductOrderIds = (samples: Samples, { situation, only }: OrderCase): string[] => {
  const sample = getSample(samples, situation);
  return Object.entries(sample)
    .filter(([name]) => (only ? only.includes(name) : name.startsWith('product_order_id')))
    .map(([, id]) => id);
};

const buildOrderCase = (orderRow: OrderCase): ToolCase => ({
  tool: orderRow.tool,
  buildArguments: (samples) => ({
    imp_uid: getSample(samples, orderRow.situation).imp_uid,
    ...(orderRow.only ? { product_order_id: getProductOrderIds(samples, orderRow) } : { all: true }),
    ...orderRow.args,
  }),
  assertResult: (answer, samples) => {
    const rows = getRows(answer);
    assert.deepEqual(
      rows.map((row) => row.product_order_id),
      getProductOrderIds(samples, orderRow),
    );
    for (const row of rows)
      for (const [field, value] of Object.entries(orderRow.becomes)) assert.deepEqual(row[field], value, field);
  },
  getExpectedEntry: (samples) => ({
    imp_uid: getSample(samples, orderRow.situation).imp_uid,
    product_order_id: getProductOrderIds(samples, orderRow),
    ...orderRow.changed,
  }),
});

const parcel = { delivery_method: 'DELIVERY', delivery_company: 'CJGLS', tracking_number: '650000000001' };

const orderCases: readonly ToolCase[] = [
  buildOrderCase({
    tool: 'cancel_naver_orders',
    situation: 'naver_paid',
    only: ['product_order_id', 'product_order_id_2'],
    args: { reason: 'SOLD_OUT' },
    becomes: { product_order_status: 'CANCELED', claim_type: 'CANCEL', claim_status: 'CANCEL_DONE' },
    changed: { amount: 33_500, cancel_amount: 33_500, reason: 'SOLD_OUT' },
  }),
  buildOrderCase({
    tool: 'approve_naver_cancel',
    situation: 'naver_cancel_requested',
    becomes: { product_order_status: 'CANCELED', claim_status: 'CANCEL_DONE' },
    changed: { amount: 33_500, cancel_amount: 33_500 },
  }),
  buildOrderCase({
    tool: 'ship_naver_orders',
    situation: 'naver_placed',
    args: { ...parcel, dispatched_at: '2026-11-21T09:00' },
    becomes: { product_order_status: 'DELIVERING' },
    changed: { ...parcel, dispatched_at: 1_795_219_200 },
  }),
  buildOrderCase({
    tool: 'ship_naver_exchange',
    situation: 'naver_exchange_collected',
    only: ['product_order_id'],
    args: parcel,
    becomes: { claim_type: 'EXCHANGE', claim_status: 'EXCHANGE_REDELIVERING' },
    changed: parcel,
  }),
  buildOrderCase({
    tool: 'collect_naver_exchange',
    situation: 'naver_exchange_collecting',
    becomes: { claim_type: 'EXCHANGE', claim_status: 'COLLECT_DONE' },
  }),
  buildOrderCase({
    tool: 'place_naver_orders',
    situation: 'naver_paid',
    becomes: { product_order_status: 'PAYED' },
  }),
  buildOrderCase({
    tool: 'request_naver_return',
    situation: 'naver_delivering',
    only: ['product_order_id_2'],
    args: { delivery_method: 'RETURN_INDIVIDUAL', reason: 'BROKEN' },
    becomes: { claim_type: 'RETURN', claim_status: 'RETURN_REQUEST' },
    changed: { reason: 'BROKEN', delivery_method: 'RETURN_INDIVIDUAL' },
  }),
  buildOrderCase({
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
    buildArguments: (samples) => {
      const { imp_uid, product_order_id, product_order_id_2 } = getSample(samples, 'naver_mixed');
      return { imp_uid, product_order_id: [product_order_id, product_order_id_2], memo: '사용한 상품입니다.' };
    },
    assertResult: (answer, samples) => {
      const sample = getSample(samples, 'naver_mixed');
      const [row, ...others] = getRows(answer);
      assert.equal(row?.product_order_id, sample.product_order_id);
      assert.equal(row?.claim_status, 'RETURN_REJECT');
      assert.equal(others.length, 0);
      assert.deepEqual(toRecord(answer).partial, { failed: [sample.product_order_id_2] });
    },
    getExpectedEntry: (samples) => {
      const { imp_uid = '', product_order_id = '' } = getSample(samples, 'naver_mixed');
      return { imp_uid, product_order_id: [product_order_id] };
    },
  },
  buildOrderCase({
    tool: 'withhold_naver_return',
    situation: 'naver_return_requested',
    args: { memo: '반품 배송비 6,000원을 보내 주세요.', reason: 'RETURN_DELIVERYFEE', extra_charge: 6_000 },
    becomes: { claim_type: 'RETURN', claim_status: 'RETURN_REQUEST' },
    changed: { reason: 'RETURN_DELIVERYFEE', extra_charge: 6_000 },
  }),
  buildOrderCase({
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
  assert.match(String(row.shipping_due), KST_TIME);
  const orderer = toRecord(row.orderer);
  assertMasked(orderer.name);
  assertMasked(orderer.tel);
  assertMasked(toRecord(row.shipping_address).base);
}

const readCases: readonly ToolCase[] = [
  {
    tool: 'list_naver_product_orders',
    buildArguments: (samples) => ({ imp_uid: getSample(samples, 'naver_delivering').imp_uid }),
    assertResult: (answer, samples) => {
      const rows = getRows(answer);
      const { product_order_id, product_order_id_2 } = getSample(samples, 'naver_delivering');
      assert.deepEqual(
        rows.map((row) => row.product_order_id),
        [product_order_id, product_order_id_2],
      );
      assertNaverItem(rows[0]);
    },
  },
  {
    tool: 'get_naver_product_order',
    buildArguments: (samples) => ({ product_order_id: getSample(samples, 'naver_delivering').product_order_id }),
    assertResult: (answer, samples) => {
      assert.equal(getResult(answer).product_order_id, getSample(samples, 'naver_delivering').product_order_id);
      assertNaverItem(getResult(answer));
    },
  },
  {
    tool: 'list_naver_reviews',
    buildArguments: (samples) => {
      const { channel_key, from, to } = getSample(samples, 'naver_reviews');
      return { channel_key, from: Number(from), to: Number(to), review_type: 'premium' };
    },
    assertResult: (answer) => {
      const rows = getRows(answer);
      assert.equal(rows.length, 2);
      for (const row of rows) {
        assert.equal(row.score, '13');
        assert.match(String(row.created_at), KST_TIME);
      }
    },
  },
  {
    tool: 'get_naver_cash_amount',
    buildArguments: (samples) => ({ imp_uid: getSample(samples, 'naver_pay').imp_uid }),
    assertResult: (answer) =>
      assert.deepEqual(getResult(answer), {
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
    buildArguments: (samples) => ({ imp_uid: getSample(samples, 'naver_pay').imp_uid }),
    assertResult: (answer) => assert.equal(toRecord(answer).error, undefined),
    getExpectedEntry: (samples) => ({ imp_uid: getSample(samples, 'naver_pay').imp_uid, pointed: true }),
  },
  {
    tool: 'confirm_naver_payment',
    buildArguments: (samples) => ({ imp_uid: getSample(samples, 'naver_pay_escrow').imp_uid, requester: 'customer' }),
    assertResult: (answer) => assert.equal(toRecord(answer).error, undefined),
    getExpectedEntry: (samples) => ({
      imp_uid: getSample(samples, 'naver_pay_escrow').imp_uid,
      confirmed: true,
      requester: 'customer',
    }),
  },
];

export const cases: readonly ToolCase[] = [...orderCases, ...readCases, ...payCases];
