import { ignoredByOtherPgs, requiresArgument, supportedPgs } from '../builders.ts';
import {
  hasTooManyDecimals,
  isTooSmallForInstallments,
  taxPartsExceedAmount,
  vatExceedsTenth,
} from '../conditions/amounts.ts';
import {
  argumentIs,
  billingKeyLacks,
  getValuesAt,
  hasInvalidFormat,
  isAbsent,
  isGiven,
  isMissing,
  isNotInFuture,
  isPositive,
  pgIs,
} from '../conditions/common.ts';
import { type Condition, type PgRule, pgRule, type RuleInput } from '../rule.ts';
import { billingKeyPgs } from './subscriptions.ts';

const ROUTE = 'POST /subscribe/payments/schedule';

const getRequestedOrders = ({ args }: RuleInput): unknown[] => getValuesAt(args, 'schedules.merchant_uid');

const hasDuplicateOrders: Condition = {
  description: 'two of `schedules` have the same `merchant_uid`',
  evaluate: (input) => new Set(getRequestedOrders(input)).size < getRequestedOrders(input).length,
};

const orderIsScheduled: Condition = {
  description: 'a `merchant_uid` of `schedules` is booked already',
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

const tools = ['create_schedules'];

/** Charges booked for later. */
export const scheduleCreationRules: readonly PgRule[] = [
  pgRule(
    'create_schedules.past',
    'invalid_input',
    tools,
    [isNotInFuture('schedules.schedule_at')],
    'A charge can be booked only for the future: correct "schedule_at".',
    '예약 시각은 현재 이후여야 합니다. "schedule_at"을 고쳐 주세요.',
    `${ROUTE}; PUT /subscribe/payments/schedule/{merchant_uid}`,
    'schedules.schedule_at',
  ),
  pgRule(
    'create_schedules.twice',
    'invalid_input',
    tools,
    [hasDuplicateOrders],
    'Each of "schedules" needs a "merchant_uid" of its own.',
    '예약 건마다 서로 다른 "merchant_uid"가 필요합니다.',
    `${ROUTE}: schedules`,
    'schedules.merchant_uid',
  ),
  pgRule(
    'create_schedules.booked',
    'rejected',
    tools,
    [orderIsScheduled],
    'A "merchant_uid" of "schedules" is booked already: take another, or update_schedule_time.',
    '이미 예약된 "merchant_uid"가 있습니다. 다른 번호를 쓰거나 update_schedule_time으로 변경해 주세요.',
    'facts 3',
    'schedules.merchant_uid',
  ),
  pgRule(
    'create_schedules.paid',
    'rejected',
    tools,
    [scheduledOrderWasPaid],
    'A "merchant_uid" of "schedules" was paid before, and an order number is good for one payment.',
    '이미 결제된 "merchant_uid"가 있습니다. 주문번호 하나로는 한 번만 결제할 수 있습니다.',
    `${ROUTE}: schedules`,
    'schedules.merchant_uid',
  ),
  ...(['card_number', 'expiry'] as const).map((argument) =>
    pgRule(
      `create_schedules.no-key-${argument}`,
      'invalid_input',
      tools,
      [isAbsent('billing_key'), isMissing(argument)],
      `No billing key is stored under this "customer_uid": register a card in the payment window first, or give "${argument}".`,
      `이 "customer_uid"로 등록된 빌링키가 없습니다. 결제창에서 카드를 먼저 등록하거나 "${argument}"를 입력해 주세요.`,
      `${ROUTE}; facts 3`,
      argument,
    ),
  ),
  pgRule(
    'create_schedules.cannot-store',
    'rejected',
    tools,
    [
      isAbsent('billing_key'),
      // biome-ignore format: a list that is read against the document's
      pgIs('chai', 'danal', 'danal_tpay', 'kakaopay', 'kicc', 'mobilians', 'naverpay', 'payco', 'settle_acc', 'settle_firm', 'smartro', 'uplus', 'smartro_v2'),
      isGiven('card_number'),
    ],
    'This PG stores no card through the API: the buyer must register it in the payment window.',
    '이 PG는 API로 빌링키를 발급하지 않습니다. 구매자가 결제창에서 카드를 등록해야 합니다.',
    `${ROUTE}: card_number`,
    'card_number',
  ),
  pgRule(
    'create_schedules.paymentwall-cvc',
    'invalid_input',
    tools,
    [isAbsent('billing_key'), pgIs('paymentwall'), isMissing('cvc')],
    'Paymentwall stores a card only with its "cvc".',
    '페이먼트월은 카드 등록에 "cvc"가 필요합니다.',
    `${ROUTE}: cvc, paymentwall`,
    'cvc',
  ),
  pgRule(
    'create_schedules.decimals',
    'invalid_input',
    tools,
    [hasTooManyDecimals('schedules')],
    '"amount" has more decimals than its currency: KRW has none, USD two.',
    '"amount"의 소수 자릿수가 통화에 맞지 않습니다. 원화는 소수점이 없고 USD는 두 자리까지입니다.',
    'facts 2.4',
    'schedules.amount',
  ),
  pgRule(
    'create_schedules.tax-parts',
    'invalid_input',
    tools,
    [taxPartsExceedAmount('schedules')],
    '"tax_free" and "vat_amount" are parts of the amount and cannot be more than it together.',
    '"tax_free"와 "vat_amount"의 합이 결제 금액보다 클 수 없습니다.',
    `${ROUTE}: schedules`,
    'schedules.tax_free',
  ),
  pgRule(
    'create_schedules.instalments',
    'invalid_input',
    tools,
    [isTooSmallForInstallments('schedules')],
    'Instalments are for amounts of KRW 50,000 and more: leave out "card_quota".',
    '할부는 50,000원 이상 결제에만 가능합니다. "card_quota"를 빼 주세요.',
    `${ROUTE}: schedules`,
    'schedules.card_quota',
  ),
  pgRule(
    'create_schedules.welcome-vat',
    'invalid_input',
    tools,
    [pgIs('welcome'), vatExceedsTenth('schedules')],
    'Welcome Payments refuses a "vat_amount" above a tenth of the amount.',
    '웰컴페이먼츠는 "vat_amount"가 금액의 10%를 넘으면 거절합니다.',
    `${ROUTE}: schedules, welcome`,
    'schedules.vat_amount',
  ),
  pgRule(
    'create_schedules.paypal-won',
    'invalid_input',
    tools,
    [pgIs('paypal_v2'), argumentIs('schedules.currency', 'KRW')],
    'PayPal takes no KRW: give another "currency".',
    '페이팔은 원화(KRW) 결제를 지원하지 않습니다. 다른 "currency"를 지정해 주세요.',
    `${ROUTE}: schedules, paypal_v2`,
    'schedules.currency',
  ),
  pgRule(
    'create_schedules.smartro-order',
    'invalid_input',
    tools,
    [
      pgIs('smartro_v2'),
      hasInvalidFormat('schedules.merchant_uid', /^[A-Za-z0-9]{1,40}$/, 'up to 40 letters and digits'),
    ],
    'Smartro takes up to 40 letters and digits in "merchant_uid".',
    '스마트로는 "merchant_uid"에 40자 이하의 영문자와 숫자만 허용합니다.',
    `${ROUTE}: schedules, smartro_v2`,
    'schedules.merchant_uid',
  ),
  ...requiresArgument({ tool: 'create_schedules', source: ROUTE, required: { ksnet: ['schedules.product_type'] } }),
  // What a schedule does not say of the buyer is taken from the key's customer.
  ...requiresArgument({
    tool: 'create_schedules',
    source: ROUTE,
    required: { ksnet: ['schedules.buyer_name'], smartro_v2: ['schedules.buyer_name'] },
    when: [billingKeyLacks('customer_name')],
  }),
  ...requiresArgument({
    tool: 'create_schedules',
    source: ROUTE,
    required: { smartro_v2: ['schedules.buyer_email'] },
    when: [billingKeyLacks('customer_email')],
  }),
  ...requiresArgument({
    tool: 'create_schedules',
    source: ROUTE,
    required: { smartro_v2: ['schedules.buyer_tel'] },
    when: [billingKeyLacks('customer_tel')],
  }),
  supportedPgs({ tool: 'create_schedules', pgs: billingKeyPgs, source: ROUTE, kind: 'advice' }),
  pgRule(
    'create_schedules.checking',
    'advice',
    tools,
    [isPositive('checking_amount')],
    '"checking_amount" charges the card now and gives it back at once.',
    '"checking_amount"만큼 카드가 지금 결제되었다가 바로 취소됩니다.',
    'facts 3',
    'checking_amount',
  ),
  pgRule(
    'create_schedules.toss-customer',
    'advice',
    tools,
    [pgIs('tosspayments'), isAbsent('billing_key'), isMissing('customer_id')],
    'Without "customer_id" Toss Payments cannot tell which buyer the card belongs to.',
    '"customer_id"가 없으면 토스페이먼츠에서 구매자와 카드가 연결되지 않습니다.',
    `${ROUTE}: customer_id, tosspayments`,
    'customer_id',
  ),
  ...ignoredByOtherPgs({
    tool: 'create_schedules',
    source: `${ROUTE}: schedules`,
    usedBy: {
      'schedules.interest_free_by_merchant': ['nice', 'ksnet', 'nice_v2'],
      'schedules.cash_receipt_type': ['tosspay_v2'],
      'schedules.extra.naverUseCfm': ['naverpay'],
    },
  }),
];
