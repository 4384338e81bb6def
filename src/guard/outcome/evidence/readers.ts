import type * as z from 'zod';
import { getBillingKey } from '../../../endpoints/catalog/billing-keys.ts';
import { getExternalReceipt, getReceipt } from '../../../endpoints/catalog/cash-receipts.ts';
import { getCertification } from '../../../endpoints/catalog/certifications.ts';
import { getEscrowLogistics } from '../../../endpoints/catalog/escrow.ts';
import { listNaverProductOrders } from '../../../endpoints/catalog/naver-orders.ts';
import { getPayment, getPaymentPrepare, listPaymentsByOrder } from '../../../endpoints/catalog/payments.ts';
import { getSchedule } from '../../../endpoints/catalog/subscriptions.ts';
import type { Endpoint } from '../../../endpoints/endpoint.ts';
import type { ProofRecord } from '../../../endpoints/read-back.ts';
import type { PortOne } from '../../../portone/client.ts';
import { PortOneError, PortOneUnreachable } from '../../../portone/errors.ts';
import { isAskedFor } from '../../../portone/response-identity.ts';

/** One read of PortOne, as a call that can also be told to a model word for word. */
export interface Reading<T> {
  tool: string;
  args: Readonly<Record<string, unknown>>;
  /** Null when PortOne has no such thing; throws when it cannot be told. */
  read(portone: PortOne, signal: AbortSignal): Promise<T | null>;
}

function reading<A, S extends z.ZodType>(row: Endpoint<A, S>, args: NoInfer<A>): Reading<z.output<S>> {
  // The arguments of a row are an object by name, whatever its exact type.
  const asked = args as Readonly<Record<string, unknown>>;
  return {
    tool: row.name,
    args: asked,
    async read(portone, signal) {
      try {
        const { response } = await portone.call(row, args, { signal });
        if (isAskedFor(IDS, asked, rowsOf(response))) return response;
      } catch (error) {
        if (error instanceof PortOneError && isAbsence(row.name, error)) return null;
        throw error;
      }
      throw new PortOneUnreachable({ trouble: 'something else was shown than was asked for' });
    },
  };
}

const IDS = ['imp_uid', 'merchant_uid', 'customer_uid'];
const rowsOf = (response: unknown): unknown => Object(response).list ?? response;

/** 409 is how escrow logistics say that there are none yet. */
const isAbsence = (tool: string, { kind, httpStatus }: PortOneError): boolean =>
  kind === 'not_found' || (httpStatus === 409 && tool === getEscrowLogistics.name);

// A payment of a test channel is shown only to those who ask for it.
export const readPayment = (imp_uid: string) => reading(getPayment, { imp_uid, include_sandbox: true });
export const readSchedule = (merchant_uid: string) => reading(getSchedule, { merchant_uid });
export const readItems = (imp_uid: string) => reading(listNaverProductOrders, { imp_uid });
export const readBillingKey = (customer_uid: string) => reading(getBillingKey, { customer_uid });
/** The newest attempts, as many as a page holds. */
export const readAttempts = (merchant_uid: string) => reading(listPaymentsByOrder, { merchant_uid, limit: 100 });

type RecordReading = Reading<Readonly<Record<string, unknown>>>;
const byImpUid =
  (read: (impUid: string) => RecordReading) =>
  (args: Readonly<Record<string, unknown>>): RecordReading =>
    read(String(args.imp_uid));
const byOrder =
  (read: (merchantUid: string) => RecordReading) =>
  (args: Readonly<Record<string, unknown>>): RecordReading =>
    read(String(args.merchant_uid));

/** How each record is read, from the arguments of the write. */
export const recordReadings: Record<ProofRecord, (args: Readonly<Record<string, unknown>>) => RecordReading> = {
  payment: byImpUid(readPayment),
  billing_key: (args) => readBillingKey(String(args.customer_uid)),
  schedule: byOrder(readSchedule),
  receipt: byImpUid((imp_uid) => reading(getReceipt, { imp_uid })),
  external_receipt: byOrder((merchant_uid) => reading(getExternalReceipt, { merchant_uid })),
  escrow: byImpUid((imp_uid) => reading(getEscrowLogistics, { imp_uid })),
  certification: byImpUid((imp_uid) => reading(getCertification, { imp_uid })),
  prepare: byOrder((merchant_uid) => reading(getPaymentPrepare, { merchant_uid })),
};
