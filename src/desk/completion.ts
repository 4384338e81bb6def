import { DAY_SECONDS } from '../base/korean-time.ts';
import { toSingleLine } from '../base/text.ts';
import type { Context } from '../context.ts';
import { listBankCodes, listCardCodes } from '../endpoints/catalog/codes.ts';
import { listPaymentsByStatus } from '../endpoints/catalog/payments.ts';
import { listSchedules } from '../endpoints/catalog/subscriptions.ts';

/** Where completion values come from. */
export type CompletionSource = 'status' | 'imp_uid' | 'merchant_uid' | 'customer_uid' | 'schedule' | 'bank' | 'card';

export interface CompletionService {
  /**
   * Returns the values that start with the typed text, then those that contain it. `from` is a source or a fixed list
   * of values. Empty if the tool that reads the source is not offered. Throws PortOneError.
   */
  complete(from: CompletionSource | readonly string[], typed: string): Promise<string[]>;
}

/** A value, and additional text that a search may match. */
interface CompletionChoice {
  value: string;
  searchText?: string;
}

interface ChoiceLoader {
  tool: string;
  cacheMs: number;
  load(context: Context): Promise<Record<string, readonly CompletionChoice[]>>;
}

/** Enough recent payments, in a page that PortOne returns quickly. */
const MAX_ROWS = 200;

export const paymentStatuses = ['all', 'ready', 'paid', 'cancelled', 'failed'] as const;

const paymentLoader: ChoiceLoader = {
  tool: listPaymentsByStatus.name,
  cacheMs: 30_000,
  async load(context) {
    const portone = await context.portone();
    const { response } = await portone.call(listPaymentsByStatus, { payment_status: 'all', limit: MAX_ROWS });
    const rows = response.list ?? [];
    return {
      imp_uid: toChoices(rows.map((row) => row.imp_uid)),
      merchant_uid: toChoices(rows.map((row) => row.merchant_uid)),
      customer_uid: toChoices(rows.map((row) => row.customer_uid)),
    };
  },
};

const scheduleLoader: ChoiceLoader = {
  tool: listSchedules.name,
  cacheMs: 30_000,
  async load(context) {
    const portone = await context.portone();
    const now = context.now();
    const { response } = await portone.call(listSchedules, {
      schedule_from: now - 40 * DAY_SECONDS,
      schedule_to: now + 40 * DAY_SECONDS,
      limit: MAX_ROWS,
    });
    return { schedule: toChoices((response.list ?? []).map((row) => row.merchant_uid)) };
  },
};

/** Codes have three digits; a longer text is none. */
const STANDARD_CODE = /^\w{1,6}$/;

const createCodeLoader = (source: 'bank' | 'card', row: typeof listBankCodes): ChoiceLoader => ({
  tool: row.name,
  cacheMs: 3_600_000,
  async load(context) {
    const portone = await context.portone();
    const { response } = await portone.call(row, {});
    return {
      [source]: (response ?? []).flatMap(({ code, name }) =>
        code && STANDARD_CODE.test(code) ? [{ value: code, searchText: name ?? '' }] : [],
      ),
    };
  },
});

const choiceLoaders: Readonly<Record<Exclude<CompletionSource, 'status'>, ChoiceLoader>> = {
  imp_uid: paymentLoader,
  merchant_uid: paymentLoader,
  customer_uid: paymentLoader,
  schedule: scheduleLoader,
  bank: createCodeLoader('bank', listBankCodes),
  card: createCodeLoader('card', listCardCodes),
};

/**
 * Completes values from one merchant's data. Data is cached briefly, since a client requests completion with every
 * keystroke.
 */
export function createCompletionService(context: Context, isOffered: (tool: string) => boolean): CompletionService {
  const cache = new Map<ChoiceLoader, { until: number; loading: ReturnType<ChoiceLoader['load']> }>();

  function loadChoices(loader: ChoiceLoader) {
    const cached = cache.get(loader);
    if (cached && cached.until > context.getMonotonicMs()) return cached.loading;
    const loading = loader.load(context);
    cache.set(loader, { until: context.getMonotonicMs() + loader.cacheMs, loading });
    // Failures reach the waiting callers but are not cached.
    loading.catch(() => cache.delete(loader));
    return loading;
  }

  return {
    async complete(from, typed) {
      if (from === 'status') return filterChoices(toPlainChoices(paymentStatuses), typed);
      if (typeof from !== 'string') return filterChoices(toPlainChoices(from), typed);
      const loader = choiceLoaders[from];
      if (!isOffered(loader.tool)) return [];
      return filterChoices((await loadChoices(loader))[from] ?? [], typed);
    },
  };
}

const toPlainChoices = (values: readonly string[]): CompletionChoice[] => values.map((value) => ({ value }));

/**
 * Distinct values in row order. Skips an id with line breaks or invisible characters, which would not survive the round
 * trip.
 */
function toChoices(values: readonly (string | null | undefined)[]): CompletionChoice[] {
  const clean = values
    .filter((value) => typeof value === 'string')
    .filter((value) => value !== '' && toSingleLine(value) === value);
  return toPlainChoices([...new Set(clean)]);
}

function filterChoices(choices: readonly CompletionChoice[], typed: string): string[] {
  const needle = typed.toLowerCase();
  const startingWith = choices.filter(({ value }) => value.toLowerCase().startsWith(needle));
  const containing = choices.filter(
    (choice) =>
      !startingWith.includes(choice) && `${choice.value} ${choice.searchText ?? ''}`.toLowerCase().includes(needle),
  );
  return [...startingWith, ...containing].map(({ value }) => value);
}
