import { issueBillingKey } from '../../src/endpoints/catalog/billing-keys.ts';
import type { ApprovalRequest } from '../../src/guard/confirmation/approvals.ts';
import { getSecretFields } from '../../src/guard/confirmation/secret-field.ts';

/** A refund that waits for a person. */
export function buildRefundRequest(overrides: Partial<ApprovalRequest> = {}): ApprovalRequest {
  return {
    binding: {
      tool: 'cancel_payment',
      args: { imp_uid: 'imp_1', amount: 25_000, checksum: 89_000 },
      fingerprintFields: [{ status: 'paid', cancel_amount: 0 }],
      caller: 'someone',
    },
    question: {
      ko: {
        lead: [
          '결제 환불 ₩25,000 / ₩89,000 · "ORD-20261121-0042"',
          '신용카드 · KG이니시스, 실결제 · 환불 후 잔액 ₩64,000',
          '되돌릴 수 없습니다.',
        ],
        title: '결제를 취소하고 구매자에게 환불합니다',
        amount: { label: '이번에 환불할 금액', text: '₩25,000' },
        facts: [
          ['상품', '"제주 감귤 5kg 외 2건"'],
          ['주문번호', '"ORD-20261121-0042"'],
          ['결제 수단', '신용카드 · KG이니시스'],
          ['결제 금액', '₩89,000 (2026-11-21 09:12)'],
          ['이미 취소된 금액', '₩0'],
          ['환불 후 남는 금액', '₩64,000'],
          ['구매자', '홍○동 · •••5678'],
        ],
        warning: '돈이 구매자에게 돌아가며, 되돌릴 수 없습니다.',
        advice: ['부분 취소는 이 PG에서 최대 9번까지 할 수 있습니다.'],
        sandbox: false,
        channel: 'live',
      },
      en: {
        lead: [
          'Refund ₩25,000 of ₩89,000 · "ORD-20261121-0042"',
          'card · KG Inicis, live · ₩64,000 left afterwards',
          'This cannot be undone.',
        ],
        title: 'Cancel a payment and refund the buyer',
        amount: { label: 'Refund amount', text: '₩25,000' },
        facts: [
          ['Product', '"제주 감귤 5kg 외 2건"'],
          ['Order', '"ORD-20261121-0042"'],
          ['Paid with', 'Credit card · KG Inicis'],
          ['Paid', '₩89,000 (2026-11-21 09:12)'],
          ['Refunded so far', '₩0'],
          ['Refundable afterwards', '₩64,000'],
          ['Buyer', '홍○동 · •••5678'],
        ],
        warning: 'The money goes back to the buyer. This cannot be undone.',
        advice: ['This PG takes up to nine partial refunds of a payment.'],
        sandbox: false,
        channel: 'live',
      },
    },
    secrets: [],
    lang: 'ko',
    ...overrides,
  };
}

/** A card that is stored without being charged: its data is typed on the page. */
export function buildCardRequest(overrides: Partial<ApprovalRequest> = {}): ApprovalRequest {
  return {
    binding: {
      tool: 'issue_billing_key',
      args: { customer_uid: 'member-7' },
      fingerprintFields: [],
      caller: 'someone',
    },
    question: {
      ko: {
        lead: ['빌링키 발급 · "member-7"', '샌드박스', '포트원의 데이터가 변경됩니다.'],
        title: '카드를 빌링키로 등록합니다',
        facts: [
          ['고객 번호', '"member-7"'],
          ['지금 등록된 카드', '없음'],
        ],
        warning: '이 카드로 앞으로 결제할 수 있게 됩니다.',
        advice: [],
        sandbox: true,
      },
      en: {
        lead: ['Store a card · "member-7"', 'sandbox', 'This changes data at PortOne.'],
        title: 'Store a card as a billing key',
        facts: [
          ['Customer', '"member-7"'],
          ['Card stored now', 'none'],
        ],
        warning: 'The card can be charged from now on.',
        advice: [],
        sandbox: true,
      },
    },
    secrets: getSecretFields(issueBillingKey.fields),
    lang: 'ko',
    ...overrides,
  };
}
