import { walletKeys } from '../../../endpoints/pg-facts/billing-keys.ts';
import { findOpenState } from '../../../endpoints/pg-facts/open-states.ts';
import { getFailureReason } from '../../failure-reasons.ts';
import { isScheduled, type PaymentCase, type PaymentRow } from '../../payment.ts';
import { lookFirstSteps, RECOVERY_NOTE, retrySteps, wasCardReplaced } from '../../subscriptions/retry-charge.ts';
import { formatKstMinute, quoteReason } from '../../wording.ts';
import { type Detector, defineProblem, defineWarning } from './finding.ts';

const changesCardInApp = ({ pg_provider }: PaymentRow) => walletKeys.pgs.some((pg) => pg === pg_provider);

const isBillingKeyCharge = ({ customer_uid, customer_uid_usage }: PaymentRow) =>
  Boolean(customer_uid) && customer_uid_usage !== 'issue';

/** Whether the charge failed and was not repeated successfully: the schedule shows the result of its latest attempt. */
const hasFailed = ({ payment, schedule }: PaymentCase) =>
  payment.status === 'failed' && (!schedule || schedule.payment_status === 'failed');

/** Whether it is a failed charge of a subscription, of which one finding says all. */
export const isFailedSubscriptionCharge = (paymentCase: PaymentCase): boolean =>
  hasFailed(paymentCase) && Boolean(paymentCase.schedule || isScheduled(paymentCase.payment));

export const subscriptionFindings: readonly Detector[] = [
  defineProblem('subscription_failed', (paymentCase) => {
    if (!isFailedSubscriptionCharge(paymentCase)) return undefined;
    const { payment, schedule, billing_key, now } = paymentCase;
    const failReason = schedule?.fail_reason ?? payment.fail_reason;
    const { meaning, advice, retryWhen } = getFailureReason(failReason);
    const open = findOpenState(payment);
    if (open)
      return `A subscription charge is shown as failed (${quoteReason(failReason)}), but it may still be approved: ${open.reason.en}. Wait for the webhook, and read the payment again before charging it again.`;
    const isUncertain = retryWhen === 'look_first';
    const retries = schedule && billing_key ? retrySteps(schedule, { billingKey: billing_key, retryWhen, now }) : [];
    const steps = isUncertain ? lookFirstSteps(payment.merchant_uid) : retries;
    return {
      text: `A subscription charge failed (정기결제 실패), and ${isUncertain ? 'PortOne shows no money taken' : 'no money was taken'}: ${quoteReason(failReason)}, ${meaning}. ${advice}${billing_key === undefined ? ' It was not checked whether the billing key still exists.' : ''}${retries.length > 0 ? ` ${RECOVERY_NOTE}` : ''}`,
      steps,
    };
  }),

  defineProblem('key_missing', ({ payment, billing_key }) =>
    billing_key === null && isBillingKeyCharge(payment)
      ? 'The billing key (빌링키) of this customer_uid no longer exists, so nothing can be charged to it: the buyer has to register a card again.'
      : undefined,
  ),

  defineWarning('key_replaced', ({ payment, billing_key }) => {
    if (!billing_key || !wasCardReplaced(billing_key) || !isBillingKeyCharge(payment)) return undefined;
    const replacedAt = billing_key.updated ?? 0;
    const order = replacedAt > (payment.failed_at || payment.started_at || 0) ? 'after' : 'before';
    return `The card of this customer was replaced on ${formatKstMinute(replacedAt)}, ${order} this charge (카드 변경): ${order === 'after' ? 'a retry charges the new card.' : 'this charge was made to the current card.'}${changesCardInApp(payment) ? ' In Toss Pay the buyer can also change the card in the app, which PortOne does not show.' : ''}`;
  }),
];
