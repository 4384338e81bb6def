import { isDeepStrictEqual } from 'node:util';
import type { Proof } from '../../../endpoints/read-back.ts';
import type { PortOne } from '../../../portone/client.ts';
import type { Seen } from '../../snapshot/snapshot.ts';
import { attemptSight, retrySight } from './charge.ts';
import { nothing, odd, type Sight, textOf, textsOf } from './evidence.ts';
import { itemSight } from './naver-items.ts';
import {
  type Reading,
  readAttempts,
  readBillingKey,
  readItems,
  readPayment,
  readSchedule,
  recordReadings,
} from './readers.ts';
import { recordSight } from './record.ts';
import { refundSight } from './refund.ts';
import { bookingSight, bookingsOf, revocationSight } from './schedules.ts';

type Arguments = Readonly<Record<string, unknown>>;

/** How to look whether a write was executed. */
export interface Observation {
  /** The call that shows it best, for whoever looks again later. */
  again: Pick<Reading<unknown>, 'tool' | 'args'>;
  /** One look. Throws when PortOne does not answer. */
  look(portone: PortOne, signal: AbortSignal): Promise<Sight>;
}

type LookableProof = Exclude<Proof, { by: 'nothing' }>;
type Observers = {
  [K in LookableProof['by']]: (
    proof: Extract<LookableProof, { by: K }>,
    args: Arguments,
    before: Seen | undefined,
  ) => Observation | undefined;
};

/** How to look for what proves a write; undefined when its arguments do not say where. */
export function observe(proof: LookableProof, args: Arguments, before: Seen | undefined): Observation | undefined {
  // The kind of proof picks its own observer, which the compiler cannot follow through the table.
  const observer = observers[proof.by] as (
    proof: LookableProof,
    args: Arguments,
    before: Seen | undefined,
  ) => Observation | undefined;
  return observer(proof, args, before);
}

const observers: Observers = {
  record(proof, args, before) {
    const reading = recordReadings[proof.of](args);
    const look: Observation['look'] = async (portone, signal) =>
      recordSight(proof, args, before?.[proof.of], await reading.read(portone, signal));
    return { again: reading, look };
  },

  refund(_proof, args, before) {
    const impUid = textOf(args, 'imp_uid') ?? before?.payment?.imp_uid ?? undefined;
    if (impUid === undefined) return undefined;
    const reading = readPayment(impUid);
    return {
      again: reading,
      async look(portone, signal) {
        const payment = await reading.read(portone, signal);
        return payment ? refundSight(args, before?.payment, payment) : odd('PortOne has no such payment');
      },
    };
  },

  attempt(proof, args, before) {
    const order = textOf(args, 'merchant_uid');
    if (order === undefined) return undefined;
    const reading = readAttempts(order);
    return {
      again: reading,
      async look(portone, signal) {
        const page = await reading.read(portone, signal);
        const sight = attemptSight(proof.becomes, args, before?.order, page?.list ?? []);
        return sight.sight === 'nothing' ? cardStored(sight, args, before, portone, signal) : sight;
      },
    };
  },

  retry(_proof, args, before) {
    const order = textOf(args, 'merchant_uid');
    if (order === undefined) return undefined;
    const reading = readSchedule(order);
    return {
      again: reading,
      async look(portone, signal) {
        const schedule = await reading.read(portone, signal);
        const sight = retrySight(before?.schedule, schedule);
        if (sight.sight !== 'done' || !schedule?.imp_uid) return sight;
        // The proof stands without the payment, which is only what the call would have answered.
        const payment = await readPayment(schedule.imp_uid)
          .read(portone, signal)
          .catch(() => null);
        return payment ? { ...sight, value: payment } : sight;
      },
    };
  },

  bookings(_proof, args, before) {
    const asked = bookingsOf(args);
    const [first] = asked;
    if (!first) return undefined;
    return {
      again: readSchedule(first.merchant_uid),
      async look(portone, signal) {
        const after = await readSchedules(
          asked.map((one) => one.merchant_uid),
          portone,
          signal,
        );
        const sight = bookingSight(textOf(args, 'customer_uid'), asked, before?.schedules, after);
        if (sight.sight !== 'nothing') return sight;
        if (args.checking_amount)
          return odd(`${sight.proof}, but whether the card was charged for its check does not show there`);
        return 'card_number' in args ? cardStored(sight, args, before, portone, signal) : sight;
      },
    };
  },

  revocations(_proof, args, before) {
    const named = textsOf(args, 'merchant_uid');
    const known = before?.schedules?.filter(
      (row) => row.schedule_status === 'scheduled' && (!named || named.includes(row.merchant_uid ?? '')),
    );
    // Orders that are named can be read without knowing what was there, which at least shows that nothing happened.
    const orders = named ?? known?.map((row) => row.merchant_uid ?? '') ?? [];
    const [first] = orders;
    if (first === undefined) return undefined;
    return {
      again: readSchedule(first),
      async look(portone, signal) {
        const waiting = known ?? orders.map((merchant_uid) => ({ merchant_uid }));
        if (waiting.length === 0) return nothing('none of these schedules was waiting');
        const sight = revocationSight(waiting, await readSchedules(orders, portone, signal));
        return known || sight.sight !== 'done'
          ? sight
          : odd(`${sight.proof}; whether they were so before is not known`);
      },
    };
  },

  items(proof, args, before) {
    const impUid = textOf(args, 'imp_uid');
    if (impUid === undefined) return undefined;
    const reading = readItems(impUid);
    return {
      again: reading,
      look: async (portone, signal) =>
        itemSight(proof, args, before?.naver_items, (await reading.read(portone, signal)) ?? []),
    };
  },
};

/** One after the other: a look must not be a burst. */
async function readSchedules(orders: readonly string[], portone: PortOne, signal: AbortSignal) {
  const rows: [string, Awaited<ReturnType<ReturnType<typeof readSchedule>['read']>>][] = [];
  for (const order of orders) rows.push([order, await readSchedule(order).read(portone, signal)]);
  return new Map(rows);
}

/**
 * PortOne stores a card before it charges or books with it: no charge does not mean that nothing was changed. A stored key
 * that nobody looked at before settles nothing.
 */
async function cardStored(
  sight: Extract<Sight, { sight: 'nothing' }>,
  args: Arguments,
  before: Seen | undefined,
  portone: PortOne,
  signal: AbortSignal,
): Promise<Sight> {
  const customer = textOf(args, 'customer_uid');
  if (customer === undefined || !('card_number' in args)) return sight;
  const key = await readBillingKey(customer).read(portone, signal);
  if (key === null) return nothing(`${sight.proof}, and no card is stored`);
  if (before?.billing_key === undefined)
    return odd(`${sight.proof}; a card is stored, and whether it was so before is not known`);
  return isDeepStrictEqual(before.billing_key, key)
    ? nothing(`${sight.proof}, and the stored card is as before`)
    : odd(`${sight.proof}, but the card was stored`);
}
