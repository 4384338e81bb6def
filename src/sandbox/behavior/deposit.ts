import type { ChangedFields } from '../envelope.ts';
import { randomDigits } from '../state/ids.ts';
import type { World } from '../state/world.ts';

type DepositResult =
  | { status: 'deposited'; changed: ChangedFields }
  | { status: 'rejected'; reason: string; httpStatus: number };

/**
 * Simulates a deposit into a virtual account or a payment at a convenience store. The notice of it makes the payment
 * paid.
 */
export function applyDeposit(world: World, impUid: string): DepositResult {
  const stored = world.payments.get(impUid);
  if (!stored) return { status: 'rejected', reason: `Payment ${impUid} does not exist.`, httpStatus: 404 };
  const { record } = stored;
  if (record.pay_method !== 'vbank' && record.pay_method !== 'cvs')
    return {
      status: 'rejected',
      reason: `${impUid} is paid by ${record.pay_method}: only vbank and cvs payments accept a deposit.`,
      httpStatus: 400,
    };
  if (record.status !== 'ready')
    return {
      status: 'rejected',
      reason: `${impUid} is ${record.status}: only a ready payment accepts a deposit.`,
      httpStatus: 400,
    };
  // Test channels issue account numbers but are never notified of deposits.
  if (record.sandbox)
    return {
      status: 'rejected',
      reason: `${impUid} belongs to a test channel, which is never notified of deposits.`,
      httpStatus: 400,
    };
  const now = world.clock.now();
  if (record.vbank_date && record.vbank_date < now)
    return { status: 'rejected', reason: `The virtual account of ${impUid} has expired.`, httpStatus: 400 };
  world.payments.update(stored, { status: 'paid', paid_at: now, apply_num: randomDigits(world, 8) }, now);
  return {
    status: 'deposited',
    changed: { imp_uid: impUid, merchant_uid: record.merchant_uid, amount: record.amount, status: 'paid' },
  };
}
