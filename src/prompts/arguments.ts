import type { PromptArgument } from './prompt.ts';

export const orderArgument: PromptArgument = {
  name: 'merchant_uid',
  description: { en: 'Order number, or payment ID (imp_…)', ko: '주문번호 또는 결제 번호(imp_…)' },
  required: true,
  completeFrom: 'merchant_uid',
};

export const paymentArgument: PromptArgument = {
  name: 'imp_uid',
  description: { en: 'Payment ID (imp_…), or order number', ko: '결제 번호(imp_…) 또는 주문번호' },
  required: true,
  completeFrom: 'imp_uid',
};

export const customerArgument: PromptArgument = {
  name: 'customer_uid',
  description: { en: 'Billing key', ko: '빌링키' },
  required: true,
  completeFrom: 'customer_uid',
};

export const reasonArgument: PromptArgument = {
  name: 'reason',
  description: { en: 'Reason to record', ko: '기록으로 남길 사유' },
  choices: {
    en: ['Change of mind', 'Defective product', 'Out of stock', 'Late delivery', 'Double payment', 'Wrong amount'],
    ko: ['단순 변심', '상품 불량', '품절', '배송 지연', '중복 결제', '금액 오류'],
  },
};

export const toOptional = ({ required: _required, ...argument }: PromptArgument): PromptArgument => argument;
