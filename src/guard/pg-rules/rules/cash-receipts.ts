import { receiptRequirements, unseenReceipts } from '../../../endpoints/pg-facts/receipts.ts';
import { pgGuide, portOneRecord, theCall } from '../../../endpoints/pg-facts/witness.ts';
import { ignoredByOtherPgs, requiresArgument, warnsOfOtherPgs } from '../builders.ts';
import { isFullyRefunded, taxPartsExceedAmount } from '../conditions/amounts.ts';
import { argumentIs, hasInvalidFormat, isGiven } from '../conditions/arguments.ts';
import { matchesPgScope, methodIsNot, paymentHas, pgIs, statusIs } from '../conditions/payment.ts';
import { isAbsent, receiptIsActive, receiptIsRevoked } from '../conditions/records.ts';
import { type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';

const ISSUE = 'issue_receipt';
const ISSUE_EXTERNAL = 'issue_external_receipt';
const REVOKE = 'revoke_receipt';
const REVOKE_EXTERNAL = 'revoke_external_receipt';
const issueTools = [ISSUE, ISSUE_EXTERNAL];

/** The requirements of the PGs, without those of `excluded`. */
const requirePgArguments = (tool: string, ...excluded: readonly string[]): PgRule[] =>
  Object.entries(receiptRequirements)
    .filter(([pg]) => !excluded.includes(pg))
    .flatMap(([pg, { arguments: required, guide }]) =>
      requiresArgument({ tool, required: { [pg]: required }, ...(guide ? { confirmedBy: { [pg]: guide } } : {}) }),
    );

const issueRules: PgRule[] = [
  warnsOfOtherPgs({ tool: ISSUE }),
  warnsOfOtherPgs({ tool: ISSUE_EXTERNAL, argument: 'channel_key' }),
  pgRule({
    id: 'issue_receipt.method',
    kind: 'warn',
    tools: [ISSUE],
    when: [methodIsNot('trans', 'vbank')],
    message: {
      en: 'PortOne issues cash receipts for bank transfers and virtual accounts: the PG may refuse this method.',
      ko: '현금영수증은 계좌이체와 가상계좌 결제에 발급됩니다. 이 결제수단은 PG사가 거절할 수 있습니다.',
    },
    witnesses: [citeApi(ISSUE)],
  }),
  pgRule({
    id: 'issue_receipt.not-paid',
    kind: 'reject',
    isContradiction: true,
    tools: [ISSUE],
    when: [statusIs('ready', 'failed')],
    message: {
      en: 'A cash receipt is issued only for a payment that was paid.',
      ko: '결제가 완료된 건에만 현금영수증을 발급할 수 있습니다.',
    },
    witnesses: [citeApi(ISSUE), portOneRecord('payment')],
  }),
  pgRule({
    id: 'issue_receipt.nothing-left',
    kind: 'reject',
    isContradiction: true,
    tools: [ISSUE],
    when: [isFullyRefunded],
    message: {
      en: 'The payment was refunded in full: nothing remains to issue a cash receipt for.',
      ko: '전액 취소된 결제라 현금영수증을 발급할 금액이 없습니다.',
    },
    witnesses: [citeApi(ISSUE), portOneRecord('payment')],
  }),
  pgRule({
    id: 'issue_receipt.issued',
    kind: 'reject',
    isContradiction: true,
    tools: [ISSUE],
    when: [receiptIsActive('receipt')],
    message: {
      en: 'A cash receipt has already been issued: to correct it, call revoke_receipt first.',
      ko: '이미 현금영수증이 발급되었습니다. 정정하려면 먼저 revoke_receipt로 취소해 주세요.',
    },
    witnesses: [citeApi(ISSUE), portOneRecord('cash receipt')],
  }),
  pgRule({
    id: 'issue_receipt.issued-by-pg',
    kind: 'reject',
    isContradiction: true,
    tools: [ISSUE],
    when: [paymentHas('cash_receipt_issued', true), isAbsent('receipt')],
    message: {
      en: 'A cash receipt has already been issued for this payment, in the payment window or by the PG.',
      ko: '결제 시 또는 PG사에서 이미 현금영수증이 발급된 결제입니다.',
    },
    witnesses: [citeApi(ISSUE), portOneRecord('payment')],
  }),
  pgRule({
    id: 'issue_external_receipt.issued',
    kind: 'reject',
    isContradiction: true,
    tools: [ISSUE_EXTERNAL],
    when: [receiptIsActive('external_receipt')],
    message: {
      en: 'A cash receipt has already been issued for this order number: call revoke_external_receipt first.',
      ko: '이 주문번호로 이미 현금영수증이 발급되었습니다. 먼저 revoke_external_receipt로 취소해 주세요.',
    },
    witnesses: [citeApi(ISSUE_EXTERNAL), portOneRecord('cash receipt')],
  }),
  pgRule({
    id: 'receipt.tax-parts',
    kind: 'reject',
    isContradiction: true,
    tools: issueTools,
    argument: 'tax_free',
    when: [taxPartsExceedAmount()],
    message: {
      en: '"tax_free" and "vat_amount" together cannot be more than the amount.',
      ko: '"tax_free"와 "vat_amount"의 합이 금액보다 클 수 없습니다.',
    },
    witnesses: [citeApi(ISSUE, 'tax_free', 'vat_amount'), theCall],
  }),
  pgRule({
    id: 'receipt.nice-taxcard',
    kind: 'reject',
    tools: issueTools,
    argument: 'identifier_type',
    when: [pgIs('nice_v2'), argumentIs('identifier_type', 'taxcard')],
    message: {
      en: 'NICE Payments (nice_v2) does not accept a cash receipt card: use another "identifier_type", for a phone, resident or business number.',
      ko: '나이스페이먼츠(nice_v2)는 현금영수증 카드 번호로 발급할 수 없습니다. "identifier_type"을 휴대폰, 주민등록, 사업자 번호 중에서 지정해 주세요.',
    },
    witnesses: [citeApi(ISSUE, 'identifier_type', 'nice_v2'), pgGuide('nice-v2/billing-api-caution')],
  }),
  pgRule({
    id: 'issue_external_receipt.smartro-order',
    kind: 'warn',
    tools: [ISSUE_EXTERNAL],
    argument: 'merchant_uid',
    when: [pgIs('smartro_v2'), hasInvalidFormat('merchant_uid', /^[A-Za-z0-9]+$/, 'letters and digits only')],
    message: {
      en: 'Smartro accepts only letters and digits in order numbers.',
      ko: '스마트로는 주문번호에 영문자와 숫자만 허용합니다.',
    },
    witnesses: [citeApi(ISSUE_EXTERNAL, 'merchant_uid', 'smartro_v2')],
  }),
  pgRule({
    id: 'receipt.toss-unchecked',
    kind: 'warn',
    tools: issueTools,
    when: [pgIs('tosspayments')],
    message: {
      en: 'Toss Payments does not check the recipient of a cash receipt: a wrong number is filed as it is.',
      ko: '토스페이먼츠는 현금영수증 정보를 검증하지 않습니다. 번호와 유형을 정확히 확인해 주세요.',
    },
    witnesses: [citeApi(ISSUE, 'tosspayments')],
  }),
  pgRule({
    id: 'receipt.nice-at-payment',
    kind: 'warn',
    tools: issueTools,
    when: [pgIs('nice_v2')],
    message: {
      en: 'NICE Payments may refuse a cash receipt that could not be requested when the payment was approved.',
      ko: '나이스페이먼츠는 결제 승인 시 현금영수증을 요청하지 못한 건에는 발급하지 않을 수 있습니다.',
    },
    witnesses: [citeApi(ISSUE, 'nice_v2')],
  }),
  ...unseenReceipts.map(({ id, scope, witnesses }) =>
    pgRule({
      id: `issue_receipt.unseen-${id}`,
      kind: 'warn',
      tools: [ISSUE],
      when: [matchesPgScope(scope)],
      message: {
        en: 'The PG may have issued a cash receipt that PortOne does not show: a second one would be filed twice.',
        ko: '포트원에 표시되지 않아도 PG사가 이미 현금영수증을 발급했을 수 있습니다. 이중 발급에 주의해 주세요.',
      },
      witnesses,
    }),
  ),
  pgRule({
    id: 'issue_receipt.vat-deprecated',
    kind: 'warn',
    tools: [ISSUE],
    argument: 'vat',
    when: [isGiven('vat')],
    message: {
      en: 'The VAT is given in a form that PortOne no longer recommends.',
      ko: '포트원이 더 이상 권장하지 않는 방식으로 부가세가 지정되었습니다.',
    },
    witnesses: [citeApi(ISSUE, 'vat')],
  }),
  ...requirePgArguments(ISSUE),
  ...requirePgArguments(ISSUE_EXTERNAL, 'daou'),
  ...requiresArgument({
    tool: ISSUE_EXTERNAL,
    required: { welcome: ['pay_method'] },
    confirmedBy: { welcome: pgGuide('welcome/api') },
  }),
  ...ignoredByOtherPgs({
    tool: ISSUE,
    usedBy: { company_tel: ['daou'], company_name: ['daou'], corp_reg_no: ['daou', 'welcome'] },
  }),
  ...ignoredByOtherPgs({ tool: ISSUE_EXTERNAL, usedBy: { corp_reg_no: ['welcome'], pay_method: ['welcome'] } }),
];

const revokeRules: PgRule[] = [
  warnsOfOtherPgs({ tool: REVOKE }),
  warnsOfOtherPgs({ tool: REVOKE_EXTERNAL }),
  pgRule({
    id: 'revoke_receipt.none',
    kind: 'reject',
    isContradiction: true,
    tools: [REVOKE],
    when: [isAbsent('receipt')],
    message: {
      en: 'PortOne has issued no cash receipt for this payment; one that the PG issued is revoked at the PG.',
      ko: '포트원으로 발급된 현금영수증이 없습니다. PG사가 직접 발급한 것은 PG사에서 취소해야 합니다.',
    },
    witnesses: [citeApi(REVOKE), portOneRecord('cash receipt')],
  }),
  pgRule({
    id: 'revoke_receipt.revoked',
    kind: 'reject',
    isContradiction: true,
    tools: [REVOKE],
    when: [receiptIsRevoked('receipt')],
    message: { en: 'The cash receipt has already been revoked.', ko: '이미 취소된 현금영수증입니다.' },
    witnesses: [citeApi(REVOKE), portOneRecord('cash receipt')],
  }),
  pgRule({
    id: 'revoke_external_receipt.none',
    kind: 'reject',
    isContradiction: true,
    tools: [REVOKE_EXTERNAL],
    when: [isAbsent('external_receipt')],
    message: {
      en: 'No cash receipt was issued for this order number.',
      ko: '이 주문번호로 발급된 현금영수증이 없습니다.',
    },
    witnesses: [citeApi(REVOKE_EXTERNAL), portOneRecord('cash receipt')],
  }),
  pgRule({
    id: 'revoke_external_receipt.revoked',
    kind: 'reject',
    isContradiction: true,
    tools: [REVOKE_EXTERNAL],
    when: [receiptIsRevoked('external_receipt')],
    message: { en: 'The cash receipt has already been revoked.', ko: '이미 취소된 현금영수증입니다.' },
    witnesses: [citeApi(REVOKE_EXTERNAL), portOneRecord('cash receipt')],
  }),
];

/** Cash receipts, of payments and of sales outside PortOne. */
export const receiptRules: readonly PgRule[] = [...issueRules, ...revokeRules];
