import { failureReason } from '../../failure-reasons.ts';
import { type Case, isScheduled, type PaymentRow } from '../../payment.ts';
import { againSteps, isReplaced } from '../../subscriptions/retry-charge.ts';
import { moment, told } from '../../wording.ts';
import { type Detector, problem, warning } from './finding.ts';

const isKeyCharge = ({ customer_uid, customer_uid_usage }: PaymentRow) =>
  Boolean(customer_uid) && customer_uid_usage !== 'issue';

/** Whether this attempt is what became of its schedule: an order may have been charged again since. */
const hasFailed = ({ payment, schedule }: Case) =>
  payment.status === 'failed' && (!schedule || schedule.payment_status === 'failed');

export const subscriptionFindings: readonly Detector[] = [
  problem('subscription_failed', (about) => {
    const { payment, schedule, billing_key, now } = about;
    if (!hasFailed(about) || !(schedule || isScheduled(payment))) return undefined;
    const said = schedule?.fail_reason ?? payment.fail_reason;
    const { means, again } = failureReason(said);
    const steps = schedule && billing_key ? againSteps(schedule, { key: billing_key, again, now }) : [];
    return {
      text: `A charge of a subscription failed (정기결제 실패), and no money was taken: ${told(said)}, ${means}.${billing_key === undefined ? ' Whether the billing key still exists was not seen.' : ''}`,
      steps,
    };
  }),

  problem('key_missing', ({ payment, billing_key }) =>
    billing_key === null && isKeyCharge(payment)
      ? 'The billing key (빌링키) of this customer_uid is gone, so nothing more can be charged to it: the buyer has to register a card again.'
      : undefined,
  ),

  warning('key_replaced', ({ payment, billing_key }) => {
    if (!billing_key || !isReplaced(billing_key) || !isKeyCharge(payment)) return undefined;
    const at = billing_key.updated ?? 0;
    const since = at > (payment.failed_at || payment.started_at || 0) ? 'after' : 'before';
    return `The card of this customer was replaced ${moment(at)}, ${since} this charge (카드 변경): ${since === 'after' ? 'a new try goes to the new card.' : 'this charge went to the present card.'}`;
  }),
];
