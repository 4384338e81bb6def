import { describe, expect, it } from 'vitest';
import { deleteBillingKey, getBillingKey, issueBillingKey } from '../../../src/endpoints/catalog/billing-keys.ts';
import { createEscrowLogistics, getEscrowLogistics } from '../../../src/endpoints/catalog/escrow.ts';
import { cancelPayment } from '../../../src/endpoints/catalog/payments.ts';
import { payWithBillingKey } from '../../../src/endpoints/catalog/subscriptions.ts';
import { CredentialsRefused, isAbsent, PortOneRejected } from '../../../src/portone/errors.ts';

const noSuchKey = {
  httpStatus: 200,
  code: 1,
  upstreamMessage: '요청하신 customer_uid(anna)로 등록된 정보를 찾을 수 없습니다.',
};

describe('"there is none"', () => {
  it.each([
    ['HTTP 404, of any endpoint', cancelPayment, { httpStatus: 404, code: -1 }],
    ['HTTP 409 of the read of escrow logistics', getEscrowLogistics, { httpStatus: 409, code: -1 }],
    ['HTTP 200 with the words for a missing billing key, of its read', getBillingKey, noSuchKey],
    ['the same of its deletion', deleteBillingKey, noSuchKey],
    ['the same with another code than 0', getBillingKey, { ...noSuchKey, code: -1 }],
  ])('is said by %s', (_, row, answer) => {
    expect(isAbsent(row, answer)).toBe(true);
    expect(new PortOneRejected(answer, row).kind).toBe('not_found');
  });

  it.each([
    ['a 404 without the envelope of PortOne', cancelPayment, { httpStatus: 404, fromPortOne: false }],
    ['a 409 of registering logistics, which exist already', createEscrowLogistics, { httpStatus: 409, code: -1 }],
    [
      'a refused charge',
      payWithBillingKey,
      { httpStatus: 200, code: 1, upstreamMessage: '등록되지 않은 구매자입니다.' },
    ],
    [
      'a refused issue of a key',
      issueBillingKey,
      { httpStatus: 200, code: -1, upstreamMessage: '카드정보 인증에 실패' },
    ],
    [
      'a missing setting of the shop',
      getBillingKey,
      { httpStatus: 200, code: 1, upstreamMessage: '비인증결제모듈 사용정보를 찾을 수 없습니다.' },
    ],
  ])('is not said by %s', (_, row, answer) => {
    expect(isAbsent(row, answer)).toBe(false);
    expect(new PortOneRejected(answer, row).kind).toBe('rejected');
  });
});

it.each([
  new PortOneRejected({ httpStatus: 401, code: -1, upstreamMessage: 'Unauthorized' }),
  new CredentialsRefused({ httpStatus: 401, code: -1 }),
])('a 401 says where keys and allowed addresses stand in the console', ({ next }) => {
  expect(next).toContain('식별코드·API Keys > V1 API');
  expect(next).toMatch(/a reissued secret ends the former one/i);
  expect(next).toContain('화이트리스트');
});
