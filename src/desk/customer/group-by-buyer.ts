import { isSameBuyer, type PaymentRow } from '../payment.ts';

/** Puts together the rows of one person: the same customer id, telephone or mail address as any other of them. */
export function groupByBuyer(rows: readonly PaymentRow[]): PaymentRow[][] {
  let groups: PaymentRow[][] = [];
  for (const row of rows) {
    const isRelated = (group: readonly PaymentRow[]) => group.some((other) => isSameBuyer(row, other));
    const related = groups.filter(isRelated).flat();
    groups = [...groups.filter((group) => !isRelated(group)), [...related, row]];
  }
  return groups;
}
