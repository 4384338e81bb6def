import type { Pg } from '../../../endpoints/pg-providers.ts';
import { ignoredByOtherPgs, requiresArgument, supportedPgs } from '../builders.ts';
import { vatExceedsTenth } from '../conditions/amounts.ts';
import {
  hasInvalidFormat,
  isGiven,
  isMissing,
  isNotInFuture,
  methodIsNot,
  pgIs,
  statusIsNot,
} from '../conditions/common.ts';
import type { PgRule } from '../rule.ts';

const OPEN = 'POST /vbanks';
const CHANGE = 'PUT /vbanks/{imp_uid}';
const CLOSE = 'DELETE /vbanks/{imp_uid}';

// biome-ignore format: a list that is read against the document's
const issuingPgs: readonly Pg[] = ['settle', 'nice', 'nice_v2', 'html5_inicis', 'ksnet', 'smartro_v2', 'tosspayments', 'welcome'];
// The document's list leaves out KCP, which its text names.
const revokingPgs: readonly Pg[] = [...issuingPgs, 'kcp', 'uplus', 'danal', 'kicc', 'smartro'];

/** Virtual accounts before their deposit. */
export const vbankRules: readonly PgRule[] = [
  supportedPgs({ tool: 'create_vbank', pgs: issuingPgs, source: OPEN, kind: 'rejected', argument: 'channel_key' }),
  supportedPgs({ tool: 'update_vbank', pgs: ['settle'], source: CHANGE, kind: 'rejected' }),
  supportedPgs({ tool: 'revoke_vbank', pgs: revokingPgs, source: CLOSE, kind: 'rejected' }),
  {
    id: 'vbank.due-past',
    tools: ['create_vbank', 'update_vbank'],
    kind: 'invalid_input',
    argument: 'vbank_due',
    when: [isNotInFuture('vbank_due')],
    message: {
      en: '"vbank_due" must be in the future: nobody could pay in before it.',
      ko: '"vbank_due"는 현재 시각 이후여야 합니다.',
    },
    source: OPEN,
  },
  {
    id: 'vbank.method',
    tools: ['update_vbank', 'revoke_vbank'],
    kind: 'rejected',
    when: [methodIsNot('vbank')],
    message: { en: 'This payment is not one into a virtual account.', ko: '가상계좌 결제 건이 아닙니다.' },
    source: CLOSE,
  },
  {
    id: 'vbank.not-waiting',
    tools: ['update_vbank', 'revoke_vbank'],
    kind: 'rejected',
    when: [statusIsNot('ready')],
    message: {
      en: 'The virtual account no longer waits for its deposit. Money that came in goes back with cancel_payment.',
      ko: '입금 대기(ready) 상태가 아닙니다. 입금된 금액은 cancel_payment로 환불합니다.',
    },
    source: CLOSE,
  },
  {
    id: 'create_vbank.smartro-order',
    tools: ['create_vbank'],
    kind: 'invalid_input',
    argument: 'merchant_uid',
    when: [pgIs('smartro_v2'), hasInvalidFormat('merchant_uid', /^[A-Za-z0-9]+$/, 'letters and digits only')],
    message: {
      en: 'Smartro takes only letters and digits in "merchant_uid".',
      ko: '스마트로는 "merchant_uid"에 영문자와 숫자만 허용합니다.',
    },
    source: `${OPEN}: merchant_uid, smartro_v2`,
  },
  {
    id: 'create_vbank.settle-escrow-email',
    tools: ['create_vbank'],
    kind: 'invalid_input',
    argument: 'buyer_email',
    when: [pgIs('settle'), isGiven('escrow_password'), isMissing('buyer_email')],
    message: {
      en: 'Hecto Financial wants "buyer_email" for escrow on a fixed account.',
      ko: '헥토파이낸셜 고정식 가상계좌 에스크로에는 "buyer_email"이 필요합니다.',
    },
    source: `${OPEN}: buyer_email, settle`,
  },
  {
    id: 'create_vbank.welcome-vat',
    tools: ['create_vbank'],
    kind: 'invalid_input',
    argument: 'vat_amount',
    when: [pgIs('welcome'), vatExceedsTenth()],
    message: {
      en: 'Welcome Payments refuses a "vat_amount" above a tenth of the amount.',
      ko: '웰컴페이먼츠는 "vat_amount"가 금액의 10%를 넘으면 거절합니다.',
    },
    source: `${OPEN}: vat_amount, welcome`,
  },
  ...requiresArgument({
    tool: 'create_vbank',
    source: OPEN,
    required: {
      html5_inicis: ['vbank_holder', 'buyer_name', 'buyer_email', 'pg_api_key'],
      ksnet: ['product_type', 'buyer_name'],
      nice: ['vbank_holder'],
      settle: ['vbank_holder'],
      smartro_v2: ['vbank_holder', 'buyer_name', 'buyer_email', 'buyer_tel'],
      tosspayments: ['buyer_name'],
      welcome: ['buyer_name'],
    },
  }),
  ...requiresArgument({ tool: 'revoke_vbank', source: CLOSE, required: { html5_inicis: ['pg_api_key'] } }),
  ...ignoredByOtherPgs({
    tool: 'create_vbank',
    source: OPEN,
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
  {
    id: 'create_vbank.nice-tax-free',
    tools: ['create_vbank'],
    kind: 'advice',
    argument: 'tax_free',
    when: [pgIs('nice', 'nice_v2')],
    message: {
      en: '"tax_free" is demanded by a NICE shop id set to mixed taxation and refused by any other.',
      ko: '나이스페이먼츠는 복합과세 상점아이디에서 "tax_free"가 필수이며, 과세·면세 상점아이디에서는 보내면 발급되지 않습니다.',
    },
    source: `${OPEN}: tax_free, nice`,
  },
];
