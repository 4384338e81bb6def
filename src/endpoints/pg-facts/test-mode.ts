import { isEasyPay } from '../payment-brands.ts';
import type { Pg } from '../pg-providers/index.ts';
import { isStorePayment } from './open-states.ts';
import type { PaymentTraits } from './scope.ts';
import { help, pgGuide, type Witnesses } from './witness.ts';

/**
 * What becomes of the money of a test payment. `refunded`: charged and given back by the PG within a day, which PortOne
 * does not show. `kept`: charged and not given back. `not_charged`: no money moves.
 */
export type TestMoney = 'refunded' | 'kept' | 'not_charged';

export const testMoneyWitnesses: Witnesses = [help('test-mode-cancel'), pgGuide('smartro-v2/caution')];

// biome-ignore format: a list that is read against the page
const refundingPgs: readonly Pg[] = ['danal', 'danal_tpay', 'html5_inicis', 'inicis', 'inicis_unified', 'mobilians', 'mobilians_v2', 'nice', 'nice_v2', 'settle', 'settle_acc', 'smartro', 'smartro_v2'];
/** Do not give back what was partly refunded. */
const keepingPartsPgs: readonly Pg[] = ['nice', 'nice_v2'];
const keepingPgs: readonly Pg[] = ['paymentwall'];
// biome-ignore format: a list that is read against the page
const freePgs: readonly Pg[] = ['eximbay', 'kakaopay', 'kcp', 'kicc', 'payco', 'paypal', 'paypal_v2', 'tosspay', 'tosspay_v2', 'tosspayments'];
const walletPgs: readonly Pg[] = ['kakaopay', 'payco', 'paypal', 'paypal_v2', 'tosspay', 'tosspay_v2'];

/** What becomes of the money of a test payment; undefined if no page says so. A virtual account receives none. */
export function getTestMoney(payment: PaymentTraits): TestMoney | undefined {
  const isOneOf = (pgs: readonly string[]) => pgs.includes(payment.pg_provider ?? '');
  if (payment.pay_method === 'vbank') return isStorePayment(payment) ? undefined : 'not_charged';
  if (isOneOf(keepingPgs)) return 'kept';
  // A wallet inside the window of another PG is charged really, whatever that PG does.
  if (isEasyPay(payment) && !isOneOf(walletPgs)) return 'kept';
  if (isOneOf(keepingPartsPgs) && (payment.cancel_amount ?? 0) > 0) return 'kept';
  if (isOneOf(refundingPgs)) return 'refunded';
  return isOneOf(freePgs) ? 'not_charged' : undefined;
}
