import { normalizePhone } from '../../base/phone.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { MoneyMovement } from './money-movements.ts';

type ToolArguments = Readonly<Record<string, unknown>>;

/** The arguments that identify what an operation acts on. */
const TARGET_ARGUMENTS = ['imp_uid', 'merchant_uid', 'customer_uid'] as const;

/**
 * The customers that an operation belongs to. A charge whose response was lost may be retried under another order number,
 * so the order number alone does not relate the two.
 */
export function getCustomerKeys(
  args: ToolArguments,
  { schedule, schedules = [], billing_key, payment }: Snapshot,
): string[] {
  const snapshotIds = [schedule, ...schedules, billing_key, payment].map((thing) => thing?.customer_uid);
  const named = ['customer_uid', 'member_id'].map((name) => args[name]);
  const all = [...snapshotIds, ...named].filter((id) => typeof id === 'string' && id !== '');
  const keys = all.map((id) => `customer_uid ${id}`);
  return [
    ...new Set([...keys, ...(typeof args.benepia_user === 'string' ? [`benepia_user ${args.benepia_user}`] : [])]),
  ];
}

/** The card that is charged or stored. */
export function getCardKeys({ card_number }: ToolArguments): string[] {
  const digits = typeof card_number === 'string' ? card_number.replace(/\D/g, '') : '';
  return digits === '' ? [] : [`card_number ${digits}`];
}

/** The telephone, in arguments or in a payment, by which a buyer without a customer id is known again. */
export function getPhoneKeys({ buyer_tel, phone }: ToolArguments): string[] {
  const digits = [buyer_tel, phone].map((one) => (typeof one === 'string' ? normalizePhone(one) : ''));
  return digits.filter((one) => one !== '').map((one) => `buyer_tel ${one}`);
}

/**
 * The payments, orders and customers that an operation acts on. Two operations that share one must not run at the same
 * time: if a response is lost, reading back could not tell their effects apart.
 */
export function getLockKeys(args: ToolArguments, moves: readonly MoneyMovement[]): string[] {
  const named = TARGET_ARGUMENTS.flatMap((name) => [args[name]].flat().map((id) => [name, id]));
  const scheduled = Array.isArray(args.schedules)
    ? args.schedules.map((one) => ['merchant_uid', one?.merchant_uid])
    : [];
  const customers = [
    ['customer_uid', args.member_id],
    ['benepia_user', args.benepia_user],
  ];
  const moved = moves.map(({ payment }) => ['moved', payment]);
  const all = [...named, ...customers, ...scheduled, ...moved].filter(([, id]) => typeof id === 'string');
  return [...new Set([...all.map((target) => target.join(' ')), ...getCardKeys(args)])];
}
