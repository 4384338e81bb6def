import type { Snapshot } from '../../../../../src/guard/snapshot/snapshot.ts';
import {
  buildExample,
  buildIgnoredExamples,
  buildPgExample,
  buildRequiredExamples,
} from '../../../../support/rule-example.ts';

const buildPayment = (more: NonNullable<Snapshot['payment']>) => ({ payment: more });
const buildChannel = (pg_provider: string) => ({ channel: { pg_provider } });
const who = { buyer_name: '홍길동', buyer_tel: '010-0000-0000' };

export const examples = [
  buildPgExample('issue_receipt', 'payment', 'daou', 'kakaopay'),
  buildPgExample('issue_external_receipt', 'channel', 'smartro', 'daou'),
  buildExample(
    'issue_receipt.method',
    { seen: buildPayment({ pay_method: 'card' }) },
    { seen: buildPayment({ pay_method: 'vbank' }) },
  ),
  buildExample(
    'issue_receipt.not-paid',
    { seen: buildPayment({ status: 'ready' }) },
    { seen: buildPayment({ status: 'cancelled' }) },
    { seen: buildPayment({ status: 'paid' }) },
  ),
  buildExample(
    'issue_receipt.nothing-left',
    { seen: buildPayment({ amount: 100, cancel_amount: 100 }) },
    { seen: buildPayment({ amount: 100, cancel_amount: 99 }) },
  ),
  buildExample(
    'issue_receipt.issued',
    { seen: { receipt: {} } },
    { seen: { receipt: { cancelled_at: 1_795_000_000 } } },
    { seen: { receipt: null } },
  ),
  buildExample(
    'issue_receipt.issued-by-pg',
    { seen: { payment: { cash_receipt_issued: true }, receipt: null } },
    { seen: { payment: { cash_receipt_issued: false }, receipt: null } },
    { seen: { payment: { cash_receipt_issued: true }, receipt: { cancelled_at: 1_795_000_000 } } },
  ),
  buildExample(
    'issue_external_receipt.issued',
    { seen: { external_receipt: {} } },
    { seen: { external_receipt: { cancelled_at: 1_795_000_000 } } },
    { seen: { external_receipt: null } },
  ),
  buildExample(
    'receipt.tax-parts',
    { args: { tax_free: 60, vat_amount: 41 }, seen: buildPayment({ amount: 150, cancel_amount: 50 }) },
    { args: { tax_free: 60, vat_amount: 40 }, seen: buildPayment({ amount: 150, cancel_amount: 50 }) },
    { tool: 'issue_external_receipt', args: { amount: 101, tax_free: 60, vat_amount: 41 } },
  ),
  buildExample(
    'receipt.nice-taxcard',
    { args: { identifier_type: 'taxcard' }, seen: buildPayment({ pg_provider: 'nice_v2' }) },
    { args: { identifier_type: 'phone' }, seen: buildPayment({ pg_provider: 'nice_v2' }) },
    { args: { identifier_type: 'taxcard' }, seen: buildPayment({ pg_provider: 'kicc' }) },
  ),
  buildExample(
    'issue_external_receipt.smartro-order',
    { args: { merchant_uid: 'a-1' }, seen: buildChannel('smartro_v2') },
    { args: { merchant_uid: 'a1' }, seen: buildChannel('smartro_v2') },
    { args: { merchant_uid: 'a-1' }, seen: buildChannel('kcp') },
  ),
  buildExample('receipt.toss-unchecked', { seen: buildChannel('tosspayments') }, { seen: buildChannel('kcp') }),
  buildExample('receipt.nice-at-payment', { seen: buildChannel('nice_v2') }, { seen: buildChannel('nice') }),
  buildExample('issue_receipt.vat-deprecated', { args: { vat: 1 } }, { args: { vat_amount: 1 } }),
  ...buildRequiredExamples('issue_receipt', 'payment', 'daou', {
    company_tel: '02-000-0000',
    company_name: '상점',
    corp_reg_no: '1',
  }),
  ...buildRequiredExamples('issue_receipt', 'payment', 'kicc', { identifier_type: 'phone' }),
  ...buildRequiredExamples('issue_receipt', 'payment', 'ksnet', { product_type: 'real', buyer_name: '홍길동' }),
  ...buildRequiredExamples('issue_receipt', 'payment', 'nice_v2', { identifier_type: 'phone', type: 'person' }),
  ...buildRequiredExamples('issue_receipt', 'payment', 'settle', { identifier_type: 'phone' }),
  ...buildRequiredExamples('issue_receipt', 'payment', 'smartro_v2', { type: 'person', ...who }),
  ...buildRequiredExamples('issue_receipt', 'payment', 'welcome', {
    type: 'person',
    corp_reg_no: '1',
    buyer_tel: '010-0000-0000',
  }),
  ...buildRequiredExamples('issue_external_receipt', 'channel', 'kicc', { identifier_type: 'phone' }),
  ...buildRequiredExamples('issue_external_receipt', 'channel', 'ksnet', {
    product_type: 'real',
    buyer_name: '홍길동',
  }),
  ...buildRequiredExamples('issue_external_receipt', 'channel', 'nice_v2', {
    identifier_type: 'phone',
    type: 'person',
  }),
  ...buildRequiredExamples('issue_external_receipt', 'channel', 'settle', { identifier_type: 'phone' }),
  ...buildRequiredExamples('issue_external_receipt', 'channel', 'smartro_v2', { type: 'person', ...who }),
  ...buildRequiredExamples('issue_external_receipt', 'channel', 'welcome', {
    type: 'person',
    corp_reg_no: '1',
    buyer_tel: '010-0000-0000',
    pay_method: 'trans',
  }),
  ...buildIgnoredExamples('issue_receipt', 'payment', {
    company_tel: ['02-000-0000', 'daou', 'kcp'],
    company_name: ['상점', 'daou', 'kcp'],
    corp_reg_no: ['1', 'welcome', 'kcp'],
  }),
  ...buildIgnoredExamples('issue_external_receipt', 'channel', {
    corp_reg_no: ['1', 'welcome', 'kcp'],
    pay_method: ['trans', 'welcome', 'kcp'],
  }),
  buildPgExample('revoke_receipt', 'payment', 'kcp', 'kicc'),
  buildPgExample('revoke_external_receipt', 'channel', 'kcp', 'kicc'),
  buildExample('revoke_receipt.none', { seen: { receipt: null } }, { seen: { receipt: {} } }),
  buildExample(
    'revoke_receipt.revoked',
    { seen: { receipt: { cancelled_at: 1_795_000_000 } } },
    { seen: { receipt: { cancelled_at: 0 } } },
    { seen: { receipt: null } },
  ),
  buildExample(
    'revoke_external_receipt.none',
    { seen: { external_receipt: null } },
    { seen: { external_receipt: {} } },
  ),
  buildExample(
    'revoke_external_receipt.revoked',
    { seen: { external_receipt: { cancelled_at: 1_795_000_000 } } },
    { seen: { external_receipt: { cancelled_at: 0 } } },
  ),
  buildExample(
    'issue_receipt.unseen-nice-ssgpay',
    { seen: buildPayment({ pg_provider: 'nice_v2', pay_method: 'ssgpay' }) },
    { seen: buildPayment({ pg_provider: 'nice_v2', pay_method: 'trans' }) },
  ),
  buildExample(
    'issue_receipt.unseen-brandpay',
    { seen: buildPayment({ pg_provider: 'toss_brandpay' }) },
    { seen: buildPayment({ pg_provider: 'tosspayments' }) },
  ),
];
