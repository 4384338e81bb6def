import { describe, expect, it } from 'vitest';
import { createMatcher, type PaymentFilter } from '../../../../src/desk/search/payment-filter.ts';

const createMaskedMatcher = (filter: PaymentFilter) => createMatcher(filter, 'masked');

const row = {
  imp_uid: 'imp_1',
  merchant_uid: 'ORD-2026_1121-007',
  status: 'paid',
  name: '보온 텀블러 500ml 외 2건',
  amount: 25_000,
  currency: 'KRW',
  pay_method: 'card',
  pg_provider: 'html5_inicis',
  emb_pg_provider: 'kakaopay',
  card_code: '366',
  card_name: '신한카드',
  vbank_code: '088',
  vbank_name: '신한은행',
  buyer_name: '홍길동',
  buyer_tel: '010-1234-5678',
  buyer_email: 'Gildong.Hong@Example.com',
  sandbox: false,
  paid_at: 1_763_000_000,
  pg_tid: 'StdpayCARDINIpayTest20261121',
  apply_num: '30012345',
  cancel_history: [{ pg_tid: 'cancel-0001' }],
};

describe('a filter that matches a payment', () => {
  const found: PaymentFilter[] = [
    {},
    { status: 'paid' },
    { status: 'approved' },
    { buyer_name: '홍 길동' },
    { buyer_name: '홍' },
    { buyer_name: '홍길동' },
    { buyer_tel: '5678' },
    { buyer_tel: '01012345678' },
    { buyer_tel: '+82 10-1234-5678' },
    { buyer_tel: '+82 (0)10 1234 5678' },
    { buyer_tel: '０１０－１２３４－５６７８' },
    { buyer_email: 'gildong.hong@example.com' },
    { name: '텀블러500ML' },
    { merchant_uid: 'ord 2026_1121' },
    { pg_tid: ' StdpayCARDINIpayTest20261121' },
    { pg_tid: 'CANCEL-0001' },
    { apply_num: '30012345' },
    { pg_provider: 'inicis' },
    { pg_provider: 'kakaopay' },
    { pg_provider: '이니시스' },
    { pg_provider: 'KG 이니시스' },
    { pg_provider: '카카오페이' },
    { card_name: 'Shinhan Card' },
    { pay_method: 'CARD' },
    { pay_method: '신용카드' },
    { card_name: '신한' },
    { card_name: '신한 카드' },
    { card_name: '366' },
    { bank_name: '신한은행' },
    { bank_name: '088' },
    { currency: 'krw' },
    { currency: '원' },
    { sandbox: false },
    { amount: 25_000 },
    { min_amount: 25_000, max_amount: 25_000 },
    { buyer_name: '홍길동', buyer_tel: '5678', min_amount: 1 },
  ];
  it.each(found)('the filter %j matches the payment', (filter) => expect(createMaskedMatcher(filter)(row)).toBe(true));
});

describe('a filter that does not match a payment', () => {
  const missed: PaymentFilter[] = [
    { status: 'ready' },
    { buyer_name: '홍길순' },
    { buyer_tel: '1234' },
    { buyer_tel: '01112345678' },
    { buyer_tel: '12345678' },
    { buyer_name: '길동' },
    { buyer_name: '홍길' },
    { buyer_email: 'other@example.com' },
    { name: '이어폰' },
    { merchant_uid: '2025' },
    { pg_tid: 'StdpayCARD' },
    { apply_num: '3001234' },
    { pg_provider: 'kcp' },
    { pg_provider: '토스' },
    { pay_method: 'vbank' },
    { card_name: '국민' },
    { card_name: '36' },
    { bank_name: '004' },
    { currency: 'USD' },
    { currency: '달러' },
    { sandbox: true },
    { amount: 2_500 },
    { min_amount: 25_001 },
    { max_amount: 24_999 },
    { buyer_name: '홍길동', buyer_tel: '0000' },
  ];
  it.each(missed)('the filter %j does not match the payment', (filter) =>
    expect(createMaskedMatcher(filter)(row)).toBe(false),
  );

  it.each(missed)('the filter %j does not match a payment without the field', (filter) => {
    expect(createMaskedMatcher({ buyer_name: '홍길동', ...filter })({})).toBe(false);
  });
});

it('a payment without a currency matches KRW', () => {
  expect(createMaskedMatcher({ currency: 'KRW' })({ amount: 1 })).toBe(true);
});

it.each([
  ['pg_provider', '토스페이', 'tosspay_v2', 'tosspayments'],
  ['pg_provider', '토스페이먼츠', 'uplus', 'tosspay'],
  ['pg_provider', '네이버페이', 'naverco', 'kakaopay'],
  ['card_name', '농협', 'NH카드', '신협카드'],
  ['card_name', 'NH농협카드', 'NH카드', '신한카드'],
  ['card_name', '비씨카드', 'BC카드', 'NH카드'],
  ['bank_name', 'IBK', '기업은행', '산업은행'],
  ['pay_method', '계좌 이체', 'trans', 'vbank'],
  ['pay_method', 'bank_transfer', 'trans', 'card'],
  ['currency', '달러', 'USD', 'KRW'],
] as const)('the filter %s "%s" matches %s and not %s', (field, word, meant, other) => {
  expect(createMaskedMatcher({ [field]: word })({ [field]: meant })).toBe(true);
  expect(createMaskedMatcher({ [field]: word })({ [field]: other })).toBe(false);
});

it.each([
  [{ name: ' - ' }, '"name" contains nothing to search for'],
  [{ buyer_name: ' ' }, '"buyer_name" contains nothing'],
  [{ pg_provider: '' }, '"pg_provider" contains nothing'],
  [{ card_name: '-' }, '"card_name" contains nothing'],
  [{ buyer_name: '홍○동' }, '"buyer_name" is masked'],
  [{ buyer_tel: '•••5678' }, '"buyer_tel" is masked'],
  [{ buyer_email: 'g•••@example.com' }, '"buyer_email" is masked'],
  [{ buyer_tel: '678' }, 'exactly its last four digits'],
  [{ buyer_tel: '45678' }, 'exactly its last four digits'],
  [{ buyer_tel: '345-5678' }, 'exactly its last four digits'],
  [{ buyer_email: 'gildong' }, 'must be the whole mail address'],
  [{ buyer_email: '@example.com' }, 'must be the whole mail address'],
  [{ min_amount: 2, max_amount: 1 }, '"min_amount" is greater than "max_amount"'],
] as const)('refuses %j', (filter, message) => expect(() => createMaskedMatcher(filter)).toThrow(message));

it.each([
  ['남궁', '남궁민수', true],
  ['남', '남궁민수', true],
  ['남궁민', '남궁민수', false],
  ['Doe', 'Jane Doe', true],
  ['jane doe', 'Jane  DOE', true],
  ['Jane', 'Jane Doe', false],
  ['J', 'Jane Doe', false],
  ['Do', 'Jane Doe', false],
  ['김수', '김수', true],
])('with masked data the name "%s" finds "%s": %s', (buyer_name, name, found) => {
  expect(createMaskedMatcher({ buyer_name })({ buyer_name: name })).toBe(found);
});

it.each([
  [{ name: '010-98' }, { name: '예약 010-9876-5432' }],
  [{ name: '홍길동 010' }, { name: '홍길동 010-9876-5432' }],
  [{ card_name: '411111' }, { card_name: '4111-1111-1111-1111' }],
  [{ pg_provider: 'hong@' }, { pg_provider: 'hong@example.com' }],
] as const)('with masked data %j does not find what a result hides', (filter, hidden) => {
  expect(createMaskedMatcher(filter)(hidden)).toBe(false);
  expect(createMatcher(filter, 'full')(hidden)).toBe(true);
});

it('with full data a part of a name, number or mail address is enough', () => {
  for (const filter of [{ buyer_name: '길동' }, { buyer_tel: '234-5678' }, { buyer_email: 'gildong' }])
    expect(createMatcher(filter, 'full')(row)).toBe(true);
});
