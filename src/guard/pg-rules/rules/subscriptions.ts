import type { Pg } from '../../../endpoints/pg-providers.ts';
import { ignoredByOtherPgs, mayRequireArgument, requiresArgument, supportedPgs } from '../builders.ts';
import { vatExceedsTenth } from '../conditions/amounts.ts';
import {
  argumentIs,
  hasInvalidFormat,
  isAbsent,
  isGiven,
  isMissing,
  isPositive,
  pgIs,
  requestedPgIs,
  requestedPgIsNot,
} from '../conditions/common.ts';
import type { PgRule } from '../rule.ts';

const AGAIN = 'POST /subscribe/payments/again';
const ONETIME = 'POST /subscribe/payments/onetime';

// biome-ignore format: a list that is read against the document's
export const billingKeyPgs: readonly Pg[] = ['chai', 'danal', 'danal_tpay', 'daou', 'html5_inicis', 'inicis', 'kakaopay', 'kcp', 'kcp_billing', 'kicc', 'ksnet', 'mobilians', 'naverpay', 'nice', 'nice_v2', 'payco', 'paymentwall', 'settle', 'settle_acc', 'smartro_v2', 'tosspayments', 'paypal_v2', 'welcome', 'tosspay_v2'];
// biome-ignore format: a list that is read against the document's
const cardPgs: readonly Pg[] = ['daou', 'kcp', 'nice', 'nice_v2', 'html5_inicis', 'paymentwall', 'settle', 'tosspayments', 'ksnet', 'welcome'];

const billingKeyChargeRules: PgRule[] = [
  {
    id: 'pay_with_billing_key.no-key',
    tools: ['pay_with_billing_key'],
    kind: 'rejected',
    argument: 'customer_uid',
    when: [isAbsent('billing_key')],
    message: {
      en: 'No billing key is stored under this "customer_uid": the buyer must register a card first.',
      ko: '이 "customer_uid"로 등록된 빌링키가 없습니다. 구매자가 먼저 카드를 등록해야 합니다.',
    },
    source: 'facts 1.3',
  },
  supportedPgs({ tool: 'pay_with_billing_key', pgs: billingKeyPgs, source: AGAIN, kind: 'advice' }),
  ...requiresArgument({
    tool: 'pay_with_billing_key',
    source: AGAIN,
    required: {
      ksnet: ['buyer_name', 'product_type'],
      paymentwall: ['buyer_email', 'browser_ip'],
      paypal_v2: ['currency'],
      smartro_v2: ['buyer_name', 'buyer_email', 'buyer_tel'],
      welcome: ['buyer_name'],
    },
  }),
  {
    id: 'pay_with_billing_key.paypal-won',
    tools: ['pay_with_billing_key'],
    kind: 'invalid_input',
    argument: 'currency',
    when: [pgIs('paypal_v2'), argumentIs('currency', 'KRW')],
    message: {
      en: 'PayPal takes no KRW: give another "currency".',
      ko: '페이팔은 원화(KRW) 결제를 지원하지 않습니다. 다른 "currency"를 지정해 주세요.',
    },
    source: `${AGAIN}: currency, paypal_v2`,
  },
  {
    id: 'pay_with_billing_key.smartro-order',
    tools: ['pay_with_billing_key'],
    kind: 'invalid_input',
    argument: 'merchant_uid',
    when: [pgIs('smartro_v2'), hasInvalidFormat('merchant_uid', /^[A-Za-z0-9]+$/, 'letters and digits only')],
    message: {
      en: 'Smartro takes only letters and digits in "merchant_uid".',
      ko: '스마트로는 "merchant_uid"에 영문자와 숫자만 허용합니다.',
    },
    source: `${AGAIN}: merchant_uid, smartro_v2`,
  },
  {
    id: 'pay_with_billing_key.paymentwall-name',
    tools: ['pay_with_billing_key'],
    kind: 'invalid_input',
    argument: 'buyer_name',
    when: [pgIs('paymentwall'), hasInvalidFormat('buyer_name', /^\S+ \S+/, 'a first and a last name')],
    message: {
      en: 'Paymentwall wants "buyer_name" as first and last name with a space between them.',
      ko: '페이먼트월은 "buyer_name"을 이름과 성 사이에 한 칸을 띄운 형태로 받습니다.',
    },
    source: `${AGAIN}: buyer_name, paymentwall`,
  },
  {
    id: 'pay_with_billing_key.welcome-vat',
    tools: ['pay_with_billing_key'],
    kind: 'invalid_input',
    argument: 'vat_amount',
    when: [pgIs('welcome'), vatExceedsTenth()],
    message: {
      en: 'Welcome Payments refuses a "vat_amount" above a tenth of the amount.',
      ko: '웰컴페이먼츠는 "vat_amount"가 금액의 10%를 넘으면 거절합니다.',
    },
    source: `${AGAIN}: vat_amount, welcome`,
  },
  {
    id: 'pay_with_billing_key.naver-use',
    tools: ['pay_with_billing_key'],
    kind: 'advice',
    argument: 'extra.naverUseCfm',
    when: [pgIs('naverpay'), isMissing('extra.naverUseCfm')],
    message: {
      en: 'Some Naver Pay contracts demand "extra.naverUseCfm", the last day of use.',
      ko: '이용완료일이 필수인 네이버페이 계약이라면 "extra.naverUseCfm"이 필요합니다.',
    },
    source: `${AGAIN}: extra, naverpay`,
  },
  {
    id: 'pay_with_billing_key.ksnet-tax-free',
    tools: ['pay_with_billing_key'],
    kind: 'advice',
    argument: 'tax_free',
    when: [pgIs('ksnet'), isPositive('tax_free')],
    message: {
      en: 'KSNET takes "tax_free" only from a tax-free shop id, and then the whole amount; otherwise the slip says what is not so.',
      ko: 'KSNET은 면세 상점아이디에서만 "tax_free"를 결제 금액 전액으로 입력해야 합니다. 그 외에는 전표와 실제 처리가 다를 수 있습니다.',
    },
    source: `${AGAIN}: tax_free, ksnet`,
  },
  {
    id: 'pay_with_billing_key.ksnet-usd',
    tools: ['pay_with_billing_key'],
    kind: 'advice',
    argument: 'currency',
    when: [pgIs('ksnet'), argumentIs('currency', 'USD')],
    message: {
      en: 'KSNET charges USD only to cards issued abroad.',
      ko: 'KSNET의 USD 결제는 해외 발급 카드로만 가능합니다.',
    },
    source: `${AGAIN}: currency, ksnet`,
  },
  ...ignoredByOtherPgs({
    tool: 'pay_with_billing_key',
    source: AGAIN,
    usedBy: {
      vat_amount: ['nice', 'html5_inicis', 'nice_v2', 'welcome', 'tosspay_v2'],
      interest_free_by_merchant: ['nice', 'ksnet', 'nice_v2'],
      use_card_point: ['nice', 'smartro_v2', 'nice_v2'],
      cash_receipt_type: ['tosspay_v2'],
      'extra.naverUseCfm': ['naverpay'],
    },
  }),
];

// A charge by card number names its PG in `pg`, and PortOne takes the default one for a `pg` that it does not know.
const onetimeRules: PgRule[] = [
  {
    id: 'pay_onetime.pg-fallback',
    tools: ['pay_onetime'],
    kind: 'advice',
    argument: 'pg',
    when: [isGiven('pg')],
    message: {
      en: 'If "pg" fits no channel, PortOne charges through the default one without a word.',
      ko: '"pg"와 일치하는 채널이 없으면 안내 없이 기본 채널로 결제됩니다.',
    },
    source: `${ONETIME}: pg`,
  },
  {
    id: 'pay_onetime.pg',
    tools: ['pay_onetime'],
    kind: 'advice',
    argument: 'pg',
    when: [requestedPgIsNot(...cardPgs)],
    message: {
      en: 'PortOne does not list this PG among those that charge by card number.',
      ko: '포트원 문서의 수기결제 지원 PG 목록에 없는 PG입니다.',
    },
    source: ONETIME,
  },
  {
    id: 'pay_onetime.stores-card',
    tools: ['pay_onetime'],
    kind: 'advice',
    argument: 'customer_uid',
    when: [isGiven('customer_uid')],
    message: {
      en: 'The card is also stored as a billing key under "customer_uid", in place of the one that may be there.',
      ko: '카드가 "customer_uid"의 빌링키로도 저장되며 기존 빌링키가 있으면 교체됩니다.',
    },
    source: `${ONETIME}: customer_uid; facts 3`,
  },
  {
    id: 'pay_onetime.cannot-store',
    tools: ['pay_onetime'],
    kind: 'advice',
    argument: 'customer_uid',
    when: [requestedPgIs('ksnet', 'tosspayments'), isGiven('customer_uid')],
    message: {
      en: 'KSNET and Toss Payments do not store the card of such a charge: leave out "customer_uid".',
      ko: 'KSNET과 토스페이먼츠는 수기결제 시 빌링키 저장을 지원하지 않습니다. "customer_uid"를 빼 주세요.',
    },
    source: `${ONETIME}: customer_uid`,
  },
  ...mayRequireArgument({
    tool: 'pay_onetime',
    source: ONETIME,
    required: {
      html5_inicis: ['name', 'buyer_name', 'buyer_email', 'buyer_tel'],
      ksnet: ['buyer_name', 'product_type'],
      paymentwall: ['cvc', 'browser_ip'],
      welcome: ['buyer_name'],
    },
  }),
  ...ignoredByOtherPgs({
    tool: 'pay_onetime',
    source: ONETIME,
    byRequestedPg: true,
    usedBy: {
      vat_amount: ['nice', 'html5_inicis', 'nice_v2', 'welcome'],
      interest_free_by_merchant: ['nice', 'nice_v2'],
      use_card_point: ['nice', 'nice_v2', 'ksnet'],
      cvc: ['paymentwall'],
      secure_3d_charge_id: ['paymentwall'],
      secure_3d_token: ['paymentwall'],
    },
  }),
];

/** Charges now, by billing key or by card number. */
export const subscriptionRules: readonly PgRule[] = [
  ...billingKeyChargeRules,
  ...onetimeRules,
  {
    id: 'charge.vat-deprecated',
    tools: ['pay_with_billing_key', 'pay_onetime'],
    kind: 'advice',
    argument: 'vat',
    when: [isGiven('vat')],
    message: {
      en: '"vat" is deprecated: give "vat_amount".',
      ko: '"vat"는 더 이상 권장되지 않습니다. "vat_amount"를 사용해 주세요.',
    },
    source: `${AGAIN}: vat`,
  },
];
