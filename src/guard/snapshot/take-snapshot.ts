import { Refused } from '../../base/refusal.ts';
import { listPgSettings } from '../../endpoints/catalog/merchant.ts';
import type { Preview } from '../../endpoints/endpoint.ts';
import { getRefundableAmount } from '../../endpoints/refundable.ts';
import type { PortOneReader } from '../../portone/client.ts';
import { OtherRecordReturned } from '../../portone/errors.ts';
import { matchesRequestedIds } from '../../portone/response-identity.ts';
import { readLatestAttempts } from './read-latest-attempts.ts';
import { readPendingSchedules, readSchedulesByOrder } from './read-schedules.ts';
import {
  createAttemptsReader,
  createBillingKeyReader,
  createNaverItemsReader,
  createPaymentReader,
  createScheduleReader,
  recordReaders,
} from './record-readers.ts';
import type { Snapshot } from './snapshot.ts';

type ToolArguments = Readonly<Record<string, unknown>>;
/** `soFar` holds the records that earlier readers have read. */
type SnapshotReader = (portone: PortOneReader, args: ToolArguments, soFar: Snapshot, now: number) => Promise<Snapshot>;

const toNonEmptyText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Reads a record that may not exist, if the arguments name it. */
const readRecord =
  (kind: 'receipt' | 'external_receipt' | 'escrow' | 'prepare', idArgument: string): SnapshotReader =>
  async (portone, args) =>
    toNonEmptyText(args[idArgument]) === undefined
      ? {}
      : { [kind]: await recordReaders[kind](args).readShown(portone) };

const snapshotReaders: Record<Preview, SnapshotReader> = {
  async payment(portone, args) {
    const impUid = toNonEmptyText(args.imp_uid);
    if (impUid !== undefined) return { payment: await createPaymentReader(impUid).readExisting(portone) };
    const merchantUid = toNonEmptyText(args.merchant_uid);
    return merchantUid === undefined ? {} : { payment: await findRefundablePayment(portone, merchantUid) };
  },

  async order(portone, args, { schedule }) {
    const merchantUid = toNonEmptyText(args.merchant_uid) ?? toNonEmptyText(schedule?.merchant_uid);
    if (merchantUid === undefined)
      return Array.isArray(args.schedules)
        ? { order: await readLatestAttempts(portone, listOrderNumbers(args.schedules)) }
        : {};
    const page = await createAttemptsReader(merchantUid).readShown(portone);
    return { order: page?.list ?? [] };
  },

  async billing_key(portone, args, { schedule, schedules = [] }) {
    const [first, ...others] = new Set(schedules.map((one) => one.customer_uid));
    const scheduled = schedule?.customer_uid ?? (others.length === 0 ? first : undefined);
    const customerUid = toNonEmptyText(args.customer_uid) ?? toNonEmptyText(scheduled);
    if (customerUid === undefined) return {};
    return { billing_key: await createBillingKeyReader(customerUid).readShown(portone) };
  },

  async schedule(portone, args) {
    const merchantUid = toNonEmptyText(args.merchant_uid);
    if (merchantUid === undefined) return readNamedSchedules(portone, args.schedules);
    return { schedule: await createScheduleReader(merchantUid).readExisting(portone) };
  },

  async schedules(portone, args, _, now) {
    const customerUid = toNonEmptyText(args.customer_uid);
    if (args.merchant_uid === undefined && customerUid !== undefined)
      return readPendingSchedules(portone, customerUid, now);
    const { schedules = [] } = await readNamedSchedules(portone, args.merchant_uid);
    return { schedules: schedules.filter((row) => customerUid === undefined || row.customer_uid === customerUid) };
  },

  async naver_items(portone, args, { payment }) {
    const impUid = toNonEmptyText(args.imp_uid);
    if (impUid === undefined) return {};
    const items = (await createNaverItemsReader(impUid).readExisting(portone)) ?? [];
    if (!matchesRequestedIds(['merchant_uid'], payment ?? {}, items)) throw new OtherRecordReturned();
    return { naver_items: items };
  },

  receipt: readRecord('receipt', 'imp_uid'),
  external_receipt: readRecord('external_receipt', 'merchant_uid'),
  escrow: readRecord('escrow', 'imp_uid'),
  prepare: readRecord('prepare', 'merchant_uid'),

  certification: async (portone, args) =>
    toNonEmptyText(args.imp_uid) === undefined
      ? {}
      : { certification: await recordReaders.certification(args).readExisting(portone) },
};

/** Reads the records that an operation would change. Throws Refused or PortOneError; changes nothing. */
export async function takeSnapshot(
  previews: readonly Preview[],
  args: ToolArguments,
  { portone, now }: { portone: PortOneReader; now: number },
): Promise<Snapshot> {
  let snapshot: Snapshot = {};
  for (const kind of previews)
    snapshot = { ...snapshot, ...(await snapshotReaders[kind](portone, args, snapshot, now)) };
  return { ...snapshot, ...(await readChannel(portone, args)) };
}

/** Finds the only refundable payment of an order. Throws Refused if there is none or more than one. */
async function findRefundablePayment(
  portone: PortOneReader,
  merchantUid: string,
): Promise<NonNullable<Snapshot['payment']>> {
  const page = await createAttemptsReader(merchantUid).readShown(portone);
  const refundable = (page?.list ?? []).filter((one) => getRefundableAmount(one) > 0 && one.paid_at);
  const [payment] = refundable;
  if (refundable.length > 1)
    throw new Refused(
      'rejected',
      `The order has ${refundable.length} paid payments, so it is unclear which one to refund. Nothing was sent.`,
      'Call list_payments_by_order, let the user choose, and name the imp_uid.',
    );
  if (!payment)
    throw new Refused(
      'rejected',
      'The order has no payment with money left to refund. Nothing was sent.',
      'Call list_payments_by_order to see its attempts.',
    );
  return payment;
}

/** The order numbers of a list of order numbers, or of a list of objects with order numbers. */
const listOrderNumbers = (list: unknown): string[] =>
  Array.isArray(list)
    ? list.flatMap((one) => toNonEmptyText(one) ?? toNonEmptyText(Object(one).merchant_uid) ?? [])
    : [];

async function readNamedSchedules(portone: PortOneReader, list: unknown): Promise<Snapshot> {
  return Array.isArray(list) ? { schedules: await readSchedulesByOrder(portone, listOrderNumbers(list)) } : {};
}

/** An API key without the right to read the settings is not an error: rules about the channel do not apply then. */
async function readChannel(portone: PortOneReader, { channel_key }: ToolArguments): Promise<Snapshot> {
  if (toNonEmptyText(channel_key) === undefined) return {};
  const settings = await portone.call(listPgSettings, {}).catch(() => undefined);
  if (!settings) return {};
  return { channel: settings.response?.find((one) => one.channel_key === channel_key) ?? null };
}
