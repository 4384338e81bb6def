import type { PaymentRow } from '../../endpoints/models/payment.ts';
import { isTestMid } from '../../endpoints/pg-facts/test-mids.ts';
import type { Period } from '../period/period.ts';
import { getPaymentTime } from '../search/scan-payments.ts';

/** Counts the payments of which PortOne does not say whether they were live or test; older ones have no such field. */
export class UnstatedModes {
  readonly #period: Pick<Period, 'from' | 'to'>;
  #count = 0;
  #testMids = 0;

  constructor(period: Pick<Period, 'from' | 'to'>) {
    this.#period = period;
  }

  add(row: PaymentRow): void {
    const time = getPaymentTime(row);
    if (typeof time !== 'number' || time < this.#period.from || time > this.#period.to) return;
    this.#count += 1;
    if (isTestMid(row.pg_id)) this.#testMids += 1;
  }

  describe(): string | undefined {
    if (this.#count === 0) return undefined;
    const hint = this.#testMids > 0 ? `; ${this.#testMids} of them have a shop ID that PGs publish for tests` : '';
    return `PortOne does not say whether ${this.#count} of these payments were live or test: they are counted in sales${hint}.`;
  }
}
