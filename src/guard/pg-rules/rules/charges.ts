import {
  differsFromPreparedAmount,
  hasTooManyDecimals,
  isTooSmallForInstallments,
  taxPartsExceedAmount,
} from '../conditions/amounts.ts';
import type { Condition, PgRule } from '../rule.ts';

const chargeTools = [
  'pay_onetime',
  'pay_with_billing_key',
  'pay_kcpquick_money',
  'pay_kcpquick_autopay',
  'pay_benepia_point',
];
const depositTools = ['create_vbank', 'issue_cvs_payment'];

/** Also after the money went back an order stays used up. */
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

/** What every new charge of an order has in common. */
export const chargeRules: readonly PgRule[] = [
  {
    id: 'charge.order-paid',
    tools: [...chargeTools, ...depositTools, 'retry_schedule'],
    kind: 'rejected',
    argument: 'merchant_uid',
    when: [orderWasPaid],
    message: {
      en: 'This order was paid before, and an order number is good for one payment. If the buyer is to pay once more, take another "merchant_uid".',
      ko: '이미 결제된 주문번호이며 주문번호 하나로는 한 번만 결제할 수 있습니다. 추가 결제라면 다른 "merchant_uid"를 사용해 주세요.',
    },
    source: 'facts 2.1, 2.3; POST /benepia/payment, POST /cvs, POST /vbanks: merchant_uid',
  },
  {
    id: 'charge.prepared-amount',
    tools: [...chargeTools, ...depositTools],
    kind: 'rejected',
    argument: 'amount',
    when: [differsFromPreparedAmount],
    message: {
      en: 'Another amount was registered for this order: correct "amount", or update_payment_prepare.',
      ko: '사전등록된 금액과 다릅니다. "amount"를 고치거나 update_payment_prepare로 변경해 주세요.',
    },
    source: 'POST /payments/prepare',
  },
  {
    id: 'charge.decimals',
    tools: ['pay_onetime', 'pay_with_billing_key', 'pay_benepia_point', ...depositTools],
    kind: 'invalid_input',
    argument: 'amount',
    when: [hasTooManyDecimals()],
    message: {
      en: '"amount" has more decimals than "currency" allows: KRW, which is meant where none is named, has none, and USD two.',
      ko: '"amount"의 소수 자릿수가 "currency"에 맞지 않습니다. 원화(지정하지 않은 경우 포함)는 소수점이 없고 USD는 두 자리까지입니다.',
    },
    source: 'facts 2.4',
  },
  {
    id: 'charge.tax-parts',
    tools: ['pay_onetime', 'pay_with_billing_key', 'create_vbank'],
    kind: 'invalid_input',
    argument: 'tax_free',
    when: [taxPartsExceedAmount()],
    message: {
      en: '"tax_free" and "vat_amount" are parts of the amount and cannot be more than it together.',
      ko: '"tax_free"와 "vat_amount"의 합이 결제 금액보다 클 수 없습니다.',
    },
    source: 'POST /subscribe/payments/again: tax_free, vat_amount',
  },
  {
    id: 'charge.instalments',
    tools: ['pay_onetime', 'pay_with_billing_key'],
    kind: 'invalid_input',
    argument: 'card_quota',
    when: [isTooSmallForInstallments()],
    message: {
      en: 'Instalments are for amounts of KRW 50,000 and more: leave out "card_quota".',
      ko: '할부는 50,000원 이상 결제에만 가능합니다. "card_quota"를 빼 주세요.',
    },
    source: 'POST /subscribe/payments/again: card_quota',
  },
  {
    id: 'charge.order-waits',
    tools: [...chargeTools, ...depositTools],
    kind: 'advice',
    when: [hasPendingAttempt],
    message: {
      en: 'An earlier virtual account or store number of this order is still open: the buyer could pay twice.',
      ko: '이 주문에 아직 열려 있는 가상계좌 또는 편의점 수납번호가 있어 이중으로 결제될 수 있습니다.',
    },
    source: 'PUT /vbanks/{imp_uid}',
  },
];
