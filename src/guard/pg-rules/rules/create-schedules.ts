import { probablyWindowOnlyKeys, windowOnlyKeys } from '../../../endpoints/pg-facts/billing-keys.ts';
import { guide, pgGuide, portOneRecord, recording, report, theCall } from '../../../endpoints/pg-facts/witness.ts';
import { ignoredByOtherPgs, requiresArgument, warnsOfOtherPgs } from '../builders.ts';
import { hasTooManyDecimals, taxPartsExceedAmount, vatExceedsTenth } from '../conditions/amounts.ts';
import {
  argumentIs,
  getValuesAt,
  hasInvalidFormat,
  isGiven,
  isMissing,
  isNotInFuture,
  isPositive,
} from '../conditions/arguments.ts';
import { pgIs } from '../conditions/payment.ts';
import { billingKeyLacks, isAbsent } from '../conditions/records.ts';
import { type Condition, type PgRule, pgRule, type RuleInput } from '../rule.ts';
import { citeApi } from '../sources.ts';
import { limitInstallments } from './installments.ts';

const TOOL = 'create_schedules';
const tools = [TOOL];

const getRequestedOrders = ({ args }: RuleInput): unknown[] => getValuesAt(args, 'schedules.merchant_uid');

const hasDuplicateOrders: Condition = {
  description: 'two of `schedules` have the same `merchant_uid`',
  evaluate: (input) => new Set(getRequestedOrders(input)).size < getRequestedOrders(input).length,
};

const orderIsScheduled: Condition = {
  description: 'a `merchant_uid` of `schedules` is already scheduled',
  evaluate: (input) => {
    const { schedule, schedules } = input.snapshot;
    if (schedule === undefined && schedules === undefined) return undefined;
    const scheduled = [...(schedules ?? []), ...(schedule ? [schedule] : [])];
    return scheduled.some((row) => row.merchant_uid && getRequestedOrders(input).includes(row.merchant_uid));
  },
};

const scheduledOrderWasPaid: Condition = {
  description: 'a `merchant_uid` of `schedules` has been paid before',
  evaluate: (input) =>
    input.snapshot.order?.some(
      ({ merchant_uid, status, paid_at }) =>
        getRequestedOrders(input).includes(merchant_uid) && (status === 'paid' || (paid_at ?? 0) > 0),
    ),
};

const orderRules: PgRule[] = [
  pgRule({
    id: 'create_schedules.past',
    kind: 'reject',
    isContradiction: true,
    tools,
    argument: 'schedules.schedule_at',
    when: [isNotInFuture('schedules.schedule_at')],
    message: {
      en: 'A charge can be scheduled only for the future: correct "schedule_at".',
      ko: '예약 시각은 현재 이후여야 합니다. "schedule_at"을 고쳐 주세요.',
    },
    witnesses: [citeApi(TOOL, 'schedules'), theCall],
  }),
  pgRule({
    id: 'create_schedules.twice',
    kind: 'reject',
    isContradiction: true,
    tools,
    argument: 'schedules.merchant_uid',
    when: [hasDuplicateOrders],
    message: {
      en: 'Each of "schedules" needs its own "merchant_uid".',
      ko: '예약 건마다 서로 다른 "merchant_uid"가 필요합니다.',
    },
    witnesses: [citeApi(TOOL, 'schedules'), theCall],
  }),
  pgRule({
    id: 'create_schedules.scheduled',
    kind: 'reject',
    isContradiction: true,
    tools,
    argument: 'schedules.merchant_uid',
    isStateConflict: true,
    when: [orderIsScheduled],
    message: {
      en: 'A "merchant_uid" of "schedules" is already scheduled: use another, or call update_schedule_time.',
      ko: '이미 예약된 "merchant_uid"가 있습니다. 다른 번호를 쓰거나 update_schedule_time으로 변경해 주세요.',
    },
    witnesses: [citeApi(TOOL, 'schedules'), portOneRecord('schedule')],
  }),
  pgRule({
    id: 'create_schedules.paid',
    kind: 'warn',
    tools,
    argument: 'schedules.merchant_uid',
    when: [scheduledOrderWasPaid],
    message: {
      en: 'An order number of these schedules has already been paid. PortOne refuses a second payment of an order, so that charge would fail.',
      ko: '이미 결제된 주문번호가 예약에 포함되어 있습니다. 포트원은 같은 주문번호의 재결제를 거절하므로 해당 예약결제는 실패할 수 있습니다.',
    },
    witnesses: [recording('client tests: 이미 주문이 이루어진 건입니다.')],
  }),
];

const cardRules: PgRule[] = [
  ...(['card_number', 'expiry'] as const).map((argument) =>
    pgRule({
      id: `create_schedules.no-key-${argument}`,
      kind: 'reject',
      tools,
      argument,
      when: [isAbsent('billing_key'), isMissing(argument)],
      message: {
        en: `No billing key is stored under this "customer_uid": the buyer registers a card in the payment window first, or give "${argument}".`,
        ko: `이 "customer_uid"로 등록된 빌링키가 없습니다. 결제창에서 카드를 먼저 등록하거나 "${argument}"를 입력해 주세요.`,
      },
      witnesses: [recording('client tests: 등록된 고객정보가 없습니다.'), citeApi(TOOL, argument)],
    }),
  ),
  pgRule({
    id: 'create_schedules.cannot-store',
    kind: 'reject',
    tools,
    argument: 'card_number',
    isStateConflict: true,
    when: [isAbsent('billing_key'), pgIs(...windowOnlyKeys.pgs), isGiven('card_number')],
    message: {
      en: 'This PG does not store a card through the API: the buyer must register it in the payment window.',
      ko: '이 PG는 API로 빌링키를 발급하지 않습니다. 구매자가 결제창에서 카드를 등록해야 합니다.',
    },
    witnesses: windowOnlyKeys.witnesses,
  }),
  pgRule({
    id: 'create_schedules.may-not-store',
    kind: 'warn',
    tools,
    argument: 'card_number',
    when: [isAbsent('billing_key'), pgIs(...probablyWindowOnlyKeys.pgs), isGiven('card_number')],
    message: {
      en: 'PortOne lists this PG among those that store a card only in the payment window.',
      ko: '포트원 문서에 결제창에서만 빌링키를 발급하는 것으로 안내된 PG입니다.',
    },
    witnesses: probablyWindowOnlyKeys.witnesses,
  }),
  pgRule({
    id: 'create_schedules.paymentwall-cvc',
    kind: 'warn',
    tools,
    argument: 'cvc',
    when: [isAbsent('billing_key'), pgIs('paymentwall'), isMissing('cvc')],
    message: {
      en: 'Paymentwall stores a card only with its security code, which is missing.',
      ko: '페이먼트월 카드 등록에 필요한 보안코드가 빠져 있습니다.',
    },
    witnesses: [citeApi(TOOL, 'cvc', 'paymentwall')],
  }),
  pgRule({
    id: 'create_schedules.checking',
    kind: 'warn',
    tools,
    argument: 'checking_amount',
    when: [isPositive('checking_amount')],
    message: {
      en: 'To check the card, the amount for it is charged now, in KRW unless a currency is given, and refunded at once.',
      ko: '카드 확인을 위한 금액이 지금 결제되었다가 바로 취소됩니다. 통화를 지정하지 않으면 원화입니다.',
    },
    witnesses: [citeApi(TOOL, 'checking_amount')],
  }),
  pgRule({
    id: 'create_schedules.toss-customer',
    kind: 'warn',
    tools,
    argument: 'customer_id',
    when: [pgIs('tosspayments'), isAbsent('billing_key'), isMissing('customer_id')],
    message: {
      en: 'Without a customer ID Toss Payments cannot tell which buyer the card belongs to.',
      ko: '고객 ID가 없으면 토스페이먼츠에서 구매자와 카드가 연결되지 않습니다.',
    },
    witnesses: [citeApi(TOOL, 'customer_id', 'tosspayments')],
  }),
];

const amountRules: PgRule[] = [
  pgRule({
    id: 'create_schedules.decimals',
    kind: 'reject',
    tools,
    argument: 'schedules.amount',
    when: [hasTooManyDecimals('schedules')],
    message: {
      en: '"amount" has more decimals than its currency allows: KRW has none, USD two.',
      ko: '"amount"의 소수 자릿수가 통화에 맞지 않습니다. 원화는 소수점이 없고 USD는 두 자리까지입니다.',
    },
    witnesses: [citeApi(TOOL, 'schedules'), report('ISO 4217')],
  }),
  pgRule({
    id: 'create_schedules.tax-parts',
    kind: 'reject',
    isContradiction: true,
    tools,
    argument: 'schedules.tax_free',
    when: [taxPartsExceedAmount('schedules')],
    message: {
      en: '"tax_free" and "vat_amount" are parts of the amount: together they cannot be more than it.',
      ko: '"tax_free"와 "vat_amount"의 합이 결제 금액보다 클 수 없습니다.',
    },
    witnesses: [citeApi(TOOL, 'schedules'), theCall],
  }),
  ...limitInstallments({ name: TOOL, tools, argument: 'schedules.card_quota', list: 'schedules' }),
  pgRule({
    id: 'create_schedules.welcome-vat',
    kind: 'reject',
    tools,
    argument: 'schedules.vat_amount',
    when: [pgIs('welcome'), vatExceedsTenth('schedules')],
    message: {
      en: 'Welcome Payments refuses a "vat_amount" above a tenth of the amount.',
      ko: '웰컴페이먼츠는 "vat_amount"가 금액의 10%를 넘으면 거절합니다.',
    },
    witnesses: [citeApi(TOOL, 'schedules', 'welcome'), pgGuide('welcome/api')],
  }),
  pgRule({
    id: 'create_schedules.paypal-won',
    kind: 'reject',
    tools,
    argument: 'schedules.currency',
    when: [pgIs('paypal_v2'), argumentIs('schedules.currency', 'KRW')],
    message: {
      en: 'PayPal does not accept KRW: use another "currency".',
      ko: '페이팔은 원화(KRW) 결제를 지원하지 않습니다. 다른 "currency"를 지정해 주세요.',
    },
    witnesses: [citeApi(TOOL, 'schedules', 'paypal_v2'), pgGuide('rt/readme')],
  }),
];

const pgRules: PgRule[] = [
  pgRule({
    id: 'create_schedules.smartro-order',
    kind: 'reject',
    tools,
    argument: 'schedules.merchant_uid',
    when: [pgIs('smartro_v2'), hasInvalidFormat('schedules.merchant_uid', /^[A-Za-z0-9]+$/, 'letters and digits only')],
    message: {
      en: 'Smartro accepts only letters and digits in "merchant_uid".',
      ko: '스마트로는 "merchant_uid"에 영문자와 숫자만 허용합니다.',
    },
    witnesses: [citeApi(TOOL, 'schedules', 'smartro_v2'), pgGuide('smartro-v2/api')],
  }),
  ...requiresArgument({
    tool: TOOL,
    required: { ksnet: ['schedules.product_type'] },
    confirmedBy: { ksnet: pgGuide('ksnet/warning') },
  }),
  // Buyer fields that a schedule omits are taken from the customer of the billing key.
  ...requiresArgument({
    tool: TOOL,
    required: { ksnet: ['schedules.buyer_name'], smartro_v2: ['schedules.buyer_name'] },
    confirmedBy: { smartro_v2: pgGuide('smartro-v2/api') },
    when: [billingKeyLacks('customer_name')],
  }),
  ...requiresArgument({
    tool: TOOL,
    required: { smartro_v2: ['schedules.buyer_email'] },
    confirmedBy: { smartro_v2: pgGuide('smartro-v2/api') },
    when: [billingKeyLacks('customer_email')],
  }),
  ...requiresArgument({
    tool: TOOL,
    required: { smartro_v2: ['schedules.buyer_tel'] },
    confirmedBy: { smartro_v2: pgGuide('smartro-v2/api') },
    when: [billingKeyLacks('customer_tel')],
  }),
  pgRule({
    id: 'create_schedules.promotion',
    kind: 'warn',
    tools,
    argument: 'schedules.promotion_id',
    when: [isGiven('schedules.promotion_id')],
    message: {
      en: 'The conditions of the promotion are checked when each charge runs: with a card of another company it fails.',
      ko: '프로모션 조건은 결제 실행 시점에 확인되며, 대상이 아닌 카드사로 결제하면 실패합니다.',
    },
    witnesses: [guide('extra/promotion/integration')],
  }),
  warnsOfOtherPgs({ tool: TOOL }),
  ...ignoredByOtherPgs({
    tool: TOOL,
    usedBy: {
      'schedules.interest_free_by_merchant': ['nice', 'ksnet', 'nice_v2'],
      'schedules.cash_receipt_type': ['tosspay_v2'],
      'schedules.extra.naverUseCfm': ['naverpay'],
    },
  }),
];

/** Charges scheduled for later. */
export const scheduleCreationRules: readonly PgRule[] = [...orderRules, ...cardRules, ...amountRules, ...pgRules];
