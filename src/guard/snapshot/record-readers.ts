import type * as z from 'zod';
import { getBillingKey } from '../../endpoints/catalog/billing-keys.ts';
import { getExternalReceipt, getReceipt } from '../../endpoints/catalog/cash-receipts.ts';
import { getCertification } from '../../endpoints/catalog/certifications.ts';
import { getEscrowLogistics } from '../../endpoints/catalog/escrow.ts';
import { listNaverProductOrders } from '../../endpoints/catalog/naver-orders.ts';
import { getPayment, getPaymentPrepare, listPaymentsByOrder } from '../../endpoints/catalog/payments.ts';
import { getSchedule } from '../../endpoints/catalog/subscriptions.ts';
import type { ReadEndpoint } from '../../endpoints/endpoint.ts';
import type { ReadBackRecord } from '../../endpoints/read-back.ts';
import type { PortOneReader } from '../../portone/client.ts';
import { OtherRecordReturned, readOrNull } from '../../portone/errors.ts';
import { showsRequestedIds } from '../../portone/response-identity.ts';

/** A read from PortOne, with the tool and arguments that a model can use for the same read. */
export interface RecordReader<T> {
  tool: string;
  args: Readonly<Record<string, unknown>>;
  /** Returns null if PortOne has no such record. Throws PortOneError if the read fails. */
  read(portone: PortOneReader, signal?: AbortSignal): Promise<T | null>;
  /** Like `read`, but also throws PortOneError if a record does not show the id by which it was requested. */
  readShown(portone: PortOneReader, signal?: AbortSignal): Promise<T | null>;
  /** Like `readShown`, but also throws PortOneError if PortOne has no such record or returns one without its id. */
  readExisting(portone: PortOneReader, signal?: AbortSignal): Promise<T>;
}

export function createReader<A, S extends z.ZodType>(
  endpoint: ReadEndpoint<A, S>,
  args: NoInfer<A>,
): RecordReader<z.output<S>> {
  // The arguments of a row are always an object, whatever its exact type.
  const requested = args as Readonly<Record<string, unknown>>;
  const request = (portone: PortOneReader, signal?: AbortSignal) =>
    portone.call(endpoint, args, signal ? { signal } : {});
  const assertShown = (response: z.output<S>): z.output<S> => {
    if (!showsRequestedIds(endpoint, requested, response)) throw new OtherRecordReturned();
    return response;
  };
  return {
    tool: endpoint.name,
    args: requested,
    read: (portone, signal) => readOrNull(request(portone, signal)),
    async readShown(portone, signal) {
      const response = await readOrNull(request(portone, signal));
      return response === null ? null : assertShown(response);
    },
    readExisting: async (portone, signal) => assertShown((await request(portone, signal)).response),
  };
}

// PortOne returns payments of test channels only with include_sandbox.
export const createPaymentReader = (imp_uid: string) => createReader(getPayment, { imp_uid, include_sandbox: true });
export const createScheduleReader = (merchant_uid: string) => createReader(getSchedule, { merchant_uid });
export const createNaverItemsReader = (imp_uid: string) => createReader(listNaverProductOrders, { imp_uid });
export const createBillingKeyReader = (customer_uid: string) => createReader(getBillingKey, { customer_uid });
/** Reads the newest attempts, up to one page. */
export const createAttemptsReader = (merchant_uid: string) =>
  createReader(listPaymentsByOrder, { merchant_uid, limit: 100 });

type AnyRecordReader = RecordReader<Readonly<Record<string, unknown>>>;
const createByImpUid =
  (create: (impUid: string) => AnyRecordReader) =>
  (args: Readonly<Record<string, unknown>>): AnyRecordReader =>
    create(String(args.imp_uid));
const createByMerchantUid =
  (create: (merchantUid: string) => AnyRecordReader) =>
  (args: Readonly<Record<string, unknown>>): AnyRecordReader =>
    create(String(args.merchant_uid));

/** Creates the reader of each kind of record from the arguments of a write. */
export const recordReaders: Record<ReadBackRecord, (args: Readonly<Record<string, unknown>>) => AnyRecordReader> = {
  payment: createByImpUid(createPaymentReader),
  billing_key: (args) => createBillingKeyReader(String(args.customer_uid)),
  schedule: createByMerchantUid(createScheduleReader),
  receipt: createByImpUid((imp_uid) => createReader(getReceipt, { imp_uid })),
  external_receipt: createByMerchantUid((merchant_uid) => createReader(getExternalReceipt, { merchant_uid })),
  escrow: createByImpUid((imp_uid) => createReader(getEscrowLogistics, { imp_uid })),
  certification: createByImpUid((imp_uid) => createReader(getCertification, { imp_uid })),
  prepare: createByMerchantUid((merchant_uid) => createReader(getPaymentPrepare, { merchant_uid })),
};
