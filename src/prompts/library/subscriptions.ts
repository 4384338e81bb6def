import { customerArgument, toOptional } from '../arguments.ts';
import type { Prompt } from '../prompt.ts';
import { handOffStep } from './shared-steps.ts';

export const subscriptionFailed: Prompt = {
  name: 'subscription_failed',
  title: { en: 'Subscription failed', ko: '정기결제 실패' },
  description: {
    en: 'Find out why a booked charge failed, and charge or book it again',
    ko: '실패한 정기결제의 원인을 찾아 재시도·재예약합니다',
  },
  arguments: [
    {
      name: 'merchant_uid',
      description: { en: 'Order number of the schedule', ko: '예약결제의 주문번호' },
      required: true,
      completeFrom: 'schedule',
    },
    toOptional(customerArgument),
  ],
  introduction: {
    en: 'The booked charge {merchant_uid} failed. Find out why before anything is charged.',
    ko: '예약결제 {merchant_uid}이 실패했습니다. 다시 결제하기 전에 이유를 찾으세요.',
  },
  steps: [
    {
      en: 'Call [get_schedule] with merchant_uid {merchant_uid}: schedule_status, payment_status, fail_reason, customer_uid.',
      ko: 'merchant_uid {merchant_uid}로 [get_schedule]을 호출해 schedule_status, payment_status, fail_reason, customer_uid를 확인하세요.',
      optional: true,
    },
    {
      en: 'Call [investigate_payment] with merchant_uid {merchant_uid}: what became of it, why, and its customer_uid.',
      ko: 'merchant_uid {merchant_uid}로 [investigate_payment]를 호출해 결과, 이유, customer_uid를 확인하세요.',
      skipIfOffered: 'get_schedule',
    },
    { en: 'Its customer_uid should be {customer_uid}.', ko: 'customer_uid는 {customer_uid}이어야 합니다.' },
    {
      en: 'Call [review_subscriptions] with its customer_uid: earlier charges, is the key there, was its card replaced since?',
      ko: '그 customer_uid로 [review_subscriptions]를 호출해 이전 결제, 빌링키 유무, 그 뒤 카드 변경을 확인하세요.',
      optional: true,
    },
    {
      en: 'Call [get_billing_key] with its customer_uid: is the key there, and was its card replaced since?',
      ko: '그 customer_uid로 [get_billing_key]를 호출해 빌링키가 있는지, 그 뒤 카드가 바뀌었는지 확인하세요.',
      skipIfOffered: 'review_subscriptions',
    },
    {
      en: 'Say why it failed. A lost, expired or limited card fails again: the buyer registers another one first.',
      ko: '실패 이유를 말하세요. 분실·만료·한도 초과 카드는 다시 실패하므로 구매자가 카드를 먼저 바꿔야 합니다.',
    },
    {
      en: 'Stop. Ask the person: charge it now, book it for a date, or nothing.',
      ko: '멈추세요. 담당자에게 물으세요: 지금 결제, 날짜 예약, 또는 그대로 둠.',
    },
    {
      en: 'To charge now: call [retry_schedule] with merchant_uid {merchant_uid}.',
      ko: '지금 결제: merchant_uid {merchant_uid}로 [retry_schedule]을 호출하세요.',
      optional: true,
    },
    handOffStep('retry_schedule', { en: 'charges it now', ko: '지금 결제하는' }),
    {
      en: 'To book it: call [reschedule_payment] with merchant_uid {merchant_uid} and the date.',
      ko: '날짜 예약: merchant_uid {merchant_uid}와 날짜로 [reschedule_payment]를 호출하세요.',
      optional: true,
    },
    handOffStep('reschedule_payment', { en: 'books it again', ko: '다시 예약하는' }),
    {
      en: 'Call [get_schedule|investigate_payment] again and say what it is now.',
      ko: '[get_schedule|investigate_payment]을 다시 호출해 결과를 알리세요.',
    },
  ],
};

export const stopSubscription: Prompt = {
  name: 'stop_subscription',
  title: { en: 'Stop a subscription or change its card', ko: '정기결제 해지·카드 변경' },
  description: {
    en: 'Cancel the charges to come of a customer, or have the card replaced',
    ko: '고객의 남은 예약결제를 해지하거나 카드를 바꿉니다',
  },
  arguments: [customerArgument],
  introduction: {
    en: 'The customer with billing key {customer_uid} wants to stop the subscription or to change the card.',
    ko: '빌링키 {customer_uid}의 고객이 정기결제 해지 또는 카드 변경을 원합니다.',
  },
  steps: [
    {
      en: 'Call [get_billing_key] with customer_uid {customer_uid}.',
      ko: 'customer_uid {customer_uid}로 [get_billing_key]를 호출하세요.',
      optional: true,
    },
    {
      en: 'Call [list_schedules_by_customer] with schedule_status scheduled for the next 3 months, and show them all.',
      ko: '앞으로 3개월의 schedule_status scheduled 예약을 [list_schedules_by_customer]로 조회해 모두 보여 주세요.',
      optional: true,
    },
    {
      en: 'Call [review_subscriptions] with customer_uid {customer_uid} and period next 90 days, and show all that are due.',
      ko: 'customer_uid {customer_uid}, period 앞으로 90일로 [review_subscriptions]를 호출해 예정된 것을 모두 보여 주세요.',
      skipIfOffered: 'list_schedules_by_customer',
    },
    {
      en: 'Stop. Ask the person whether to cancel all of them, some, or only to change the card.',
      ko: '멈추세요. 전부 해지, 일부 해지, 카드만 변경 중 무엇인지 담당자에게 물으세요.',
    },
    {
      en: 'To stop: call [cancel_schedules] with customer_uid {customer_uid} and the order numbers that were agreed, by name.',
      ko: '해지: customer_uid {customer_uid}와 합의한 주문번호를 명시해 [cancel_schedules]를 호출하세요.',
      optional: true,
    },
    handOffStep('cancel_schedules', { en: 'cancels schedules', ko: '예약을 취소하는' }),
    {
      en: 'Only after a clear wish, and with no schedule left, delete the key with [delete_billing_key]; the buyer must register again.',
      ko: '명시적으로 원하고 남은 예약이 없을 때만 [delete_billing_key]로 빌링키를 삭제하세요. 고객은 다시 등록해야 합니다.',
      optional: true,
    },
    {
      en: 'To change the card: the buyer registers it in the payment window under the same customer_uid; schedules then use it.',
      ko: '카드 변경: 구매자가 결제창에서 같은 customer_uid로 새 카드를 등록하면 예약도 그 카드를 씁니다.',
    },
    {
      en: 'List the schedules again and say what is left.',
      ko: '예약을 다시 조회해 남은 것을 알리세요.',
    },
  ],
};
