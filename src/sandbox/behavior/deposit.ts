import type { Change } from '../envelope.ts';
import { digits } from '../state/ids.ts';
import type { World } from '../state/world.ts';

type Deposited = { changed: Change } | { refused: string; status: number };

/** The buyer pays into a virtual account, or at the counter of a convenience store: the notice of it makes the payment paid. */
export function deposit(world: World, impUid: string): Deposited {
  const stored = world.payments.get(impUid);
  if (!stored) return { refused: `There is no payment ${impUid}.`, status: 404 };
  const { shown } = stored;
  if (shown.pay_method !== 'vbank' && shown.pay_method !== 'cvs')
    return {
      refused: `${impUid} is paid by ${shown.pay_method}: only vbank and cvs payments take a deposit.`,
      status: 400,
    };
  if (shown.status !== 'ready')
    return { refused: `${impUid} is ${shown.status}: only a ready payment takes a deposit.`, status: 400 };
  // Test channels hand out numbers but never hear of a deposit.
  if (shown.sandbox) return { refused: `${impUid} is of a test channel: its deposits are never noticed.`, status: 400 };
  const now = world.clock.now();
  if (shown.vbank_date && shown.vbank_date < now)
    return { refused: `The virtual account of ${impUid} has expired.`, status: 400 };
  world.payments.update(stored, { status: 'paid', paid_at: now, apply_num: digits(world, 8) }, now);
  return { changed: { imp_uid: impUid, merchant_uid: shown.merchant_uid, amount: shown.amount, status: 'paid' } };
}
