import { ignoredByOtherPgs, mayRequireArgument, rejectsOtherPgs, requiresArgument } from '../builders.ts';
import { vatExceedsTenth } from '../conditions/amounts.ts';
import { argumentIs, hasInvalidFormat, isGiven, isMissing, isPositive } from '../conditions/arguments.ts';
import { pgIs, requestedPgIs } from '../conditions/payment.ts';
import { isAbsent } from '../conditions/records.ts';
import { type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';

const AGAIN = 'pay_with_billing_key';
const ONETIME = 'pay_onetime';

const billingKeyChargeRules: PgRule[] = [
  pgRule({
    id: 'pay_with_billing_key.no-key',
    kind: 'reject',
    tools: [AGAIN],
    argument: 'customer_uid',
    isStateConflict: true,
    when: [isAbsent('billing_key')],
    message: {
      en: 'No billing key is stored under this "customer_uid": the buyer must register a card first.',
      ko: '이 "customer_uid"로 등록된 빌링키가 없습니다. 구매자가 먼저 카드를 등록해야 합니다.',
    },
    source: citeApi(AGAIN, 'customer_uid'),
  }),
  rejectsOtherPgs({ tool: AGAIN, kind: 'warn' }),
  ...requiresArgument({
    tool: AGAIN,
    required: {
      ksnet: ['buyer_name', 'product_type'],
      paymentwall: ['buyer_email', 'browser_ip'],
      paypal_v2: ['currency'],
      smartro_v2: ['buyer_name', 'buyer_email', 'buyer_tel'],
      welcome: ['buyer_name'],
    },
  }),
  pgRule({
    id: 'pay_with_billing_key.paypal-won',
    kind: 'reject',
    tools: [AGAIN],
    argument: 'currency',
    when: [pgIs('paypal_v2'), argumentIs('currency', 'KRW')],
    message: {
      en: 'PayPal does not accept KRW: use another "currency".',
      ko: '페이팔은 원화(KRW) 결제를 지원하지 않습니다. 다른 "currency"를 지정해 주세요.',
    },
    source: citeApi(AGAIN, 'currency', 'paypal_v2'),
  }),
  pgRule({
    id: 'pay_with_billing_key.smartro-order',
    kind: 'reject',
    tools: [AGAIN],
    argument: 'merchant_uid',
    when: [pgIs('smartro_v2'), hasInvalidFormat('merchant_uid', /^[A-Za-z0-9]+$/, 'letters and digits only')],
    message: {
      en: 'Smartro accepts only letters and digits in "merchant_uid".',
      ko: '스마트로는 "merchant_uid"에 영문자와 숫자만 허용합니다.',
    },
    source: citeApi(AGAIN, 'merchant_uid', 'smartro_v2'),
  }),
  pgRule({
    id: 'pay_with_billing_key.paymentwall-name',
    kind: 'reject',
    tools: [AGAIN],
    argument: 'buyer_name',
    when: [pgIs('paymentwall'), hasInvalidFormat('buyer_name', /^\S+ \S+/, 'a first and a last name')],
    message: {
      en: 'Paymentwall requires "buyer_name" as first and last name with a space between them.',
      ko: '페이먼트월은 "buyer_name"을 이름과 성 사이에 한 칸을 띄운 형태로 받습니다.',
    },
    source: citeApi(AGAIN, 'buyer_name', 'paymentwall'),
  }),
  pgRule({
    id: 'pay_with_billing_key.welcome-vat',
    kind: 'reject',
    tools: [AGAIN],
    argument: 'vat_amount',
    when: [pgIs('welcome'), vatExceedsTenth()],
    message: {
      en: 'Welcome Payments refuses a "vat_amount" above a tenth of the amount.',
      ko: '웰컴페이먼츠는 "vat_amount"가 금액의 10%를 넘으면 거절합니다.',
    },
    source: citeApi(AGAIN, 'vat_amount', 'welcome'),
  }),
  pgRule({
    id: 'pay_with_billing_key.naver-use',
    kind: 'warn',
    tools: [AGAIN],
    argument: 'extra.naverUseCfm',
    when: [pgIs('naverpay'), isMissing('extra.naverUseCfm')],
    message: {
      en: 'If your contract with Naver Pay requires the last day of use, decline and ask for the charge again with it.',
      ko: '이용완료일이 필수인 네이버페이 계약이라면 거부하고 이용완료일을 함께 넣어 다시 요청하세요.',
    },
    source: citeApi(AGAIN, 'extra', 'naverpay'),
  }),
  pgRule({
    id: 'pay_with_billing_key.ksnet-tax-free',
    kind: 'warn',
    tools: [AGAIN],
    argument: 'tax_free',
    when: [pgIs('ksnet'), isPositive('tax_free')],
    message: {
      en: 'KSNET accepts a tax-free amount only from a tax-free shop ID, and then for the whole amount; otherwise the sales slip differs from what was charged.',
      ko: 'KSNET은 면세 상점아이디에서만 면세 금액을 결제 금액 전액으로 입력해야 합니다. 그 외에는 전표와 실제 처리가 다를 수 있습니다.',
    },
    source: citeApi(AGAIN, 'tax_free', 'ksnet'),
  }),
  pgRule({
    id: 'pay_with_billing_key.ksnet-usd',
    kind: 'warn',
    tools: [AGAIN],
    argument: 'currency',
    when: [pgIs('ksnet'), argumentIs('currency', 'USD')],
    message: {
      en: 'KSNET charges USD only to cards issued abroad.',
      ko: 'KSNET의 USD 결제는 해외 발급 카드로만 가능합니다.',
    },
    source: citeApi(AGAIN, 'currency', 'ksnet'),
  }),
  ...ignoredByOtherPgs({
    tool: AGAIN,
    usedBy: {
      vat_amount: ['nice', 'html5_inicis', 'nice_v2', 'welcome', 'tosspay_v2'],
      interest_free_by_merchant: ['nice', 'ksnet', 'nice_v2'],
      use_card_point: ['nice', 'smartro_v2', 'nice_v2'],
      cash_receipt_type: ['tosspay_v2'],
      'extra.naverUseCfm': ['naverpay'],
    },
  }),
];

// A charge by card number names its PG in `pg`, and PortOne uses the default PG for an unknown `pg`.
const onetimeRules: PgRule[] = [
  pgRule({
    id: 'pay_onetime.pg-fallback',
    kind: 'warn',
    tools: [ONETIME],
    argument: 'pg',
    when: [isGiven('pg')],
    message: {
      en: 'If no channel matches the PG given, PortOne silently charges through the default channel.',
      ko: '지정한 PG사와 일치하는 채널이 없으면 안내 없이 기본 채널로 결제됩니다.',
    },
    source: citeApi(ONETIME, 'pg'),
  }),
  rejectsOtherPgs({ tool: ONETIME, kind: 'warn', argument: 'pg', byRequestedPg: true }),
  pgRule({
    id: 'pay_onetime.stores-card',
    kind: 'warn',
    tools: [ONETIME],
    argument: 'customer_uid',
    when: [isGiven('customer_uid')],
    message: {
      en: 'The card is also stored as a billing key, and replaces the one that this customer may have.',
      ko: '카드가 빌링키로도 저장되며 기존 빌링키가 있으면 교체됩니다.',
    },
    source: citeApi(ONETIME, 'customer_uid'),
  }),
  pgRule({
    id: 'pay_onetime.cannot-store',
    kind: 'warn',
    tools: [ONETIME],
    argument: 'customer_uid',
    when: [requestedPgIs('ksnet', 'tosspayments'), isGiven('customer_uid')],
    message: {
      en: 'KSNET and Toss Payments do not store the card of such a charge as a billing key.',
      ko: 'KSNET과 토스페이먼츠는 수기결제 시 빌링키 저장을 지원하지 않습니다.',
    },
    source: citeApi(ONETIME, 'customer_uid'),
  }),
  ...mayRequireArgument({
    tool: ONETIME,
    required: {
      html5_inicis: ['name', 'buyer_name', 'buyer_email', 'buyer_tel'],
      ksnet: ['buyer_name', 'product_type'],
      paymentwall: ['cvc', 'browser_ip'],
      welcome: ['buyer_name'],
    },
  }),
  ...ignoredByOtherPgs({
    tool: ONETIME,
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
  pgRule({
    id: 'charge.vat-deprecated',
    kind: 'warn',
    tools: [AGAIN, ONETIME],
    argument: 'vat',
    when: [isGiven('vat')],
    message: {
      en: 'The VAT is given in a form that PortOne no longer recommends.',
      ko: '포트원이 더 이상 권장하지 않는 방식으로 부가세가 지정되었습니다.',
    },
    source: citeApi(AGAIN, 'vat'),
  }),
];
