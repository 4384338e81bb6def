import type { ChangedFields } from '../envelope.ts';
import { randomDigits } from '../state/ids.ts';
import type { World } from '../state/world.ts';

type DepositResult = { changed: ChangedFields } | { refused: string; status: number };

/** The buyer pays into a virtual account, or at the counter of a convenience store: the notice of it makes the payment paid. */
export function applyDeposit(world: World, impUid: string): DepositResult {
  const stored = world.payments.get(impUid);
  if (!stored) return { refused: `There is no payment ${impUid}.`, status: 404 };
  const { record } = stored;
  if (record.pay_method !== 'vbank' && record.pay_method !== 'cvs')
    return {
      refused: `${impUid} is paid by ${record.pay_method}: only vbank and cvs payments take a deposit.`,
      status: 400,
    };
  if (record.status !== 'ready')
    return { refused: `${impUid} is ${record.status}: only a ready payment takes a deposit.`, status: 400 };
  // Test channels hand out numbers but never hear of a deposit.
  if (record.sandbox)
    return { refused: `${impUid} is of a test channel: its deposits are never noticed.`, status: 400 };
  const now = world.clock.now();
  if (record.vbank_date && record.vbank_date < now)
    return { refused: `The virtual account of ${impUid} has expired.`, status: 400 };
  world.payments.update(stored, { status: 'paid', paid_at: now, apply_num: randomDigits(world, 8) }, now);
  return { changed: { imp_uid: impUid, merchant_uid: record.merchant_uid, amount: record.amount, status: 'paid' } };
}
