import { recording, report, theCall } from '../../../endpoints/pg-facts/witness.ts';
import { hasTooManyDecimals, taxPartsExceedAmount } from '../conditions/amounts.ts';
import { type Condition, type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';
import { limitInstallments } from './installments.ts';

const chargeTools = [
  'pay_onetime',
  'pay_with_billing_key',
  'pay_kcpquick_money',
  'pay_kcpquick_autopay',
  'pay_benepia_point',
];
const depositTools = ['create_vbank', 'issue_cvs_payment'];
const AGAIN = 'pay_with_billing_key';

/** An order number cannot be reused after a refund. */
const orderWasPaid: Condition = {
  description: 'the order has been paid before',
  evaluate: ({ args, snapshot: { order } }) =>
    order?.some(
      ({ merchant_uid, status, paid_at }) =>
        (merchant_uid ?? args.merchant_uid) === args.merchant_uid && (status === 'paid' || (paid_at ?? 0) > 0),
    ),
};

const hasPendingAttempt: Condition = {
  description: 'an attempt of the order still waits for money',
  evaluate: ({ snapshot: { order }, now }) =>
    order?.some(
      ({ status, pay_method, vbank_date }) =>
        status === 'ready' && (pay_method === 'vbank' || pay_method === 'cvs') && (vbank_date ?? 0) > now,
    ),
};

/** Rules for every new charge of an order. */
export const chargeRules: readonly PgRule[] = [
  pgRule({
    id: 'charge.order-paid',
    kind: 'reject',
    tools: [...chargeTools, ...depositTools],
    argument: 'merchant_uid',
    isStateConflict: true,
    when: [orderWasPaid],
    message: {
      en: 'This order has already been paid, and an order number can be paid only once. For another charge, use another "merchant_uid".',
      ko: '이미 결제된 주문번호이며 주문번호 하나로는 한 번만 결제할 수 있습니다. 추가 결제라면 다른 "merchant_uid"를 사용해 주세요.',
    },
    witnesses: [recording('client tests: 이미 주문이 이루어진 건입니다.'), citeApi(AGAIN, 'merchant_uid')],
  }),
  pgRule({
    id: 'charge.decimals',
    kind: 'reject',
    tools: ['pay_onetime', 'pay_with_billing_key', 'pay_benepia_point', ...depositTools],
    argument: 'amount',
    when: [hasTooManyDecimals()],
    message: {
      en: '"amount" has more decimals than "currency" allows: KRW, the default, has none, and USD two.',
      ko: '"amount"의 소수 자릿수가 "currency"에 맞지 않습니다. 원화(지정하지 않은 경우 포함)는 소수점이 없고 USD는 두 자리까지입니다.',
    },
    witnesses: [citeApi(AGAIN, 'amount', 'currency'), report('ISO 4217')],
  }),
  pgRule({
    id: 'charge.tax-parts',
    kind: 'reject',
    isContradiction: true,
    tools: ['pay_onetime', 'pay_with_billing_key', 'create_vbank'],
    argument: 'tax_free',
    when: [taxPartsExceedAmount()],
    message: {
      en: '"tax_free" and "vat_amount" are parts of the amount: together they cannot be more than it.',
      ko: '"tax_free"와 "vat_amount"의 합이 결제 금액보다 클 수 없습니다.',
    },
    witnesses: [citeApi(AGAIN, 'tax_free', 'vat_amount'), theCall],
  }),
  ...limitInstallments({
    name: 'charge',
    tools: ['pay_onetime', 'pay_with_billing_key'],
    argument: 'card_quota',
  }),
  pgRule({
    id: 'charge.order-waits',
    kind: 'warn',
    tools: [...chargeTools, ...depositTools],
    when: [hasPendingAttempt],
    message: {
      en: 'An earlier virtual account or store number of this order is still open: the buyer could pay twice.',
      ko: '이 주문에 아직 열려 있는 가상계좌 또는 편의점 수납번호가 있어 이중으로 결제될 수 있습니다.',
    },
    witnesses: [citeApi('revoke_vbank')],
  }),
];
