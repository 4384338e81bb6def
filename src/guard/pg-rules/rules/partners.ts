import { guide, portOneRecord, theCall } from '../../../endpoints/pg-facts/witness.ts';
import { warnsOfOtherPgs } from '../builders.ts';
import { isFullyRefunded, sumExceedsPayment, taxPartsExceedAmount } from '../conditions/amounts.ts';
import { hasInvalidFormat } from '../conditions/arguments.ts';
import { pgIs, statusIs } from '../conditions/payment.ts';
import { type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';

const TOOL = 'register_partner_receipts';
const tools = [TOOL];

/** Sub-merchants on a sales slip. */
export const partnerRules: readonly PgRule[] = [
  warnsOfOtherPgs({ tool: TOOL, confirmedBy: guide('integration/ready/readme') }),
  pgRule({
    id: 'register_partner_receipts.not-paid',
    kind: 'reject',
    isContradiction: true,
    tools,
    when: [statusIs('ready', 'failed')],
    message: { en: 'The payment has not been paid.', ko: '결제가 완료되지 않은 건입니다.' },
    witnesses: [citeApi(TOOL), portOneRecord('payment')],
  }),
  pgRule({
    id: 'register_partner_receipts.nothing-left',
    kind: 'reject',
    isContradiction: true,
    tools,
    when: [isFullyRefunded],
    message: { en: 'The payment has been refunded in full.', ko: '전액 취소된 결제입니다.' },
    witnesses: [citeApi(TOOL), portOneRecord('payment')],
  }),
  pgRule({
    id: 'register_partner_receipts.refunded',
    kind: 'warn',
    tools,
    when: [statusIs('cancelled')],
    message: {
      en: 'The payment has been refunded in full or in part: KG Inicis may refuse.',
      ko: '전부 또는 일부가 취소된 결제라 KG이니시스가 거절할 수 있습니다.',
    },
    witnesses: [citeApi(TOOL)],
  }),
  pgRule({
    id: 'register_partner_receipts.business-number',
    kind: 'warn',
    tools,
    argument: 'data.business_registration_number',
    when: [hasInvalidFormat('data.business_registration_number', /^\d{3}-\d{2}-\d{5}$/, 'ten digits with hyphens')],
    message: {
      en: 'A business number lacks its hyphens (123-45-67890): KG Inicis may refuse it.',
      ko: '사업자등록번호가 123-45-67890 형식이 아니어서 KG이니시스가 거절할 수 있습니다.',
    },
    witnesses: [citeApi(TOOL, 'data')],
  }),
  pgRule({
    id: 'register_partner_receipts.sum',
    kind: 'reject',
    isContradiction: true,
    tools,
    argument: 'data.amount',
    when: [sumExceedsPayment('data')],
    message: {
      en: 'The "amount" values of the sub-merchants add up to more than the payment.',
      ko: '하위 상점 거래 금액의 합이 결제 금액보다 큽니다.',
    },
    witnesses: [citeApi(TOOL, 'data'), portOneRecord('payment')],
  }),
  pgRule({
    id: 'register_partner_receipts.tax-parts',
    kind: 'reject',
    isContradiction: true,
    tools,
    argument: 'data.tax_free',
    when: [taxPartsExceedAmount('data')],
    message: {
      en: '"tax_free" and "vat_amount" of a sub-merchant together cannot be more than its amount.',
      ko: '하위 상점의 "tax_free"와 "vat_amount"의 합이 그 거래 금액보다 클 수 없습니다.',
    },
    witnesses: [citeApi(TOOL, 'data'), theCall],
  }),
  pgRule({
    id: 'register_partner_receipts.iniapi',
    kind: 'warn',
    tools,
    when: [pgIs('html5_inicis')],
    message: {
      en: "The channel's INIAPI key must be set in the PortOne console, and what is registered cannot be removed.",
      ko: '콘솔에 INIAPI 키가 등록되어 있어야 하며 등록한 내용은 삭제할 수 없습니다.',
    },
    witnesses: [citeApi(TOOL)],
  }),
];
