import { getBillingKey } from '../../src/endpoints/billing-keys.ts';
import { getCertification } from '../../src/endpoints/certifications.ts';
import type { Preview } from '../../src/endpoints/endpoint.ts';
import { getEscrowLogistics } from '../../src/endpoints/escrow.ts';
import type { Row } from '../../src/endpoints/index.ts';
import { listNaverProductOrders } from '../../src/endpoints/naver-orders.ts';
import { getPayment, getPaymentPrepare, listPaymentsByOrder } from '../../src/endpoints/payments.ts';
import { getExternalReceipt, getReceipt } from '../../src/endpoints/receipts.ts';
import { getSchedule, listSchedulesByCustomer } from '../../src/endpoints/subscriptions.ts';
import type { Seen } from '../../src/guard/seen.ts';
import type { PortOne } from '../../src/portone/client.ts';
import { PortOneError } from '../../src/portone/errors.ts';

type Arguments = Record<string, unknown>;

const DAY = 86_400;

async function found<T>(reading: Promise<{ response: T }>): Promise<T | null> {
  try {
    return (await reading).response;
  } catch (error) {
    if (error instanceof PortOneError && (error.kind === 'not_found' || error.httpStatus === 409)) return null;
    throw error;
  }
}

const looks: Record<Preview, (portone: PortOne, args: Arguments) => Promise<Seen>> = {
  payment: async (portone, args) => {
    const payment = await found(portone.call(getPayment, { imp_uid: String(args.imp_uid), include_sandbox: true }));
    return payment ? { payment } : {};
  },
  order: async (portone, args) => {
    const page = await found(
      portone.call(listPaymentsByOrder, { merchant_uid: String(args.merchant_uid), limit: 100 }),
    );
    return { order: page?.list ?? [] };
  },
  billing_key: async (portone, args) =>
    args.customer_uid === undefined
      ? {}
      : { billing_key: await found(portone.call(getBillingKey, { customer_uid: String(args.customer_uid) })) },
  schedule: async (portone, args) => {
    const read = (order: unknown) => found(portone.call(getSchedule, { merchant_uid: String(order) }));
    if (!Array.isArray(args.schedules)) return { schedule: await read(args.merchant_uid) };
    const rows = await Promise.all(args.schedules.map(({ merchant_uid }) => read(merchant_uid)));
    return { schedules: rows.filter((row) => row !== null) };
  },
  schedules: async (portone, args) => {
    if (args.customer_uid === undefined) return {};
    const now = Math.floor(Date.now() / 1000);
    const window = { from: now - DAY, to: now + 89 * DAY, schedule_status: 'scheduled' as const };
    const page = await found(
      portone.call(listSchedulesByCustomer, { customer_uid: String(args.customer_uid), ...window }),
    );
    return { schedules: page?.list ?? [] };
  },
  naver_items: async (portone, args) => ({
    naver_items: (await found(portone.call(listNaverProductOrders, { imp_uid: String(args.imp_uid) }))) ?? [],
  }),
  receipt: async (portone, args) => ({
    receipt: await found(portone.call(getReceipt, { imp_uid: String(args.imp_uid) })),
  }),
  external_receipt: async (portone, args) => ({
    external_receipt: await found(portone.call(getExternalReceipt, { merchant_uid: String(args.merchant_uid) })),
  }),
  escrow: async (portone, args) => ({
    escrow: await found(portone.call(getEscrowLogistics, { imp_uid: String(args.imp_uid) })),
  }),
  certification: async (portone, args) => ({
    certification: await found(portone.call(getCertification, { imp_uid: String(args.imp_uid) })),
  }),
  prepare: async (portone, args) => ({
    prepare: await found(portone.call(getPaymentPrepare, { merchant_uid: String(args.merchant_uid) })),
  }),
};

/** What PortOne says before a call, of all that the row's preview names. */
export async function seenBefore(portone: PortOne, row: Row, args: Arguments): Promise<Seen> {
  const parts = await Promise.all((row.preview ?? []).map((kind) => looks[kind](portone, args)));
  return Object.assign({}, ...parts);
}
