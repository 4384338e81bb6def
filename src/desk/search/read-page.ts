import { listPaymentsByStatus } from '../../endpoints/catalog/payments.ts';
import type { PaymentRow } from '../../endpoints/models/payment.ts';
import type { PortOneReader } from '../../portone/client.ts';
import { ResponseTooLarge } from '../../portone/errors.ts';

/** A page whose response is too large is read in so many parts, and those again if necessary. */
const PARTS = 5;

interface PageArguments {
  payment_status: 'ready' | 'paid' | 'cancelled' | 'failed';
  /** Unix seconds. */
  from: number;
  to: number;
  page: number;
  limit: number;
  sorting: '-paid' | '-started';
}

export interface PaymentPage {
  rows: PaymentRow[];
  /** Rows of the whole list, if PortOne tells. */
  total: number | undefined;
  hasNext: boolean;
  /** Read by several requests, between which the list may have changed. */
  isSplit: boolean;
}

/** Reads one page of a list of payments, whatever the size of its records. Throws PortOneError. */
export async function readPage(portone: PortOneReader, args: PageArguments, signal: AbortSignal): Promise<PaymentPage> {
  try {
    const { response } = await portone.call(listPaymentsByStatus, args, { signal });
    const { list, total, next } = response;
    return { rows: list ?? [], total: total ?? undefined, hasNext: Boolean(next), isSplit: false };
  } catch (error) {
    if (!(error instanceof ResponseTooLarge) || args.limit % PARTS !== 0) throw error;
    return readInParts(portone, args, signal);
  }
}

async function readInParts(portone: PortOneReader, args: PageArguments, signal: AbortSignal): Promise<PaymentPage> {
  const limit = args.limit / PARTS;
  const lastPage = args.page * PARTS;
  const whole: PaymentPage = { rows: [], total: undefined, hasNext: true, isSplit: true };
  for (let page = lastPage - PARTS + 1; page <= lastPage && whole.hasNext; page++) {
    const part = await readPage(portone, { ...args, page, limit }, signal);
    whole.rows.push(...part.rows);
    whole.total ??= part.total;
    whole.hasNext = part.total === undefined ? part.hasNext : page * limit < part.total;
  }
  return whole;
}
