import type { Seen } from '../../../../../src/guard/snapshot/snapshot.ts';
import { complete, example, ignored, NOON, only } from '../../../../support/rule-example.ts';

const channel = (pg_provider: string) => ({ channel: { pg_provider } });
const payment = (more: NonNullable<Seen['payment']>) => ({ payment: more });

export const examples = [
  only('create_vbank', 'channel', 'settle', 'kcp'),
  only('update_vbank', 'payment', 'settle', 'nice'),
  only('revoke_vbank', 'payment', 'kcp', 'daou'),
  example('vbank.due-past', { args: { vbank_due: NOON } }, { args: { vbank_due: NOON + 1 } }, { args: { amount: 1 } }),
  example('vbank.method', { seen: payment({ pay_method: 'card' }) }, { seen: payment({ pay_method: 'vbank' }) }),
  example(
    'vbank.not-waiting',
    { seen: payment({ status: 'paid' }) },
    { seen: payment({ status: 'ready' }) },
    { tool: 'cancel_payment', seen: payment({ status: 'paid' }) },
  ),
  example(
    'create_vbank.smartro-order',
    { args: { merchant_uid: '주문1' }, seen: channel('smartro_v2') },
    { args: { merchant_uid: 'order1' }, seen: channel('smartro_v2') },
    { args: { merchant_uid: '주문1' }, seen: channel('settle') },
  ),
  example(
    'create_vbank.settle-escrow-email',
    { args: { escrow_password: '1234' }, seen: channel('settle') },
    { args: { escrow_password: '1234', buyer_email: 'a@example.com' }, seen: channel('settle') },
    { seen: channel('settle') },
  ),
  example(
    'create_vbank.welcome-vat',
    { args: { amount: 1_000, vat_amount: 101 }, seen: channel('welcome') },
    { args: { amount: 1_000, vat_amount: 100 }, seen: channel('welcome') },
  ),
  ...complete('create_vbank', 'channel', 'html5_inicis', {
    vbank_holder: '상점',
    buyer_name: '홍길동',
    buyer_email: 'a@example.com',
    pg_api_key: 'key',
  }),
  ...complete('create_vbank', 'channel', 'ksnet', { product_type: 'real', buyer_name: '홍길동' }),
  ...complete('create_vbank', 'channel', 'nice', { vbank_holder: '상점' }),
  ...complete('create_vbank', 'channel', 'settle', { vbank_holder: '상점' }),
  ...complete('create_vbank', 'channel', 'smartro_v2', {
    vbank_holder: '상점',
    buyer_name: '홍길동',
    buyer_email: 'a@example.com',
    buyer_tel: '010-0000-0000',
  }),
  ...complete('create_vbank', 'channel', 'tosspayments', { buyer_name: '홍길동' }),
  ...complete('create_vbank', 'channel', 'welcome', { buyer_name: '홍길동' }),
  ...complete('revoke_vbank', 'payment', 'html5_inicis', { pg_api_key: 'key' }),
  ...ignored('create_vbank', 'channel', {
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
  example('create_vbank.nice-tax-free', { seen: channel('nice') }, { seen: channel('settle') }),
  only('issue_cvs_payment', 'channel', 'galaxia', 'nice'),
  only('revoke_cvs_payment', 'payment', 'galaxia', 'nice'),
  example('issue_cvs_payment.expired', { args: { expired_at: NOON } }, { args: { expired_at: NOON + 1 } }, {}),
  example(
    'revoke_cvs_payment.method',
    { seen: payment({ pay_method: 'vbank' }) },
    { seen: payment({ pay_method: 'cvs' }) },
  ),
  example(
    'revoke_cvs_payment.not-waiting',
    { seen: payment({ status: 'paid' }) },
    { seen: payment({ status: 'ready' }) },
  ),
];
