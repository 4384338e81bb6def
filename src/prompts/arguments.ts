import type { Argument } from './prompt.ts';

export const order: Argument = {
  name: 'merchant_uid',
  description: { en: 'Order number', ko: '주문번호' },
  required: true,
  known: 'merchant_uid',
};

export const payment: Argument = {
  name: 'imp_uid',
  description: { en: 'Payment id (imp_…)', ko: '결제 번호(imp_…)' },
  required: true,
  known: 'imp_uid',
};

export const customer: Argument = {
  name: 'customer_uid',
  description: { en: 'Billing key (customer_uid)', ko: '빌링키(customer_uid)' },
  required: true,
  known: 'customer_uid',
};

export const reason: Argument = {
  name: 'reason',
  description: { en: 'Reason, as the records will show it', ko: '기록에 남을 사유' },
  choices: {
    en: ['Change of mind', 'Defective product', 'Out of stock', 'Late delivery', 'Double payment', 'Wrong amount'],
    ko: ['단순 변심', '상품 불량', '품절', '배송 지연', '중복 결제', '금액 오류'],
  },
};

export const optional = ({ required: _required, ...argument }: Argument): Argument => argument;
