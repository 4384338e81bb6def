import type { Pg } from '../../../endpoints/pg-providers.ts';
import { ignoredByOtherPgs, requiresArgument, supportedPgs } from '../builders.ts';
import { isFullyRefunded, taxPartsExceedAmount } from '../conditions/amounts.ts';
import {
  argumentIs,
  hasInvalidFormat,
  isAbsent,
  isGiven,
  methodIsNot,
  paymentHas,
  pgIs,
  receiptIsActive,
  receiptIsRevoked,
  statusIs,
} from '../conditions/common.ts';
import { type PgRule, pgRule } from '../rule.ts';

const ISSUE = 'POST /receipts/{imp_uid}';
const ISSUE_EXTERNAL = 'POST /receipts/external/{merchant_uid}';
const REVOKE = 'DELETE /receipts/{imp_uid}';
const REVOKE_EXTERNAL = 'DELETE /receipts/external/{merchant_uid}';

// biome-ignore format: a list that is read against the document's
const issuingPgs: readonly Pg[] = ['html5_inicis', 'kcp', 'nice', 'kicc', 'settle', 'daou', 'tosspayments', 'ksnet', 'smartro', 'smartro_v2', 'nice_v2', 'welcome'];
const excludePgs = (...excluded: readonly Pg[]) => issuingPgs.filter((pg) => !excluded.includes(pg));

const issueTools = ['issue_receipt', 'issue_external_receipt'];

const issueRules: PgRule[] = [
  supportedPgs({ tool: 'issue_receipt', pgs: issuingPgs, source: ISSUE, kind: 'rejected' }),
  supportedPgs({
    tool: 'issue_external_receipt',
    pgs: excludePgs('daou'),
    source: ISSUE_EXTERNAL,
    kind: 'rejected',
    argument: 'channel_key',
  }),
  pgRule(
    'issue_receipt.method',
    'rejected',
    ['issue_receipt'],
    [methodIsNot('trans', 'vbank')],
    'A cash receipt is issued only for bank transfers and virtual accounts.',
    '현금영수증은 계좌이체와 가상계좌 결제에만 발급됩니다.',
    ISSUE,
  ),
  pgRule(
    'issue_receipt.not-paid',
    'rejected',
    ['issue_receipt'],
    [statusIs('ready', 'failed')],
    'A cash receipt is issued only for a payment that was paid.',
    '결제가 완료된 건에만 현금영수증을 발급할 수 있습니다.',
    ISSUE,
  ),
  pgRule(
    'issue_receipt.nothing-left',
    'rejected',
    ['issue_receipt'],
    [isFullyRefunded],
    'The payment was refunded in full: nothing remains to issue a cash receipt for.',
    '전액 취소된 결제라 현금영수증을 발급할 금액이 없습니다.',
    ISSUE,
  ),
  pgRule(
    'issue_receipt.issued',
    'rejected',
    ['issue_receipt'],
    [receiptIsActive('receipt')],
    'A cash receipt has been issued already: to correct it, revoke_receipt first.',
    '이미 현금영수증이 발급되었습니다. 정정하려면 먼저 revoke_receipt로 취소해 주세요.',
    ISSUE,
  ),
  pgRule(
    'issue_receipt.issued-by-pg',
    'rejected',
    ['issue_receipt'],
    [paymentHas('cash_receipt_issued', true), isAbsent('receipt')],
    'The payment says that a cash receipt was issued, in the payment window or by the PG.',
    '결제 시 또는 PG사에서 이미 현금영수증이 발급된 결제입니다.',
    ISSUE,
  ),
  pgRule(
    'issue_external_receipt.issued',
    'rejected',
    ['issue_external_receipt'],
    [receiptIsActive('external_receipt')],
    'A cash receipt has been issued for this order number already: revoke_external_receipt first.',
    '이 주문번호로 이미 현금영수증이 발급되었습니다. 먼저 revoke_external_receipt로 취소해 주세요.',
    ISSUE_EXTERNAL,
  ),
  pgRule(
    'receipt.tax-parts',
    'invalid_input',
    issueTools,
    [taxPartsExceedAmount()],
    '"tax_free" and "vat_amount" cannot be more than the amount together.',
    '"tax_free"와 "vat_amount"의 합이 금액보다 클 수 없습니다.',
    ISSUE,
    'tax_free',
  ),
  pgRule(
    'receipt.nice-taxcard',
    'invalid_input',
    issueTools,
    [pgIs('nice_v2'), argumentIs('identifier_type', 'taxcard')],
    'NICE Payments (nice_v2) issues no receipt to a cash receipt card: take another "identifier_type": a phone, resident or business number.',
    '나이스페이먼츠(nice_v2)는 현금영수증 카드 번호로 발급할 수 없습니다. 휴대폰, 주민등록, 사업자 번호를 사용해 주세요.',
    `${ISSUE}: identifier_type, nice_v2`,
    'identifier_type',
  ),
  pgRule(
    'issue_external_receipt.smartro-order',
    'invalid_input',
    ['issue_external_receipt'],
    [pgIs('smartro_v2'), hasInvalidFormat('merchant_uid', /^[A-Za-z0-9]+$/, 'letters and digits only')],
    'Smartro takes only letters and digits in "merchant_uid".',
    '스마트로는 "merchant_uid"에 영문자와 숫자만 허용합니다.',
    `${ISSUE_EXTERNAL}: merchant_uid, smartro_v2`,
    'merchant_uid',
  ),
  pgRule(
    'receipt.toss-unchecked',
    'advice',
    issueTools,
    [pgIs('tosspayments')],
    'Toss Payments does not check who the receipt is for: a wrong number is filed as it is.',
    '토스페이먼츠는 현금영수증 정보를 검증하지 않습니다. 번호와 유형을 정확히 확인해 주세요.',
    `${ISSUE}, tosspayments`,
  ),
  pgRule(
    'receipt.nice-at-payment',
    'advice',
    issueTools,
    [pgIs('nice_v2')],
    'NICE Payments (nice_v2) refuses a receipt that could not be asked for at the payment itself.',
    '나이스페이먼츠(nice_v2)는 결제 승인 시 현금영수증을 요청하지 못한 건에는 발급되지 않을 수 있습니다.',
    `${ISSUE}, nice_v2`,
  ),
  pgRule(
    'issue_receipt.vat-deprecated',
    'advice',
    ['issue_receipt'],
    [isGiven('vat')],
    '"vat" is deprecated: give "vat_amount".',
    '"vat"는 더 이상 권장되지 않습니다. "vat_amount"를 사용해 주세요.',
    `${ISSUE}: vat`,
    'vat',
  ),
  ...requiresArgument({
    tool: 'issue_receipt',
    source: ISSUE,
    required: {
      daou: ['company_tel', 'company_name', 'corp_reg_no'],
      kicc: ['identifier_type'],
      ksnet: ['product_type', 'buyer_name'],
      nice_v2: ['identifier_type', 'type'],
      settle: ['identifier_type'],
      smartro_v2: ['type', 'buyer_name', 'buyer_tel'],
      welcome: ['type', 'corp_reg_no', 'buyer_tel'],
    },
  }),
  ...requiresArgument({
    tool: 'issue_external_receipt',
    source: ISSUE_EXTERNAL,
    required: {
      kicc: ['identifier_type'],
      ksnet: ['product_type', 'buyer_name'],
      nice_v2: ['identifier_type', 'type'],
      settle: ['identifier_type'],
      smartro_v2: ['type', 'buyer_name', 'buyer_tel'],
      welcome: ['type', 'corp_reg_no', 'buyer_tel', 'pay_method'],
    },
  }),
  ...ignoredByOtherPgs({
    tool: 'issue_receipt',
    source: ISSUE,
    usedBy: { company_tel: ['daou'], company_name: ['daou'], corp_reg_no: ['daou', 'welcome'] },
  }),
  ...ignoredByOtherPgs({
    tool: 'issue_external_receipt',
    source: ISSUE_EXTERNAL,
    usedBy: { corp_reg_no: ['welcome'], pay_method: ['welcome'] },
  }),
];

const revokeRules: PgRule[] = [
  supportedPgs({ tool: 'revoke_receipt', pgs: excludePgs('kicc', 'smartro'), source: REVOKE, kind: 'rejected' }),
  supportedPgs({
    tool: 'revoke_external_receipt',
    pgs: excludePgs('daou', 'kicc', 'smartro'),
    source: REVOKE_EXTERNAL,
    kind: 'rejected',
  }),
  pgRule(
    'revoke_receipt.none',
    'rejected',
    ['revoke_receipt'],
    [isAbsent('receipt')],
    'PortOne has issued no cash receipt for this payment; one of the PG itself is revoked at the PG.',
    '포트원으로 발급된 현금영수증이 없습니다. PG사가 직접 발급한 것은 PG사에서 취소해야 합니다.',
    REVOKE,
  ),
  pgRule(
    'revoke_receipt.revoked',
    'rejected',
    ['revoke_receipt'],
    [receiptIsRevoked('receipt')],
    'The cash receipt has been revoked already.',
    '이미 취소된 현금영수증입니다.',
    REVOKE,
  ),
  pgRule(
    'revoke_external_receipt.none',
    'rejected',
    ['revoke_external_receipt'],
    [isAbsent('external_receipt')],
    'No cash receipt was issued for this order number.',
    '이 주문번호로 발급된 현금영수증이 없습니다.',
    REVOKE_EXTERNAL,
  ),
  pgRule(
    'revoke_external_receipt.revoked',
    'rejected',
    ['revoke_external_receipt'],
    [receiptIsRevoked('external_receipt')],
    'The cash receipt has been revoked already.',
    '이미 취소된 현금영수증입니다.',
    REVOKE_EXTERNAL,
  ),
];

/** Cash receipts, of payments and of sales outside PortOne. */
export const receiptRules: readonly PgRule[] = [...issueRules, ...revokeRules];
