import { taxedAccounts } from '../../../endpoints/pg-facts/charges.ts';
import { pgGuide, portOneRecord, theCall } from '../../../endpoints/pg-facts/witness.ts';
import { ignoredByOtherPgs, requiresArgument, warnsOfOtherPgs } from '../builders.ts';
import { vatExceedsTenth } from '../conditions/amounts.ts';
import { hasInvalidFormat, isGiven, isMissing, isNotInFuture } from '../conditions/arguments.ts';
import { isAnyOf } from '../conditions/condition.ts';
import { methodIsNot, pgIs, statusIsNot } from '../conditions/payment.ts';
import { type Condition, type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';

const CREATE = 'create_vbank';
const UPDATE = 'update_vbank';
const REVOKE = 'revoke_vbank';

/** PortOne itself knows which of its payments have an account, whatever the PG. */
const isNotVirtualAccount: Condition = {
  description: 'the payment has no virtual account',
  evaluate: methodIsNot('vbank').evaluate,
};

/** Virtual accounts before their deposit. */
export const vbankRules: readonly PgRule[] = [
  warnsOfOtherPgs({ tool: CREATE, argument: 'channel_key' }),
  warnsOfOtherPgs({ tool: UPDATE, confirmedBy: pgGuide('settle/readme') }),
  warnsOfOtherPgs({ tool: REVOKE }),
  pgRule({
    id: 'vbank.due-past',
    kind: 'reject',
    isContradiction: true,
    tools: [CREATE, UPDATE],
    argument: 'vbank_due',
    when: [isNotInFuture('vbank_due')],
    message: {
      en: '"vbank_due" must be in the future.',
      ko: '"vbank_due"는 현재 시각 이후여야 합니다.',
    },
    witnesses: [citeApi(CREATE, 'vbank_due'), theCall],
  }),
  pgRule({
    id: 'vbank.method',
    kind: 'reject',
    isContradiction: true,
    tools: [UPDATE, REVOKE],
    when: [isNotVirtualAccount],
    message: { en: 'This is not a virtual account payment.', ko: '가상계좌 결제 건이 아닙니다.' },
    witnesses: [citeApi(REVOKE), portOneRecord('payment')],
  }),
  pgRule({
    id: 'vbank.not-waiting',
    kind: 'reject',
    isContradiction: true,
    tools: [UPDATE, REVOKE],
    when: [statusIsNot('ready')],
    message: {
      en: 'The virtual account is no longer waiting for its deposit. Refund money that was paid in with cancel_payment.',
      ko: '입금 대기(ready) 상태가 아닙니다. 입금된 금액은 cancel_payment로 환불합니다.',
    },
    witnesses: [citeApi(REVOKE), portOneRecord('payment')],
  }),
  pgRule({
    id: 'create_vbank.smartro-order',
    kind: 'reject',
    tools: [CREATE],
    argument: 'merchant_uid',
    when: [pgIs('smartro_v2'), hasInvalidFormat('merchant_uid', /^[A-Za-z0-9]+$/, 'letters and digits only')],
    message: {
      en: 'Smartro accepts only letters and digits in "merchant_uid".',
      ko: '스마트로는 "merchant_uid"에 영문자와 숫자만 허용합니다.',
    },
    witnesses: [citeApi(CREATE, 'merchant_uid', 'smartro_v2'), pgGuide('smartro-v2/api')],
  }),
  pgRule({
    id: 'create_vbank.settle-escrow-email',
    kind: 'reject',
    tools: [CREATE],
    argument: 'buyer_email',
    when: [pgIs('settle'), isGiven('escrow_password'), isMissing('buyer_email')],
    message: {
      en: 'Hecto Financial requires "buyer_email" for escrow on a fixed account.',
      ko: '헥토파이낸셜 고정식 가상계좌 에스크로에는 "buyer_email"이 필요합니다.',
    },
    witnesses: [citeApi(CREATE, 'buyer_email', 'settle'), pgGuide('settle/readme')],
  }),
  pgRule({
    id: 'create_vbank.welcome-vat',
    kind: 'reject',
    tools: [CREATE],
    argument: 'vat_amount',
    when: [pgIs('welcome'), vatExceedsTenth()],
    message: {
      en: 'Welcome Payments refuses a "vat_amount" above a tenth of the amount.',
      ko: '웰컴페이먼츠는 "vat_amount"가 금액의 10%를 넘으면 거절합니다.',
    },
    witnesses: [citeApi(CREATE, 'vat_amount', 'welcome'), pgGuide('welcome/api')],
  }),
  ...requiresArgument({
    tool: CREATE,
    required: {
      html5_inicis: ['vbank_holder', 'buyer_name', 'buyer_email', 'pg_api_key'],
      ksnet: ['product_type', 'buyer_name'],
      nice: ['vbank_holder'],
      settle: ['vbank_holder'],
      smartro_v2: ['vbank_holder', 'buyer_name', 'buyer_email', 'buyer_tel'],
      tosspayments: ['buyer_name'],
      welcome: ['buyer_name'],
    },
    confirmedBy: {
      settle: pgGuide('settle/readme'),
      smartro_v2: pgGuide('smartro-v2/api'),
      welcome: pgGuide('welcome/api'),
    },
  }),
  pgRule({
    id: 'update_vbank.settle-due',
    kind: 'warn',
    tools: [UPDATE],
    argument: 'vbank_due',
    when: [pgIs('settle'), isMissing('vbank_due')],
    message: {
      en: 'Hecto Financial requires the deadline of the deposit for every change, and changes no account with a tax-free part.',
      ko: '헥토파이낸셜은 변경 시 입금 기한이 필수이며, 면세·복합과세 가상계좌는 변경할 수 없습니다.',
    },
    witnesses: [pgGuide('settle/readme')],
  }),
  pgRule({
    id: 'create_vbank.settle-unlimited',
    kind: 'warn',
    tools: [CREATE],
    argument: 'fixed_unlimited_vbank',
    when: [
      pgIs('settle'),
      isGiven('fixed_unlimited_vbank'),
      isAnyOf(isGiven('tax_free'), isGiven('vat_amount'), isGiven('escrow_password')),
    ],
    message: {
      en: 'An account for unlimited deposits takes no tax-free amount, no VAT and no escrow.',
      ko: '고정식 무제한 가상계좌는 면세 금액, 부가세, 에스크로를 지원하지 않습니다.',
    },
    witnesses: [pgGuide('settle/readme')],
  }),
  pgRule({
    id: 'create_vbank.ksnet-tax',
    kind: 'warn',
    tools: [CREATE],
    when: [pgIs('ksnet'), isAnyOf(isGiven('tax_free'), isGiven('vat_amount'))],
    message: {
      en: 'KSNET takes neither VAT nor a tax-free amount for virtual accounts.',
      ko: 'KSNET 가상계좌는 부가세와 면세 금액을 지원하지 않습니다.',
    },
    witnesses: [pgGuide('ksnet/warning')],
  }),
  pgRule({
    id: 'create_vbank.daou-tax',
    kind: 'warn',
    tools: [CREATE],
    argument: 'tax_free',
    when: [pgIs(...taxedAccounts.pgs), isGiven('tax_free')],
    message: {
      en: 'Kiwoom Pay takes no tax-free amount for virtual accounts: the whole amount is taxed.',
      ko: '키움페이 가상계좌는 면세 금액을 지원하지 않아 전액 과세로 처리됩니다.',
    },
    witnesses: taxedAccounts.witnesses,
  }),
  ...requiresArgument({ tool: REVOKE, required: { html5_inicis: ['pg_api_key'] } }),
  ...ignoredByOtherPgs({
    tool: CREATE,
    usedBy: {
      vbank_num: ['smartro_v2', 'settle'],
      vbank_key: ['tosspayments'],
      vbank_holder: ['html5_inicis', 'nice', 'nice_v2', 'settle', 'smartro_v2'],
      business_registration_number: ['nice_v2'],
      tax_free: ['nice', 'nice_v2', 'welcome'],
      vat_amount: ['nice', 'nice_v2', 'welcome'],
      product_type: ['ksnet'],
      escrow_password: ['settle'],
      fixed_unlimited_vbank: ['settle'],
      pg_api_key: ['html5_inicis'],
    },
  }),
  pgRule({
    id: 'create_vbank.nice-tax-free',
    kind: 'warn',
    tools: [CREATE],
    argument: 'tax_free',
    when: [pgIs('nice', 'nice_v2')],
    message: {
      en: 'NICE Payments requires the tax-free amount for a shop ID of mixed taxation and refuses it for any other.',
      ko: '나이스페이먼츠는 복합과세 상점아이디에서 면세 금액이 필수이며, 과세·면세 상점아이디에서는 보내면 발급되지 않습니다.',
    },
    witnesses: [citeApi(CREATE, 'tax_free', 'nice')],
  }),
];
