import type { Seen } from '../../../../../src/guard/snapshot/snapshot.ts';
import { complete, example, ignored, only } from '../../../../support/rule-example.ts';

const payment = (more: NonNullable<Seen['payment']>) => ({ payment: more });
const channel = (pg_provider: string) => ({ channel: { pg_provider } });
const who = { buyer_name: '홍길동', buyer_tel: '010-0000-0000' };

export const examples = [
  only('issue_receipt', 'payment', 'daou', 'kakaopay'),
  only('issue_external_receipt', 'channel', 'smartro', 'daou'),
  example(
    'issue_receipt.method',
    { seen: payment({ pay_method: 'card' }) },
    { seen: payment({ pay_method: 'vbank' }) },
  ),
  example(
    'issue_receipt.not-paid',
    { seen: payment({ status: 'ready' }) },
    { seen: payment({ status: 'cancelled' }) },
    { seen: payment({ status: 'paid' }) },
  ),
  example(
    'issue_receipt.nothing-left',
    { seen: payment({ amount: 100, cancel_amount: 100 }) },
    { seen: payment({ amount: 100, cancel_amount: 99 }) },
  ),
  example(
    'issue_receipt.issued',
    { seen: { receipt: {} } },
    { seen: { receipt: { cancelled_at: 1_795_000_000 } } },
    { seen: { receipt: null } },
  ),
  example(
    'issue_receipt.issued-by-pg',
    { seen: { payment: { cash_receipt_issued: true }, receipt: null } },
    { seen: { payment: { cash_receipt_issued: false }, receipt: null } },
    { seen: { payment: { cash_receipt_issued: true }, receipt: { cancelled_at: 1_795_000_000 } } },
  ),
  example(
    'issue_external_receipt.issued',
    { seen: { external_receipt: {} } },
    { seen: { external_receipt: { cancelled_at: 1_795_000_000 } } },
    { seen: { external_receipt: null } },
  ),
  example(
    'receipt.tax-parts',
    { args: { tax_free: 60, vat_amount: 41 }, seen: payment({ amount: 150, cancel_amount: 50 }) },
    { args: { tax_free: 60, vat_amount: 40 }, seen: payment({ amount: 150, cancel_amount: 50 }) },
    { tool: 'issue_external_receipt', args: { amount: 101, tax_free: 60, vat_amount: 41 } },
  ),
  example(
    'receipt.nice-taxcard',
    { args: { identifier_type: 'taxcard' }, seen: payment({ pg_provider: 'nice_v2' }) },
    { args: { identifier_type: 'phone' }, seen: payment({ pg_provider: 'nice_v2' }) },
    { args: { identifier_type: 'taxcard' }, seen: payment({ pg_provider: 'kicc' }) },
  ),
  example(
    'issue_external_receipt.smartro-order',
    { args: { merchant_uid: 'a-1' }, seen: channel('smartro_v2') },
    { args: { merchant_uid: 'a1' }, seen: channel('smartro_v2') },
    { args: { merchant_uid: 'a-1' }, seen: channel('kcp') },
  ),
  example('receipt.toss-unchecked', { seen: channel('tosspayments') }, { seen: channel('kcp') }),
  example('receipt.nice-at-payment', { seen: channel('nice_v2') }, { seen: channel('nice') }),
  example('issue_receipt.vat-deprecated', { args: { vat: 1 } }, { args: { vat_amount: 1 } }),
  ...complete('issue_receipt', 'payment', 'daou', {
    company_tel: '02-000-0000',
    company_name: '상점',
    corp_reg_no: '1',
  }),
  ...complete('issue_receipt', 'payment', 'kicc', { identifier_type: 'phone' }),
  ...complete('issue_receipt', 'payment', 'ksnet', { product_type: 'real', buyer_name: '홍길동' }),
  ...complete('issue_receipt', 'payment', 'nice_v2', { identifier_type: 'phone', type: 'person' }),
  ...complete('issue_receipt', 'payment', 'settle', { identifier_type: 'phone' }),
  ...complete('issue_receipt', 'payment', 'smartro_v2', { type: 'person', ...who }),
  ...complete('issue_receipt', 'payment', 'welcome', { type: 'person', corp_reg_no: '1', buyer_tel: '010-0000-0000' }),
  ...complete('issue_external_receipt', 'channel', 'kicc', { identifier_type: 'phone' }),
  ...complete('issue_external_receipt', 'channel', 'ksnet', { product_type: 'real', buyer_name: '홍길동' }),
  ...complete('issue_external_receipt', 'channel', 'nice_v2', { identifier_type: 'phone', type: 'person' }),
  ...complete('issue_external_receipt', 'channel', 'settle', { identifier_type: 'phone' }),
  ...complete('issue_external_receipt', 'channel', 'smartro_v2', { type: 'person', ...who }),
  ...complete('issue_external_receipt', 'channel', 'welcome', {
    type: 'person',
    corp_reg_no: '1',
    buyer_tel: '010-0000-0000',
    pay_method: 'trans',
  }),
  ...ignored('issue_receipt', 'payment', {
    company_tel: ['02-000-0000', 'daou', 'kcp'],
    company_name: ['상점', 'daou', 'kcp'],
    corp_reg_no: ['1', 'welcome', 'kcp'],
  }),
  ...ignored('issue_external_receipt', 'channel', {
    corp_reg_no: ['1', 'welcome', 'kcp'],
    pay_method: ['trans', 'welcome', 'kcp'],
  }),
  only('revoke_receipt', 'payment', 'kcp', 'kicc'),
  only('revoke_external_receipt', 'channel', 'kcp', 'kicc'),
  example('revoke_receipt.none', { seen: { receipt: null } }, { seen: { receipt: {} } }),
  example(
    'revoke_receipt.revoked',
    { seen: { receipt: { cancelled_at: 1_795_000_000 } } },
    { seen: { receipt: { cancelled_at: 0 } } },
    { seen: { receipt: null } },
  ),
  example('revoke_external_receipt.none', { seen: { external_receipt: null } }, { seen: { external_receipt: {} } }),
  example(
    'revoke_external_receipt.revoked',
    { seen: { external_receipt: { cancelled_at: 1_795_000_000 } } },
    { seen: { external_receipt: { cancelled_at: 0 } } },
  ),
];
