import type { ChangedFields } from '../envelope.ts';
import { randomDigits } from '../state/ids.ts';
import type { World } from '../state/world.ts';

type DepositResult = { changed: ChangedFields } | { refused: string; status: number };

/**
 * Simulates a deposit into a virtual account or a payment at a convenience store. The notice of it makes the payment
 * paid.
 */
export function applyDeposit(world: World, impUid: string): DepositResult {
  const stored = world.payments.get(impUid);
  if (!stored) return { refused: `Payment ${impUid} does not exist.`, status: 404 };
  const { record } = stored;
  if (record.pay_method !== 'vbank' && record.pay_method !== 'cvs')
    return {
      refused: `${impUid} is paid by ${record.pay_method}: only vbank and cvs payments accept a deposit.`,
      status: 400,
    };
  if (record.status !== 'ready')
    return { refused: `${impUid} is ${record.status}: only a ready payment accepts a deposit.`, status: 400 };
  // Test channels issue account numbers but are never notified of deposits.
  if (record.sandbox)
    return { refused: `${impUid} belongs to a test channel, which is never notified of deposits.`, status: 400 };
  const now = world.clock.now();
  if (record.vbank_date && record.vbank_date < now)
    return { refused: `The virtual account of ${impUid} has expired.`, status: 400 };
  world.payments.update(stored, { status: 'paid', paid_at: now, apply_num: randomDigits(world, 8) }, now);
  return { changed: { imp_uid: impUid, merchant_uid: record.merchant_uid, amount: record.amount, status: 'paid' } };
}
