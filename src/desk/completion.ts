import { oneLine } from '../base/text.ts';
import type { Context } from '../context.ts';
import { listBankCodes, listCardCodes } from '../endpoints/catalog/codes.ts';
import { listPaymentsByStatus } from '../endpoints/catalog/payments.ts';
import { listSchedules } from '../endpoints/catalog/subscriptions.ts';

/** What a person's typing can be completed from. */
export type Known = 'status' | 'imp_uid' | 'merchant_uid' | 'customer_uid' | 'schedule' | 'bank' | 'card';

export interface Completing {
  /**
   * Values that begin with what was typed, then those that hold it, of what is known or of the given ones; none where the tool
   * that reads them is off. Throws PortOneError.
   */
  complete(from: Known | readonly string[], typed: string): Promise<string[]>;
}

/** A value, and what else it may be found by. */
interface Choice {
  value: string;
  words?: string;
}

interface Source {
  tool: string;
  keptMs: number;
  load(context: Context): Promise<Record<string, readonly Choice[]>>;
}

const DAY = 86_400;
/** Enough of what came in lately, and a reply that PortOne makes quickly. */
const RECENT = 200;

export const statuses = ['all', 'ready', 'paid', 'cancelled', 'failed'] as const;

const payments: Source = {
  tool: listPaymentsByStatus.name,
  keptMs: 30_000,
  async load(context) {
    const portone = await context.portone();
    const { response } = await portone.call(listPaymentsByStatus, { payment_status: 'all', limit: RECENT });
    const rows = response.list ?? [];
    return {
      imp_uid: choices(rows.map((row) => row.imp_uid)),
      merchant_uid: choices(rows.map((row) => row.merchant_uid)),
      customer_uid: choices(rows.map((row) => row.customer_uid)),
    };
  },
};

const schedules: Source = {
  tool: listSchedules.name,
  keptMs: 30_000,
  async load(context) {
    const portone = await context.portone();
    const now = context.now();
    const { response } = await portone.call(listSchedules, {
      schedule_from: now - 40 * DAY,
      schedule_to: now + 40 * DAY,
      limit: RECENT,
    });
    return { schedule: choices((response.list ?? []).map((row) => row.merchant_uid)) };
  },
};

const codes = (known: 'bank' | 'card', row: typeof listBankCodes): Source => ({
  tool: row.name,
  keptMs: 3_600_000,
  async load(context) {
    const portone = await context.portone();
    const { response } = await portone.call(row, {});
    return {
      [known]: (response ?? []).flatMap(({ code, name }) => (code ? [{ value: code, words: name ?? '' }] : [])),
    };
  },
});

const sources: Readonly<Record<Exclude<Known, 'status'>, Source>> = {
  imp_uid: payments,
  merchant_uid: payments,
  customer_uid: payments,
  schedule: schedules,
  bank: codes('bank', listBankCodes),
  card: codes('card', listCardCodes),
};

/** What is known of one merchant, kept for a short while: a person who types asks with every letter. */
export function createCompleting(context: Context, isOffered: (tool: string) => boolean): Completing {
  const kept = new Map<Source, { until: number; found: ReturnType<Source['load']> }>();

  function load(source: Source) {
    const known = kept.get(source);
    if (known && known.until > context.monotonic()) return known.found;
    const found = source.load(context);
    kept.set(source, { until: context.monotonic() + source.keptMs, found });
    // A failure is told to those who wait for it, and not kept.
    found.catch(() => kept.delete(source));
    return found;
  }

  return {
    async complete(from, typed) {
      if (from === 'status') return matching(plain(statuses), typed);
      if (typeof from !== 'string') return matching(plain(from), typed);
      const source = sources[from];
      if (!isOffered(source.tool)) return [];
      return matching((await load(source))[from] ?? [], typed);
    },
  };
}

const plain = (values: readonly string[]): Choice[] => values.map((value) => ({ value }));

/** Distinct, in the order of the rows. An id that is not one clean line would not come back as it went. */
function choices(values: readonly (string | null | undefined)[]): Choice[] {
  const clean = values
    .filter((value) => typeof value === 'string')
    .filter((value) => value !== '' && oneLine(value) === value);
  return plain([...new Set(clean)]);
}

function matching(choices: readonly Choice[], typed: string): string[] {
  const sought = typed.toLowerCase();
  const begin = choices.filter(({ value }) => value.toLowerCase().startsWith(sought));
  const hold = choices.filter(
    (choice) => !begin.includes(choice) && `${choice.value} ${choice.words ?? ''}`.toLowerCase().includes(sought),
  );
  return [...begin, ...hold].map(({ value }) => value);
}
