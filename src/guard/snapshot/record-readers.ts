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
import { PortOneUnreachable, readOrNull } from '../../portone/errors.ts';
import { matchesRequestedIds } from '../../portone/response-identity.ts';

/** One read of PortOne, as a call that can also be told to a model word for word. */
export interface RecordReader<T> {
  tool: string;
  args: Readonly<Record<string, unknown>>;
  /** Null when PortOne has no such thing. Throws PortOneError when it cannot be told. */
  read(portone: PortOneReader, signal?: AbortSignal): Promise<T | null>;
  /** Throws PortOneError also when PortOne has no such thing. */
  readExisting(portone: PortOneReader, signal?: AbortSignal): Promise<T>;
}

export function createReader<A, S extends z.ZodType>(
  endpoint: ReadEndpoint<A, S>,
  args: NoInfer<A>,
): RecordReader<z.output<S>> {
  // The arguments of a row are an object by name, whatever its exact type.
  const requested = args as Readonly<Record<string, unknown>>;
  async function request(portone: PortOneReader, signal?: AbortSignal) {
    const result = await portone.call(endpoint, args, signal ? { signal } : {});
    // Something in between may answer with what it kept of another request.
    if (matchesRequestedIds(IDENTIFYING_FIELDS, requested, getRows(result.response))) return result;
    throw new PortOneUnreachable({ detail: 'something else was shown than was asked for' });
  }
  return {
    tool: endpoint.name,
    args: requested,
    read: (portone, signal) => readOrNull(request(portone, signal)),
    readExisting: async (portone, signal) => (await request(portone, signal)).response,
  };
}

const IDENTIFYING_FIELDS = ['imp_uid', 'merchant_uid', 'customer_uid'];
const getRows = (response: unknown): unknown => Object(response).list ?? response;

// A payment of a test channel is shown only to those who ask for it.
export const createPaymentReader = (imp_uid: string) => createReader(getPayment, { imp_uid, include_sandbox: true });
export const createScheduleReader = (merchant_uid: string) => createReader(getSchedule, { merchant_uid });
export const createNaverItemsReader = (imp_uid: string) => createReader(listNaverProductOrders, { imp_uid });
export const createBillingKeyReader = (customer_uid: string) => createReader(getBillingKey, { customer_uid });
/** The newest attempts, as many as a page holds. */
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

/** How each record is read, from the arguments of the write. */
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
