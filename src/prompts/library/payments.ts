import { orderArgument } from '../arguments.ts';
import type { Prompt } from '../prompt.ts';

export const paidOrderNotCompleted: Prompt = {
  name: 'paid_order_not_completed',
  title: { en: 'Paid, but order not completed', ko: '결제됐는데 주문 미완료' },
  description: {
    en: 'Find out why a paid order was not completed',
    ko: '결제된 주문이 완료되지 않은 이유를 찾습니다',
  },
  arguments: [
    orderArgument,
    {
      name: 'amount',
      description: { en: 'Amount of the order in your own system', ko: '쇼핑몰 주문서의 금액' },
      amount: true,
    },
  ],
  introduction: {
    en: 'The buyer says they paid for order {merchant_uid}, but the order is not completed. Find out why. Do not cancel anything until you know.',
    ko: '구매자는 주문 {merchant_uid}을 결제했다고 하지만 주문이 완료되지 않았습니다. 원인을 찾으세요. 원인을 확인하기 전에는 아무것도 취소하지 마세요.',
  },
  steps: [
    {
      en: 'Call [investigate_payment|list_payments_by_order] with merchant_uid {merchant_uid}.',
      ko: 'merchant_uid {merchant_uid}로 [investigate_payment|list_payments_by_order]를 호출하세요.',
    },
    {
      en: 'Read the latest payment attempt with [get_payment] and include_sandbox true.',
      ko: '[get_payment]를 include_sandbox true로 호출해 가장 최근 결제 시도를 확인하세요.',
      skipIfOffered: 'investigate_payment',
    },
    {
      en: 'Compare the amount paid with {amount}. If they differ, stop and tell the user.',
      ko: '결제 금액을 {amount}와 비교하세요. 다르면 여기서 멈추고 담당자에게 알리세요.',
    },
    {
      en: 'Report which case it is: paid (the webhook was missed: complete the order, then check that the webhook URL is right and answers 2xx), ready (the buyer left before paying), failed (quote fail_reason), or a payment on a test channel.',
      ko: '다음 중 무엇인지 알려 주세요: paid(웹훅 누락: 주문을 완료 처리하고, 웹훅 주소가 맞는지와 2xx로 응답하는지 점검), ready(구매자가 결제 전에 이탈), failed(fail_reason 인용), 테스트 채널 결제.',
    },
  ],
};

export const doublePayment: Prompt = {
  name: 'double_payment',
  title: { en: 'Double payment', ko: '중복 결제' },
  description: { en: 'Find a double payment and refund one of the two', ko: '중복 결제를 찾아 한 건을 환불합니다' },
  arguments: [orderArgument],
  introduction: {
    en: 'Order {merchant_uid} may have been paid twice. Keep the payment that belongs to the order and refund only the other one.',
    ko: '주문 {merchant_uid}이 두 번 결제됐을 수 있습니다. 주문에 연결된 결제는 그대로 두고 나머지 한 건만 환불하세요.',
  },
  steps: [
    {
      en: 'Call [investigate_payment|list_payments_by_order] with merchant_uid {merchant_uid}.',
      ko: 'merchant_uid {merchant_uid}로 [investigate_payment|list_payments_by_order]를 호출하세요.',
    },
    {
      en: 'Search with [search_payments|list_payments_by_status] for paid payments by the same buyer for the same amount on that day. The second payment may have a different order number.',
      ko: '같은 날 같은 구매자가 같은 금액으로 결제한 paid 건을 [search_payments|list_payments_by_status]로 찾으세요. 두 번째 결제는 주문번호가 다를 수 있습니다.',
    },
    {
      en: 'Read both payments with [get_payment] and include_sandbox true. For each, check that it is paid, whether it is live, and how much can still be refunded.',
      ko: '[get_payment]를 include_sandbox true로 호출해 두 건의 paid 여부, 실결제 여부, 환불 가능한 금액을 확인하세요.',
      optional: true,
    },
    {
      en: 'Call [investigate_payment] with the imp_uid of the other payment too. Check that it is paid, whether it is live, and how much can still be refunded.',
      ko: '다른 한 건도 imp_uid로 [investigate_payment]를 호출해 paid 여부, 실결제 여부, 환불 가능한 금액을 확인하세요.',
      skipIfOffered: 'get_payment',
    },
    {
      en: 'Stop here. Show both payments and ask the user which one to refund.',
      ko: '여기서 멈추세요. 두 건을 보여 주고 어느 것을 환불할지 담당자에게 확인하세요.',
    },
    {
      en: 'Refund that payment with [refund_payment|cancel_payment]: pass its imp_uid, full_refund true and the reason. Then report how much is left.',
      ko: '그 건만 imp_uid, full_refund true와 사유를 넣어 [refund_payment|cancel_payment]로 환불하고 남은 금액을 알리세요.',
    },
  ],
};

export const depositNotRecognised: Prompt = {
  name: 'deposit_not_recognised',
  title: { en: 'Deposit not recognized', ko: '가상계좌 입금 미확인' },
  description: {
    en: 'Explain why a deposit to a virtual account was not recognized',
    ko: '가상계좌 입금이 확인되지 않는 이유를 설명합니다',
  },
  arguments: [orderArgument],
  introduction: {
    en: 'The buyer says they made the deposit to the virtual account of order {merchant_uid}. No call can mark it as paid; explain the cause.',
    ko: '구매자는 주문 {merchant_uid}의 가상계좌에 입금했다고 합니다. 어떤 도구로도 결제 완료로 바꿀 수 없으니 원인을 설명하세요.',
  },
  steps: [
    {
      en: 'Call [investigate_payment|list_payments_by_order] with merchant_uid {merchant_uid}.',
      ko: 'merchant_uid {merchant_uid}로 [investigate_payment|list_payments_by_order]를 호출하세요.',
    },
    {
      en: 'Read the payment attempt with [get_payment] and include_sandbox true. Check status, vbank_date, amount, deposit_history and sandbox.',
      ko: '[get_payment]를 include_sandbox true로 호출해 status, vbank_date, amount, deposit_history, sandbox를 확인하세요.',
      skipIfOffered: 'investigate_payment',
    },
    {
      en: 'Check with [list_pg_settings] whether the channel is a test channel. Deposits to a test channel are never recognized.',
      ko: '[list_pg_settings]로 테스트 채널인지 확인하세요. 테스트 채널에 입금한 것은 확인되지 않습니다.',
      optional: true,
    },
    {
      en: 'Report which case it is: a late deposit, a wrong amount, a test channel, a missing notification (check that the deposit notification URL of PortOne is registered with the PG), or no deposit.',
      ko: '다음 중 무엇인지 알려 주세요: 입금 기한 경과, 금액 불일치, 테스트 채널, 입금 통보 누락(PG사에 포트원 입금 통보 주소가 등록됐는지 확인), 미입금.',
    },
    {
      en: 'Stop here. The user has to resolve a late or partial deposit with the PG.',
      ko: '여기서 멈추세요. 기한이 지나 입금했거나 일부만 입금한 건은 담당자가 PG사와 처리해야 합니다.',
    },
  ],
};

export const amountCheck: Prompt = {
  name: 'amount_check',
  title: { en: 'Amount check', ko: '결제 금액 위변조 확인' },
  description: {
    en: 'Compare the amount paid with the order and the registered amount',
    ko: '결제 금액을 주문 금액, 사전등록 금액과 비교합니다',
  },
  arguments: [
    orderArgument,
    {
      name: 'amount',
      description: { en: 'Amount of the order in your own system', ko: '쇼핑몰 주문서의 금액' },
      required: true,
      amount: true,
    },
  ],
  introduction: {
    en: 'Check that order {merchant_uid} was paid in full: its price is {amount}.',
    ko: '주문 {merchant_uid}의 금액은 {amount}입니다. 이 금액대로 결제됐는지 확인하세요.',
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
      en: 'Call [get_payment_prepare] with merchant_uid {merchant_uid}. Not found means that no amount was registered for this order.',
      ko: 'merchant_uid {merchant_uid}로 [get_payment_prepare]를 호출하세요. 조회되지 않으면 금액을 사전등록하지 않은 주문입니다.',
      skipIfOffered: 'investigate_payment',
    },
    {
      en: 'If the amount paid and the registered amount (if any) both equal {amount}, report that and finish.',
      ko: '결제 금액과 사전등록 금액(있는 경우)이 모두 {amount}와 같으면 그렇게 알리고 마치세요.',
    },
    {
      en: 'If they differ, stop: show the amounts and ask the user what to do.',
      ko: '다르면 여기서 멈추고, 금액을 모두 보여 준 뒤 담당자에게 확인하세요.',
    },
    {
      en: 'If the user agrees, refund the whole payment with [refund_payment|cancel_payment]: pass its imp_uid, full_refund true and the reason.',
      ko: '담당자가 동의하면 imp_uid, full_refund true와 사유를 넣어 [refund_payment|cancel_payment]로 전액 환불하세요.',
      optional: true,
    },
  ],
};
