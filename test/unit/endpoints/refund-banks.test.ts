import { expect, it } from 'vitest';
import { isRefundBankCode } from '../../../src/endpoints/pg-facts/refund-banks.ts';
import { localizeRefundBank, standardizeRefundBank } from '../../../src/endpoints/refund-bank-argument.ts';

it.each([
  ['kcp', '신한', '088', 'BK88'],
  ['kcp', 'Shinhan Bank', '088', 'BK88'],
  ['kcp', '088', '088', 'BK88'],
  ['kcp', '88', '088', 'BK88'],
  ['kcp', 'bk88', '088', 'BK88'],
  ['html5_inicis', '신한은행', '088', '88'],
  ['html5_inicis', 'BK04', '004', '04'],
  ['daou', '11', '023', '11'],
  ['daou', '011', '011', '08'],
  ['daou', '농협은행', '011', '08'],
  ['tosspayments', '88', '088', '088'],
  ['nice_v2', '케이뱅크', '089', '089'],
  ['welcome', '수협', '007', '007'],
  ['ksnet', '카카오뱅크', '090', '090'],
])('a refund through %s to the bank %s means the bank %s and sends %s', (pg_provider, refund_bank, standard, sent) => {
  expect(standardizeRefundBank({ refund_bank }, { pg_provider })).toEqual({ refund_bank: standard });
  expect(localizeRefundBank({ refund_bank }, { pg_provider })).toEqual({ refund_bank: sent });
  expect(localizeRefundBank({ refund_bank: standard }, { pg_provider })).toEqual({ refund_bank: sent });
  expect(isRefundBankCode(sent, pg_provider)).toBe(true);
});

it('two digits are left as given at a PG whose codes are not known', () => {
  expect(localizeRefundBank({ refund_bank: '88' }, { pg_provider: 'ksnet' })).toEqual({ refund_bank: '88' });
});

it.each([
  ['kcp', '088'],
  ['html5_inicis', 'BK88'],
  ['daou', '88'],
  ['nice_v2', '090'],
])('%s does not take the bank code %s', (pg, code) => {
  expect(isRefundBankCode(code, pg)).toBe(false);
});
