import { customerArgument, toOptional } from '../arguments.ts';
import type { Prompt } from '../prompt.ts';
import { handOffStep } from './shared-steps.ts';

export const subscriptionFailed: Prompt = {
  name: 'subscription_failed',
  title: { en: 'Subscription failed', ko: '정기결제 실패' },
  description: {
    en: 'Find out why a scheduled charge failed, then retry or reschedule it',
    ko: '정기결제가 실패한 원인을 찾아 다시 결제하거나 다시 예약합니다',
  },
  arguments: [
    {
      name: 'merchant_uid',
      description: {
        en: 'Order number of the schedule, or payment ID (imp_…)',
        ko: '예약결제의 주문번호 또는 결제 번호(imp_…)',
      },
      required: true,
      completeFrom: 'schedule',
    },
    toOptional(customerArgument),
  ],
  introduction: {
    en: 'The scheduled charge {merchant_uid} failed. Find out why before charging again.',
    ko: '예약결제 {merchant_uid}이 실패했습니다. 다시 결제하기 전에 원인을 찾으세요.',
  },
  steps: [
    {
      en: 'Call [get_schedule] with merchant_uid {merchant_uid}. Check schedule_status, payment_status, fail_reason and customer_uid.',
      ko: 'merchant_uid {merchant_uid}로 [get_schedule]을 호출해 schedule_status, payment_status, fail_reason, customer_uid를 확인하세요.',
      optional: true,
    },
    {
      en: 'Call [investigate_payment] with merchant_uid {merchant_uid}. Check what happened, why, and its customer_uid.',
      ko: 'merchant_uid {merchant_uid}로 [investigate_payment]를 호출해 결과와 원인, customer_uid를 확인하세요.',
      skipIfOffered: 'get_schedule',
    },
    { en: 'Its customer_uid should be {customer_uid}.', ko: 'customer_uid는 {customer_uid}이어야 합니다.' },
    {
      en: 'Call [review_subscriptions] with that customer_uid. Check earlier charges, whether the billing key still exists, and whether its card was replaced since.',
      ko: '그 customer_uid로 [review_subscriptions]를 호출해 이전 결제 내역, 빌링키가 남아 있는지, 그 뒤 카드가 바뀌었는지 확인하세요.',
      optional: true,
    },
    {
      en: 'Call [get_billing_key] with that customer_uid. Check whether the billing key still exists and whether its card was replaced since.',
      ko: '그 customer_uid로 [get_billing_key]를 호출해 빌링키가 남아 있는지, 그 뒤 카드가 바뀌었는지 확인하세요.',
      skipIfOffered: 'review_subscriptions',
    },
    {
      en: 'Report why it failed. A card that is lost, expired or over its limit will fail again; the buyer must register another card first.',
      ko: '실패한 원인을 알려 주세요. 분실·만료·한도 초과된 카드는 다시 결제해도 실패하므로 구매자가 먼저 다른 카드를 등록해야 합니다.',
    },
    {
      en: 'Stop here. Ask the user whether to charge it now, reschedule it for a date, or leave it.',
      ko: '여기서 멈추세요. 지금 결제할지, 날짜를 정해 다시 예약할지, 그대로 둘지 담당자에게 확인하세요.',
    },
    {
      en: 'To charge it now, call [retry_schedule] with merchant_uid {merchant_uid}.',
      ko: '지금 결제하려면 merchant_uid {merchant_uid}로 [retry_schedule]을 호출하세요.',
      optional: true,
    },
    handOffStep('retry_schedule', { en: 'retries a scheduled charge now', ko: '예약결제를 지금 결제하는' }),
    {
      en: 'To reschedule it, call [reschedule_payment] with merchant_uid {merchant_uid} and the date.',
      ko: '다시 예약하려면 merchant_uid {merchant_uid}와 날짜를 넣어 [reschedule_payment]를 호출하세요.',
      optional: true,
    },
    handOffStep('reschedule_payment', { en: 'reschedules a charge', ko: '예약결제를 다시 예약하는' }),
    {
      en: 'Call [get_schedule|investigate_payment] again and report the result.',
      ko: '[get_schedule|investigate_payment]을 다시 호출해 결과를 알리세요.',
    },
  ],
};

export const stopSubscription: Prompt = {
  name: 'stop_subscription',
  title: { en: 'Stop a subscription or change its card', ko: '정기결제 해지·카드 변경' },
  description: {
    en: 'Cancel the upcoming charges of a customer, or change the card',
    ko: '고객의 남은 예약결제를 취소하거나 카드를 변경합니다',
  },
  arguments: [customerArgument],
  introduction: {
    en: 'The customer with billing key {customer_uid} wants to stop the subscription or change the card.',
    ko: '빌링키 {customer_uid}의 고객이 정기결제 해지 또는 카드 변경을 원합니다.',
  },
  steps: [
    {
      en: 'Call [get_billing_key] with customer_uid {customer_uid}.',
      ko: 'customer_uid {customer_uid}로 [get_billing_key]를 호출하세요.',
      optional: true,
    },
    {
      en: 'Call [review_subscriptions] with customer_uid {customer_uid}: it looks at every scheduled charge, however far ahead. Show the charges, and what its hint says of later ones.',
      ko: 'customer_uid {customer_uid}로 [review_subscriptions]를 호출하세요. 먼 날짜의 예약까지 모두 확인합니다. 예정된 결제와 그 이후 예약에 대한 hint를 보여 주세요.',
      optional: true,
    },
    {
      en: 'Call [list_schedules_by_customer] with schedule_status scheduled for the next 3 months, and again for each following 3 months until a whole year has none. Show every schedule.',
      ko: 'schedule_status가 scheduled인 예약결제를 앞으로 3개월, 그다음 3개월 순서로 1년 동안 없을 때까지 [list_schedules_by_customer]로 조회해 모두 보여 주세요.',
      skipIfOffered: 'review_subscriptions',
    },
    {
      en: 'Stop here. Ask the user whether to cancel all schedules, cancel some of them, or only change the card.',
      ko: '여기서 멈추세요. 예약을 모두 취소할지, 일부만 취소할지, 카드만 변경할지 담당자에게 확인하세요.',
    },
    {
      en: 'To cancel, call [cancel_schedules] with customer_uid {customer_uid} and every order number that the user named, or with all to end the subscription.',
      ko: '취소하려면 customer_uid {customer_uid}와 담당자가 지정한 주문번호를 모두 넣어 [cancel_schedules]를 호출하세요. 구독을 끝내려면 all을 사용합니다.',
      optional: true,
    },
    handOffStep('cancel_schedules', { en: 'cancels schedules', ko: '예약을 취소하는' }),
    {
      en: 'Delete the billing key with [delete_billing_key] only if the user explicitly asks for it and no schedule is left. The buyer must then register a card again to subscribe.',
      ko: '담당자가 명시적으로 요청하고 남은 예약이 없을 때만 [delete_billing_key]로 빌링키를 삭제하세요. 삭제하면 고객이 다시 구독할 때 카드를 새로 등록해야 합니다.',
      optional: true,
    },
    {
      en: 'To change the card, the buyer registers the new card in the payment window under the same customer_uid. The schedules then use the new card.',
      ko: '카드를 변경하려면 구매자가 결제창에서 같은 customer_uid로 새 카드를 등록해야 합니다. 등록하면 남은 예약도 새 카드로 결제됩니다.',
    },
    {
      en: 'List the schedules again, as far ahead as before, and report which ones are left.',
      ko: '처음과 같은 기간까지 예약결제를 다시 조회해 남은 예약을 알리세요.',
    },
  ],
};
