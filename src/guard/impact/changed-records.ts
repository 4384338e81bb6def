import { isRecord } from '../../output/tool-result.ts';
import type { Change } from '../../store/change-events.ts';

type Arguments = Readonly<Record<string, unknown>>;
const textsOf = (value: unknown): string[] => [value].flat().filter((one) => typeof one === 'string');

/** What an operation may have changed, told by its arguments and by what PortOne answered. */
export function touched(args: Arguments, answer: unknown): Change[] {
  const row = isRecord(answer) ? answer : {};
  const [imp_uid] = textsOf(row.imp_uid ?? args.imp_uid);
  const [customer_uid] = textsOf(row.customer_uid ?? args.customer_uid);
  // Only a payment's status says on which pages it is.
  const [status] = typeof row.imp_uid === 'string' ? textsOf(row.status) : [];
  const booked = [args.schedules].flat().map((one) => (isRecord(one) ? one.merchant_uid : undefined));
  const orders = new Set(textsOf([row.merchant_uid, args.merchant_uid, booked].flat()));
  const common = {
    ...(imp_uid === undefined ? {} : { imp_uid }),
    ...(customer_uid === undefined ? {} : { customer_uid }),
    ...(status === undefined ? {} : { status }),
  };
  if (orders.size === 0) return [common];
  return [...orders].map((merchant_uid) => ({ ...common, merchant_uid }));
}
