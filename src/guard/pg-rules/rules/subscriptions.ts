import { disputedStorage, keysWithoutTax, mixedTaxOnly } from '../../../endpoints/pg-facts/billing-keys.ts';
import { taxFreeByDefault } from '../../../endpoints/pg-facts/refund-tax.ts';
import { pgGuide, recording } from '../../../endpoints/pg-facts/witness.ts';
import { ignoredByOtherPgs, mayRequireArgument, requiresArgument, warnsOfOtherPgs } from '../builders.ts';
import { vatExceedsTenth } from '../conditions/amounts.ts';
import { argumentIs, hasInvalidFormat, isGiven, isMissing, isPositive } from '../conditions/arguments.ts';
import { isAnyOf, unless } from '../conditions/condition.ts';
import { pgIs, requestedPgIs } from '../conditions/payment.ts';
import { isAbsent } from '../conditions/records.ts';
import { type Condition, type PgRule, pgRule } from '../rule.ts';
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
    witnesses: [recording('client tests: 등록되지 않은 구매자입니다.'), citeApi(AGAIN, 'customer_uid')],
  }),
  warnsOfOtherPgs({ tool: AGAIN }),
  ...requiresArgument({
    tool: AGAIN,
    required: {
      ksnet: ['buyer_name'],
      paymentwall: ['browser_ip'],
      paypal_v2: ['currency'],
      smartro_v2: ['buyer_name', 'buyer_email', 'buyer_tel'],
      welcome: ['buyer_name'],
    },
    confirmedBy: {
      paypal_v2: pgGuide('rt/readme'),
      smartro_v2: pgGuide('smartro-v2/api'),
      welcome: pgGuide('welcome/api'),
    },
  }),
  ...requiresArgument({
    tool: AGAIN,
    required: { ksnet: ['product_type'], paymentwall: ['buyer_email'] },
    confirmedBy: { ksnet: pgGuide('ksnet/warning'), paymentwall: pgGuide('paymentwall') },
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
    witnesses: [citeApi(AGAIN, 'currency', 'paypal_v2'), pgGuide('rt/readme')],
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
    witnesses: [citeApi(AGAIN, 'merchant_uid', 'smartro_v2'), pgGuide('smartro-v2/api')],
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
    witnesses: [citeApi(AGAIN, 'buyer_name', 'paymentwall'), pgGuide('paymentwall')],
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
    witnesses: [citeApi(AGAIN, 'vat_amount', 'welcome'), pgGuide('welcome/api')],
  }),
  pgRule({
    id: 'pay_with_billing_key.naver-use',
    kind: 'warn',
    tools: [AGAIN],
    argument: 'extra.naverUseCfm',
    when: [pgIs('naverpay'), isMissing('extra.naverUseCfm')],
    message: {
      en: 'If your contract with Naver Pay requires the last day of use, today or later, decline and ask for the charge again with it.',
      ko: '이용완료일이 필수인 네이버페이 계약이라면 거절하고 오늘 이후의 이용완료일을 함께 넣어 다시 요청하세요.',
    },
    witnesses: [citeApi(AGAIN, 'extra', 'naverpay'), pgGuide('naver')],
  }),
  pgRule({
    id: 'pay_with_billing_key.ksnet-tax-free',
    kind: 'warn',
    tools: [AGAIN],
    argument: 'tax_free',
    when: [pgIs('ksnet'), isPositive('tax_free')],
    message: {
      en: "PortOne's guide supports only KSNET shop IDs of mixed taxation, while its document takes a tax-free amount only from a tax-free shop ID, for the whole amount: ask KSNET how the shop ID is set.",
      ko: '포트원 가이드는 복합과세 상점아이디만 지원한다고 하고, API 문서는 면세 상점아이디에서 전액 면세만 가능하다고 합니다. KSNET 상점아이디의 과세 설정을 확인하세요.',
    },
    witnesses: mixedTaxOnly.witnesses,
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
    witnesses: [citeApi(AGAIN, 'currency', 'ksnet')],
  }),
  pgRule({
    id: 'pay_with_billing_key.no-tax-parts',
    kind: 'warn',
    tools: [AGAIN],
    argument: 'vat_amount',
    when: [pgIs(...keysWithoutTax.pgs), isAnyOf(isGiven('vat_amount'), isGiven('tax_free'))],
    message: {
      en: 'KG Financial takes neither VAT nor a tax-free amount in charges of a billing key.',
      ko: 'KG파이낸셜 빌링키 결제는 부가세와 면세 금액을 지원하지 않습니다.',
    },
    witnesses: keysWithoutTax.witnesses,
  }),
  pgRule({
    id: 'pay_with_billing_key.paypal-tax-free',
    kind: 'warn',
    tools: [AGAIN],
    argument: 'tax_free',
    when: [pgIs('paypal_v2'), isPositive('tax_free')],
    message: {
      en: 'PayPal refuses a charge with a tax-free amount.',
      ko: '페이팔은 면세 금액이 있는 결제를 거절합니다.',
    },
    witnesses: [pgGuide('rt/warning')],
  }),
  pgRule({
    id: 'pay_with_billing_key.payletter-order',
    kind: 'warn',
    tools: [AGAIN],
    argument: 'merchant_uid',
    when: [pgIs('payletter_global'), hasInvalidFormat('merchant_uid', /^[A-Za-z0-9]+$/, 'letters and digits only')],
    message: {
      en: 'Payletter accepts only letters and digits in order numbers.',
      ko: '페이레터는 주문번호에 영문자와 숫자만 허용합니다.',
    },
    witnesses: [pgGuide('payletter-global')],
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
    witnesses: [citeApi(ONETIME, 'pg')],
  }),
  warnsOfOtherPgs({ tool: ONETIME, argument: 'pg', byRequestedPg: true }),
  pgRule({
    id: 'pay_onetime.stores-card',
    kind: 'warn',
    tools: [ONETIME],
    argument: 'customer_uid',
    when: [isGiven('customer_uid'), unless(requestedPgIs(...disputedStorage.ksnet.pgs, ...disputedStorage.toss.pgs))],
    message: {
      en: 'The card is also stored as a billing key, and replaces the one that this customer may have.',
      ko: '카드가 빌링키로도 저장되며 기존 빌링키가 있으면 교체됩니다.',
    },
    witnesses: [citeApi(ONETIME, 'customer_uid')],
  }),
  pgRule({
    id: 'pay_onetime.cannot-store',
    kind: 'warn',
    tools: [ONETIME],
    argument: 'customer_uid',
    when: [requestedPgIs(...disputedStorage.ksnet.pgs), isGiven('customer_uid')],
    message: {
      en: 'PortOne says that KSNET does not store the card of such a charge as a billing key.',
      ko: '포트원 문서에 따르면 KSNET은 수기결제 시 빌링키를 저장하지 않습니다.',
    },
    witnesses: disputedStorage.ksnet.witnesses,
  }),
  pgRule({
    id: 'pay_onetime.may-store',
    kind: 'warn',
    tools: [ONETIME],
    argument: 'customer_uid',
    when: [requestedPgIs(...disputedStorage.toss.pgs), isGiven('customer_uid')],
    message: {
      en: "PortOne's document and guide disagree whether Toss Payments stores the card of such a charge: look for the billing key afterwards.",
      ko: '토스페이먼츠 수기결제의 빌링키 저장 여부는 포트원 문서와 가이드가 서로 다릅니다. 결제 후 빌링키를 조회해 확인하세요.',
    },
    witnesses: disputedStorage.toss.witnesses,
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

const warnOfTaxFreeDefault = (tool: string, argument: string, isInicis: Condition): PgRule =>
  pgRule({
    id: `${tool}.tax-free-default`,
    kind: 'warn',
    tools: [tool],
    argument,
    when: [isInicis, isMissing(argument)],
    message: {
      en: 'If the shop ID at KG Inicis is of mixed taxation, a charge without a tax-free amount is recorded as tax-free as a whole.',
      ko: 'KG이니시스 복합과세 상점아이디라면 면세 금액을 입력하지 않은 결제가 전액 면세로 처리됩니다.',
    },
    witnesses: taxFreeByDefault.witnesses,
  });

/** Charges now, by billing key or by card number. */
export const subscriptionRules: readonly PgRule[] = [
  ...billingKeyChargeRules,
  ...onetimeRules,
  warnOfTaxFreeDefault(AGAIN, 'tax_free', pgIs(...taxFreeByDefault.pgs)),
  warnOfTaxFreeDefault(ONETIME, 'tax_free', requestedPgIs(...taxFreeByDefault.pgs)),
  warnOfTaxFreeDefault('create_schedules', 'schedules.tax_free', pgIs(...taxFreeByDefault.pgs)),
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
    witnesses: [citeApi(AGAIN, 'vat')],
  }),
];
