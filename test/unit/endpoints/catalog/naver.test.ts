import { describe, expect, it } from 'vitest';
import {
  approveNaverReturn,
  requestNaverReturn,
  shipNaverExchange,
  withholdNaverReturn,
} from '../../../../src/endpoints/catalog/naver-claims.ts';
import {
  cancelNaverOrders,
  listNaverReviews,
  shipNaverOrders,
} from '../../../../src/endpoints/catalog/naver-orders.ts';
import { confirmNaverPayment } from '../../../../src/endpoints/catalog/naver-pay.ts';
import { endpoints } from '../../../../src/endpoints/index.ts';
import { NaverProductOrder } from '../../../../src/endpoints/models/naver-order.ts';
import { getFieldMeta } from '../../../../src/endpoints/sensitivity.ts';

const imp_uid = 'imp_448280090638';
const naver = endpoints.filter((row) => row.domain === 'naver');
const getIssues = (result: { error?: { issues: { path: PropertyKey[]; message: string }[] } }) =>
  (result.error?.issues ?? []).map((issue) => issue.path.join('.'));

describe('the Naver operations on items', () => {
  const onItems = naver.filter((row) => 'product_order_id' in row.fields && row.method === 'POST');

  it('the eleven operations require an explicit "all" and report the items that a 207 left out', () => {
    expect(onItems).toHaveLength(11);
    for (const row of onItems) {
      expect(row.explicitAll, row.name).toMatchObject({ flag: 'all', replaces: 'product_order_id' });
      expect(row.batch, row.name).toEqual({ product_order_id: 'product_order_id' });
      expect(row.places.product_order_id, row.name).toBe('body');
      expect(row.confirm, row.name).toBe(true);
      expect(row.followUpTool, row.name).toBe('list_naver_product_orders');
      expect(row.preview, row.name).toContain('naver_items');
    }
  });

  it('a list of item ids is required and never empty', () => {
    const { input } = approveNaverReturn;
    expect(input.safeParse({ imp_uid, product_order_id: ['2026112112345678'] }).success).toBe(true);
    expect(getIssues(input.safeParse({ imp_uid, product_order_id: [] }))).toEqual(['product_order_id']);
    expect(getIssues(input.safeParse({ imp_uid, product_order_id: [''] }))).toEqual(['product_order_id.0']);
    expect(getIssues(input.safeParse({ imp_uid, product_order_id: '2026112112345678' }))).toEqual(['product_order_id']);
  });

  it('the returned items may contain unknown fields and nulls', () => {
    const answer = [{ product_order_id: '1', claim_type: null, orderer: { name: '홍길동', grade: 'VIP' }, gift: true }];
    for (const row of onItems) expect(row.returns.parse(answer), row.name).toEqual(answer);
  });
});

describe('a Naver reason that PortOne would silently replace', () => {
  it.each([
    [cancelNaverOrders, { imp_uid }, 'SOLD_OUT', 'BROKEN'],
    [requestNaverReturn, { imp_uid, delivery_method: 'RETURN_INDIVIDUAL' }, 'BROKEN', 'ETC'],
    [withholdNaverReturn, { imp_uid, memo: '왕복 배송비 입금 후 처리' }, 'EXTRAFEEE', 'EXTRAFEE'],
  ])('the invalid reason is rejected: $name', ({ input }, args, good, bad) => {
    expect(input.safeParse({ ...args, reason: good }).success).toBe(true);
    expect(input.safeParse(args).success).toBe(true);
    expect(getIssues(input.safeParse({ ...args, reason: bad }))).toEqual(['reason']);
  });
});

describe('shipping Naver orders', () => {
  const args = { imp_uid, delivery_method: 'DELIVERY', dispatched_at: '2026-11-21T09:00', tracking_number: '1234' };

  it('the shipping time is sent in unix seconds and read as Korean time', () => {
    expect(shipNaverOrders.input.parse(args)).toMatchObject({
      dispatched_at: Date.parse('2026-11-21T09:00:00+09:00') / 1000,
    });
  });

  it('the forty courier codes are accepted but not listed in the schema', () => {
    const courier = shipNaverOrders.fields.delivery_company;
    expect(courier && getFieldMeta(courier)).toMatchObject({ omitEnum: true });
    expect(shipNaverOrders.input.safeParse({ ...args, delivery_company: 'CJGLS' }).success).toBe(true);
    expect(getIssues(shipNaverOrders.input.safeParse({ ...args, delivery_company: 'CJ대한통운' }))).toEqual([
      'delivery_company',
    ]);
  });

  it.each([
    [shipNaverOrders, 'DELIVERY'],
    [shipNaverExchange, 'DELIVERY'],
    [requestNaverReturn, 'RETURN_DELIVERY'],
  ])('shipping by courier requires a courier and a tracking number: $name', (row, method) => {
    expect(row.requires).toEqual({
      when: { delivery_method: method },
      args: ['delivery_company', 'tracking_number'],
    });
    expect(row.fields.delivery_method?.safeParse(method).success).toBe(true);
  });
});

it('the channel of list_naver_reviews is in the query, and a final date covers its whole day', () => {
  expect(listNaverReviews.places.channel_key).toBe('query');
  const args = { channel_key: 'channel-key-1', from: '2026-11-20', to: '2026-11-21', review_type: 'general' };
  expect(listNaverReviews.input.parse(args)).toMatchObject({
    from: Date.parse('2026-11-20T00:00:00+09:00') / 1000,
    to: Date.parse('2026-11-21T23:59:59+09:00') / 1000,
  });
});

it('confirm_naver_payment accepts only the two requesters of the documentation', () => {
  expect(confirmNaverPayment.input.safeParse({ imp_uid, requester: 'customer' }).success).toBe(true);
  expect(getIssues(confirmNaverPayment.input.safeParse({ imp_uid, requester: 'seller' }))).toEqual(['requester']);
});

it('the buyer and the address of a Naver item are marked as personal data', () => {
  const { orderer, shipping_address, ...own } = NaverProductOrder.shape;
  const getPiiKinds = (shape: Record<string, Parameters<typeof getFieldMeta>[0]>) =>
    Object.entries(shape).flatMap(([name, schema]) => {
      const mark = getFieldMeta(schema);
      return mark?.privacy === 'personal' ? [`${name}: ${mark.kind}`] : [];
    });
  expect(getPiiKinds(own)).toEqual(['shipping_memo: identity', 'individual_code: identity']);
  expect(getPiiKinds(orderer.unwrap().unwrap().shape)).toEqual(['name: name', 'id: id', 'tel: phone']);
  expect(getPiiKinds(shipping_address.unwrap().unwrap().shape)).toEqual([
    'base: address',
    'detail: address',
    'postcode: postcode',
    'tel1: phone',
    'tel2: phone',
    'name: name',
  ]);
});
