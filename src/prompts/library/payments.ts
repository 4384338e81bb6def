import { orderArgument } from '../arguments.ts';
import type { Prompt } from '../prompt.ts';

export const paidOrderNotCompleted: Prompt = {
  name: 'paid_order_not_completed',
  title: { en: 'Paid, but order not completed', ko: '결제됐는데 주문 미완료' },
  description: {
    en: 'Find out why an order that was paid is not completed',
    ko: '결제된 주문이 완료되지 않은 이유를 찾습니다',
  },
  arguments: [
    orderArgument,
    { name: 'amount', description: { en: 'Amount in your own order', ko: '자체 주문서의 금액' }, amount: true },
  ],
  introduction: {
    en: 'A buyer says that order {merchant_uid} is paid, and it is not completed. Find out why. Cancel nothing before that.',
    ko: '구매자는 주문 {merchant_uid}을 결제했다고 하는데 주문이 완료되지 않았습니다. 이유를 찾으세요. 그 전에는 아무것도 취소하지 마세요.',
  },
  steps: [
    {
      en: 'Call [investigate_payment|list_payments_by_order] with merchant_uid {merchant_uid}.',
      ko: 'merchant_uid {merchant_uid}로 [investigate_payment|list_payments_by_order]를 호출하세요.',
    },
    {
      en: 'Read the latest attempt with [get_payment] and include_sandbox true.',
      ko: '가장 최근 시도를 include_sandbox true로 [get_payment]에서 확인하세요.',
      skipIfOffered: 'investigate_payment',
    },
    {
      en: 'Compare its amount with {amount}. Where they differ, stop and tell the person.',
      ko: '결제 금액을 {amount}와 비교하세요. 다르면 멈추고 담당자에게 알리세요.',
    },
    {
      en: 'Say what it is: paid (the webhook was missed: complete the order, check its address and that it answers 2xx), ready (the buyer left), failed (quote fail_reason), or a test channel.',
      ko: '결과를 말하세요: paid(웹훅 누락: 주문을 완료 처리하고 웹훅 주소와 2xx 응답을 점검), ready(구매자 이탈), failed(fail_reason 인용), 테스트 채널 결제.',
    },
  ],
};

export const doublePayment: Prompt = {
  name: 'double_payment',
  title: { en: 'Double payment', ko: '중복 결제' },
  description: { en: 'Find what was paid twice, and refund one of them', ko: '중복 결제를 찾아 한 건을 환불합니다' },
  arguments: [orderArgument],
  introduction: {
    en: 'Order {merchant_uid} may be paid twice. Keep the payment that belongs to the order; refund the other one only.',
    ko: '주문 {merchant_uid}이 두 번 결제됐을 수 있습니다. 주문에 연결된 결제는 두고 나머지 한 건만 환불하세요.',
  },
  steps: [
    {
      en: 'Call [investigate_payment|list_payments_by_order] with merchant_uid {merchant_uid}.',
      ko: 'merchant_uid {merchant_uid}로 [investigate_payment|list_payments_by_order]를 호출하세요.',
    },
    {
      en: 'Look with [search_payments|list_payments_by_status] for paid ones of the same buyer and amount on that day: the second one may have another order number.',
      ko: '같은 날 같은 구매자·금액의 paid 결제를 [search_payments|list_payments_by_status]로 찾으세요. 두 번째 결제는 주문번호가 다를 수 있습니다.',
    },
    {
      en: 'Read both with [get_payment] and include_sandbox true: paid, live, and how much is left of each.',
      ko: '두 건을 include_sandbox true로 [get_payment]에서 확인하세요: paid 여부, 실결제 여부, 남은 금액.',
      optional: true,
    },
    {
      en: 'Look at the other one with [investigate_payment] by its imp_uid too: paid, live, and how much is left.',
      ko: '다른 한 건도 imp_uid로 [investigate_payment]에서 확인하세요: paid 여부, 실결제 여부, 남은 금액.',
      skipIfOffered: 'get_payment',
    },
    {
      en: 'Stop. Show both and ask the person which one to refund.',
      ko: '멈추세요. 두 건을 보여 주고 어느 것을 환불할지 담당자에게 물으세요.',
    },
    {
      en: 'Refund that one by its imp_uid with [refund_payment|cancel_payment], full_refund true and the reason, then say what is left.',
      ko: '그 건만 imp_uid, full_refund true와 사유로 [refund_payment|cancel_payment]에서 환불하고 남은 금액을 알리세요.',
    },
  ],
};

export const depositNotRecognised: Prompt = {
  name: 'deposit_not_recognised',
  title: { en: 'Deposit not recognized', ko: '가상계좌 입금 미확인' },
  description: {
    en: 'Explain why a deposit into a virtual account is not recognised',
    ko: '가상계좌 입금이 확인되지 않는 이유를 설명합니다',
  },
  arguments: [orderArgument],
  introduction: {
    en: 'A buyer says that the virtual account of order {merchant_uid} was paid into. No call can make it paid: explain.',
    ko: '구매자는 주문 {merchant_uid}의 가상계좌에 입금했다고 합니다. 어떤 호출로도 paid로 바꿀 수 없습니다. 원인을 설명하세요.',
  },
  steps: [
    {
      en: 'Call [investigate_payment|list_payments_by_order] with merchant_uid {merchant_uid}.',
      ko: 'merchant_uid {merchant_uid}로 [investigate_payment|list_payments_by_order]를 호출하세요.',
    },
    {
      en: 'Read the attempt with [get_payment] and include_sandbox true: status, vbank_date, amount, deposit_history, sandbox.',
      ko: 'include_sandbox true로 [get_payment]에서 status, vbank_date, amount, deposit_history, sandbox를 확인하세요.',
      skipIfOffered: 'investigate_payment',
    },
    {
      en: 'Look with [list_pg_settings] whether the channel is a test channel: deposits to it are never recognised.',
      ko: '[list_pg_settings]로 테스트 채널인지 확인하세요. 테스트 채널의 입금은 확인되지 않습니다.',
      optional: true,
    },
    {
      en: 'Say which it is: too late, another amount, a test channel, not yet notified (the PG must know the deposit-notice address of PortOne), or no deposit.',
      ko: '무엇인지 말하세요: 기한 경과, 금액 불일치, 테스트 채널, 통보 누락(PG에 포트원 입금통보 주소 등록 확인), 미입금.',
    },
    {
      en: 'Stop. A deposit that came late or in part is settled between the person and the PG.',
      ko: '멈추세요. 늦었거나 일부만 입금된 건은 담당자가 PG와 처리합니다.',
    },
  ],
};

export const amountCheck: Prompt = {
  name: 'amount_check',
  title: { en: 'Amount check', ko: '결제 금액 위변조 확인' },
  description: {
    en: 'Compare what was paid with what the order and its registration say',
    ko: '결제 금액을 주문 금액·사전등록 금액과 비교합니다',
  },
  arguments: [
    orderArgument,
    {
      name: 'amount',
      description: { en: 'Amount in your own order', ko: '자체 주문서의 금액' },
      required: true,
      amount: true,
    },
  ],
  introduction: {
    en: 'Check that order {merchant_uid} was paid with {amount}, which is what it costs.',
    ko: '주문 {merchant_uid}의 금액은 {amount}입니다. 그대로 결제됐는지 확인하세요.',
  },
  steps: [
    {
      en: 'Call [investigate_payment] with merchant_uid {merchant_uid} and expected_amount {amount}.',
      ko: 'merchant_uid {merchant_uid}, expected_amount {amount}로 [investigate_payment]를 호출하세요.',
      optional: true,
    },
    {
      en: 'Call [find_payment_by_order] with merchant_uid {merchant_uid} and payment_status paid.',
      ko: 'merchant_uid {merchant_uid}, payment_status paid로 [find_payment_by_order]를 호출하세요.',
      skipIfOffered: 'investigate_payment',
    },
    {
      en: 'Call [get_payment_prepare] with merchant_uid {merchant_uid}; not found means that nothing was registered.',
      ko: 'merchant_uid {merchant_uid}로 [get_payment_prepare]를 호출하세요. 없으면 사전등록하지 않은 주문입니다.',
      skipIfOffered: 'investigate_payment',
    },
    {
      en: 'Where amount, registration and {amount} are equal, say so and end.',
      ko: '결제 금액, 사전등록 금액, {amount}이 모두 같으면 그렇게 알리고 끝내세요.',
    },
    {
      en: 'Where they differ, stop: show all three and ask the person.',
      ko: '다르면 멈추고 세 금액을 보여 주며 담당자에게 물으세요.',
    },
    {
      en: 'After a yes cancel it all by its imp_uid with [refund_payment|cancel_payment], full_refund true and the reason.',
      ko: '동의하면 imp_uid, full_refund true와 사유로 [refund_payment|cancel_payment]에서 전액 취소하세요.',
      optional: true,
    },
  ],
};
