import { addAmounts } from '../../base/money.ts';
import { type Fields, getFields, getList, getNumber, getText } from '../page/fields.ts';
import { chargeStates } from '../words/charge-words.ts';
import { toDate } from '../words/time.ts';

/** A scheduled charge of the result, with the state under which it stands there. */
export interface Charge {
  state: string;
  /** `2026-11-20`; undefined if the result does not say when. */
  date: string | undefined;
  customer: string;
  buyer: string | undefined;
  amount: number;
  currency: string;
  fields: Fields;
}

export function getCharges(content: Fields): Charge[] {
  // What all rows have in common stands once.
  const shared = getFields(content, 'in_every_row');
  const toCharge = (state: string, fields: Fields): Charge => ({
    state,
    date: toDate(getText(fields, 'schedule_at')),
    customer: getText(fields, 'customer_uid') ?? '–',
    buyer: getText(fields, 'buyer_name'),
    amount: getNumber(fields, 'amount') ?? 0,
    currency: getText(fields, 'currency') ?? 'KRW',
    fields,
  });
  return chargeStates.flatMap(({ state }) =>
    getList(content, state).map((row) => toCharge(state, { ...shared, ...row })),
  );
}

/** What one customer has in the period. */
export interface CustomerLine {
  customer: string;
  buyer: string | undefined;
  currency: string;
  counts: ReadonlyMap<string, number>;
  due: number;
  next: string | undefined;
}

/** Later than any date. */
const NEVER = '9999';

/** One line for each customer and currency: whoever has failed charges first, then by the next charge. */
export function groupByCustomer(charges: readonly Charge[]): CustomerLine[] {
  const groups = new Map<string, Charge[]>();
  for (const charge of charges) {
    const key = JSON.stringify([charge.customer, charge.currency]);
    groups.set(key, [...(groups.get(key) ?? []), charge]);
  }
  const lines = [...groups.values()].flatMap((ofCustomer): CustomerLine[] => {
    const [first] = ofCustomer;
    if (!first) return [];
    const counts = new Map<string, number>();
    for (const { state } of ofCustomer) counts.set(state, (counts.get(state) ?? 0) + 1);
    const due = ofCustomer.filter(({ state }) => state === 'due');
    const [next] = due.flatMap(({ date }) => date ?? []).sort();
    const { customer, currency } = first;
    const buyer = ofCustomer.map((charge) => charge.buyer).find(Boolean);
    return [{ customer, buyer, currency, counts, due: addAmounts(...due.map(({ amount }) => amount)), next }];
  });
  const countFailed = ({ counts }: CustomerLine) => counts.get('failed') ?? 0;
  return lines.sort((a, b) => countFailed(b) - countFailed(a) || (a.next ?? NEVER).localeCompare(b.next ?? NEVER));
}
