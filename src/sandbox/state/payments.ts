import { type Listed, type ListQuery, PaymentLists } from './payment-indexes.ts';
import type { StoredPayment } from './world.ts';

type Shown = StoredPayment['shown'];

/**
 * Payments by `imp_uid`, and by order, customer, status and time without looking at all of them. A payment is never deleted,
 * and changes through `update` only.
 */
export class Payments extends Map<string, StoredPayment> {
  readonly #byOrder = new Map<string, StoredPayment[]>();
  readonly #byCustomer = new Map<string, StoredPayment[]>();
  readonly #lists = new PaymentLists(() => this.values());

  override set(impUid: string, payment: StoredPayment): this {
    const before = this.get(impUid);
    if (before) {
      this.#lists.remove(before);
      without(this.#byOrder, before.shown.merchant_uid, before);
      without(this.#byCustomer, before.shown.customer_uid, before);
    }
    within(this.#byOrder, payment.shown.merchant_uid, payment);
    within(this.#byCustomer, payment.shown.customer_uid, payment);
    super.set(impUid, payment);
    this.#lists.add(payment);
    return this;
  }

  /** What PortOne shows of a payment from now on; `at` when the change counts as one, for lists sorted by it. */
  update(
    payment: StoredPayment,
    change: { [K in Exclude<keyof Shown, 'imp_uid' | 'merchant_uid' | 'customer_uid'>]?: Shown[K] },
    at = payment.updatedAt,
  ): void {
    this.#lists.remove(payment);
    Object.assign(payment.shown, change);
    Object.assign(payment, { updatedAt: at });
    this.#lists.add(payment);
  }

  /** Every attempt at an order, in the order they were made. */
  ofOrder(merchantUid: string): readonly StoredPayment[] {
    return this.#byOrder.get(merchantUid) ?? [];
  }

  /** Every payment made with a customer's billing key, in the order they were made. */
  ofCustomer(customerUid: string): readonly StoredPayment[] {
    return this.#byCustomer.get(customerUid) ?? [];
  }

  page(query: ListQuery): Listed {
    return this.#lists.page(query);
  }
}

type Groups = Map<string, StoredPayment[]>;

function within(groups: Groups, name: string | null | undefined, payment: StoredPayment): void {
  if (!name) return;
  const group = groups.get(name);
  if (group) group.push(payment);
  else groups.set(name, [payment]);
}

function without(groups: Groups, name: string | null | undefined, payment: StoredPayment): void {
  const group = name ? groups.get(name) : undefined;
  group?.splice(group.indexOf(payment), 1);
}
