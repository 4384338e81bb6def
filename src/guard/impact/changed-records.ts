import { isRecord } from '../../base/json.ts';
import type { Change } from '../../store/change-events.ts';

type ToolArguments = Readonly<Record<string, unknown>>;
const toTexts = (value: unknown): string[] => [value].flat().filter((one) => typeof one === 'string');

/** Derives the records that an operation may have changed from its arguments and PortOne's response. */
export function getChangedRecords(args: ToolArguments, response: unknown): Change[] {
  const row = isRecord(response) ? response : {};
  const [imp_uid] = toTexts(row.imp_uid ?? args.imp_uid);
  const [customer_uid] = toTexts(row.customer_uid ?? args.customer_uid);
  // Only the status of a payment determines which list pages show it.
  const [status] = typeof row.imp_uid === 'string' ? toTexts(row.status) : [];
  const scheduled = [args.schedules].flat().map((one) => (isRecord(one) ? one.merchant_uid : undefined));
  const orders = new Set(toTexts([row.merchant_uid, args.merchant_uid, scheduled].flat()));
  const common = {
    ...(imp_uid === undefined ? {} : { imp_uid }),
    ...(customer_uid === undefined ? {} : { customer_uid }),
    ...(status === undefined ? {} : { status }),
  };
  if (orders.size === 0) return [common];
  return [...orders].map((merchant_uid) => ({ ...common, merchant_uid }));
}
