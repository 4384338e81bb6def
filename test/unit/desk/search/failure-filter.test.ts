import { expect, it } from 'vitest';
import { createMatcher } from '../../../../src/desk/search/payment-filter.ts';
import { buildFailedPayment, buildPaidPayment } from '../../../support/desk-cases.ts';

const overLimit = buildFailedPayment('[결제승인 실패] 한도초과');
const matchedBy: [string, boolean][] = [
  ['limit_exceeded', true],
  ['한도 초과', true],
  ['이용한도초과', true],
  ['결제승인', true],
  ['잔액부족', false],
  ['expired_card', false],
];

it.each(matchedBy)('a failure over the card limit is found by "%s": %s', (fail_reason, isFound) => {
  expect(createMatcher({ fail_reason }, 'masked')(overLimit)).toBe(isFound);
});

it('words for a failure find no payment that did not fail', () => {
  expect(createMatcher({ fail_reason: '한도초과' }, 'masked')(buildPaidPayment())).toBe(false);
});

it('a telephone number that a PG wrote into its reason cannot be found while it is masked', () => {
  const row = buildFailedPayment('고객 01012345678 확인 필요');
  expect(createMatcher({ fail_reason: '01012345678' }, 'masked')(row)).toBe(false);
  expect(createMatcher({ fail_reason: '01012345678' }, 'full')(row)).toBe(true);
});
