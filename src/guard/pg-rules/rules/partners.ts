import { supportedPgs } from '../builders.ts';
import { isFullyRefunded, sumExceedsPayment, taxPartsExceedAmount } from '../conditions/amounts.ts';
import { hasInvalidFormat, pgIs, statusIs } from '../conditions/common.ts';
import type { PgRule } from '../rule.ts';

const ROUTE = 'POST /partners/receipts/{imp_uid}';
const tools = ['register_partner_receipts'];

/** Sub-merchants on a sales slip. */
export const partnerRules: readonly PgRule[] = [
  supportedPgs({ tool: 'register_partner_receipts', pgs: ['html5_inicis'], source: ROUTE, kind: 'rejected' }),
  {
    id: 'register_partner_receipts.not-paid',
    tools,
    kind: 'rejected',
    when: [statusIs('ready', 'failed')],
    message: { en: 'The payment has not been paid.', ko: '결제가 완료되지 않은 건입니다.' },
    source: ROUTE,
  },
  {
    id: 'register_partner_receipts.nothing-left',
    tools,
    kind: 'rejected',
    when: [isFullyRefunded],
    message: { en: 'The payment has been refunded in full.', ko: '전액 취소된 결제입니다.' },
    source: ROUTE,
  },
  {
    id: 'register_partner_receipts.refunded',
    tools,
    kind: 'advice',
    when: [statusIs('cancelled')],
    message: {
      en: 'The payment has been refunded, wholly or in part: KG Inicis may refuse.',
      ko: '전부 또는 일부가 취소된 결제라 KG이니시스가 거절할 수 있습니다.',
    },
    source: ROUTE,
  },
  {
    id: 'register_partner_receipts.business-number',
    tools,
    kind: 'invalid_input',
    argument: 'data.business_registration_number',
    when: [hasInvalidFormat('data.business_registration_number', /^\d{3}-\d{2}-\d{5}$/, 'ten digits with hyphens')],
    message: {
      en: '"business_registration_number" is written with its hyphens: 123-45-67890.',
      ko: '사업자등록번호는 하이픈을 포함해 123-45-67890 형식으로 입력해 주세요.',
    },
    source: `${ROUTE}: data`,
  },
  {
    id: 'register_partner_receipts.sum',
    tools,
    kind: 'invalid_input',
    argument: 'data.amount',
    when: [sumExceedsPayment('data')],
    message: {
      en: 'The sub-merchants\' "amount" values are more than the payment together.',
      ko: '하위 상점 거래 금액의 합이 결제 금액보다 큽니다.',
    },
    source: `${ROUTE}: data`,
  },
  {
    id: 'register_partner_receipts.tax-parts',
    tools,
    kind: 'invalid_input',
    argument: 'data.tax_free',
    when: [taxPartsExceedAmount('data')],
    message: {
      en: '"tax_free" and "vat_amount" of a sub-merchant cannot be more than its amount together.',
      ko: '하위 상점의 "tax_free"와 "vat_amount"의 합이 그 거래 금액보다 클 수 없습니다.',
    },
    source: `${ROUTE}: data`,
  },
  {
    id: 'register_partner_receipts.iniapi',
    tools,
    kind: 'advice',
    when: [pgIs('html5_inicis')],
    message: {
      en: "The channel's INIAPI key must be set in PortOne's console, and what is registered cannot be removed.",
      ko: '콘솔에 INIAPI 키가 등록되어 있어야 하며 등록한 내용은 삭제할 수 없습니다.',
    },
    source: ROUTE,
  },
];
