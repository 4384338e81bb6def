import type { Snapshot } from '../../../../../src/guard/snapshot/snapshot.ts';
import {
  buildExample,
  buildIgnoredExamples,
  buildPgExample,
  buildRequiredExamples,
  NOON,
} from '../../../../support/rule-example.ts';

const buildChannel = (pg_provider: string) => ({ channel: { pg_provider } });
const buildPayment = (more: NonNullable<Snapshot['payment']>) => ({ payment: more });

export const examples = [
  buildPgExample('create_vbank', 'channel', 'settle', 'kcp'),
  buildPgExample('update_vbank', 'payment', 'settle', 'nice'),
  buildPgExample('revoke_vbank', 'payment', 'kcp', 'daou'),
  buildExample(
    'vbank.due-past',
    { args: { vbank_due: NOON } },
    { args: { vbank_due: NOON + 1 } },
    { args: { amount: 1 } },
  ),
  buildExample(
    'vbank.method',
    { seen: buildPayment({ pay_method: 'card' }) },
    { seen: buildPayment({ pay_method: 'vbank' }) },
  ),
  buildExample(
    'vbank.not-waiting',
    { seen: buildPayment({ status: 'paid' }) },
    { seen: buildPayment({ status: 'ready' }) },
    { tool: 'cancel_payment', seen: buildPayment({ status: 'paid' }) },
  ),
  buildExample(
    'create_vbank.smartro-order',
    { args: { merchant_uid: '주문1' }, seen: buildChannel('smartro_v2') },
    { args: { merchant_uid: 'order1' }, seen: buildChannel('smartro_v2') },
    { args: { merchant_uid: '주문1' }, seen: buildChannel('settle') },
  ),
  buildExample(
    'create_vbank.daou-tax',
    { args: { tax_free: 100 }, seen: buildChannel('daou') },
    { args: {}, seen: buildChannel('daou') },
    { args: { tax_free: 100 }, seen: buildChannel('welcome') },
  ),
  buildExample(
    'create_vbank.settle-escrow-email',
    { args: { escrow_password: '1234' }, seen: buildChannel('settle') },
    { args: { escrow_password: '1234', buyer_email: 'a@example.com' }, seen: buildChannel('settle') },
    { seen: buildChannel('settle') },
  ),
  buildExample(
    'create_vbank.welcome-vat',
    { args: { amount: 1_000, vat_amount: 101 }, seen: buildChannel('welcome') },
    { args: { amount: 1_000, vat_amount: 100 }, seen: buildChannel('welcome') },
  ),
  ...buildRequiredExamples('create_vbank', 'channel', 'html5_inicis', {
    vbank_holder: '상점',
    buyer_name: '홍길동',
    buyer_email: 'a@example.com',
    pg_api_key: 'key',
  }),
  ...buildRequiredExamples('create_vbank', 'channel', 'ksnet', { product_type: 'real', buyer_name: '홍길동' }),
  ...buildRequiredExamples('create_vbank', 'channel', 'nice', { vbank_holder: '상점' }),
  ...buildRequiredExamples('create_vbank', 'channel', 'settle', { vbank_holder: '상점' }),
  ...buildRequiredExamples('create_vbank', 'channel', 'smartro_v2', {
    vbank_holder: '상점',
    buyer_name: '홍길동',
    buyer_email: 'a@example.com',
    buyer_tel: '010-0000-0000',
  }),
  ...buildRequiredExamples('create_vbank', 'channel', 'tosspayments', { buyer_name: '홍길동' }),
  ...buildRequiredExamples('create_vbank', 'channel', 'welcome', { buyer_name: '홍길동' }),
  ...buildRequiredExamples('revoke_vbank', 'payment', 'html5_inicis', { pg_api_key: 'key' }),
  ...buildIgnoredExamples('create_vbank', 'channel', {
    vbank_num: ['1', 'settle', 'nice'],
    vbank_key: ['1', 'tosspayments', 'nice'],
    vbank_holder: ['상점', 'nice', 'ksnet'],
    business_registration_number: ['1', 'nice_v2', 'nice'],
    tax_free: [1, 'nice', 'settle'],
    vat_amount: [1, 'welcome', 'settle'],
    product_type: ['real', 'ksnet', 'settle'],
    escrow_password: ['1234', 'settle', 'nice'],
    fixed_unlimited_vbank: [true, 'settle', 'nice'],
    pg_api_key: ['key', 'html5_inicis', 'nice'],
  }),
  buildExample('create_vbank.nice-tax-free', { seen: buildChannel('nice') }, { seen: buildChannel('settle') }),
  buildPgExample('issue_cvs_payment', 'channel', 'galaxia', 'nice'),
  buildPgExample('revoke_cvs_payment', 'payment', 'galaxia', 'nice'),
  buildExample('issue_cvs_payment.expired', { args: { expired_at: NOON } }, { args: { expired_at: NOON + 1 } }, {}),
  buildExample(
    'revoke_cvs_payment.method',
    { seen: buildPayment({ pay_method: 'vbank' }) },
    { seen: buildPayment({ pay_method: 'cvs' }) },
  ),
  buildExample(
    'revoke_cvs_payment.not-waiting',
    { seen: buildPayment({ status: 'paid' }) },
    { seen: buildPayment({ status: 'ready' }) },
  ),
  buildExample(
    'update_vbank.settle-due',
    { args: { amount: 100 }, seen: { payment: { pg_provider: 'settle' } } },
    { args: { amount: 100, vbank_due: NOON }, seen: { payment: { pg_provider: 'settle' } } },
  ),
  buildExample(
    'create_vbank.settle-unlimited',
    { args: { fixed_unlimited_vbank: true, tax_free: 1 }, seen: { channel: { pg_provider: 'settle' } } },
    { args: { fixed_unlimited_vbank: true }, seen: { channel: { pg_provider: 'settle' } } },
  ),
  buildExample(
    'create_vbank.ksnet-tax',
    { args: { vat_amount: 1 }, seen: { channel: { pg_provider: 'ksnet' } } },
    { args: {}, seen: { channel: { pg_provider: 'ksnet' } } },
  ),
];
