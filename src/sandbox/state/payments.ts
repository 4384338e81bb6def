import { type PaymentListPage, type PaymentListQuery, PaymentLists } from './payment-indexes.ts';
import type { StoredPayment } from './rows.ts';

type PaymentRecord = StoredPayment['record'];

/**
 * Payments by `imp_uid`, with indexes by order, customer, status and time. A payment is never deleted and changes only
 * through `update`.
 */
export class PaymentStore extends Map<string, StoredPayment> {
  readonly #byOrder = new Map<string, StoredPayment[]>();
  readonly #byCustomer = new Map<string, StoredPayment[]>();
  readonly #lists = new PaymentLists(() => this.values());

  override set(impUid: string, payment: StoredPayment): this {
    const previous = this.get(impUid);
    if (previous) {
      this.#lists.remove(previous);
      removeFromGroup(this.#byOrder, previous.record.merchant_uid, previous);
      removeFromGroup(this.#byCustomer, previous.record.customer_uid, previous);
    }
    addToGroup(this.#byOrder, payment.record.merchant_uid, payment);
    addToGroup(this.#byCustomer, payment.record.customer_uid, payment);
    super.set(impUid, payment);
    this.#lists.add(payment);
    return this;
  }

  /**
   * Changes the fields that PortOne shows. `changedAt` (unix seconds) is given if the change moves the payment in lists
   * sorted by update time.
   */
  update(
    payment: StoredPayment,
    change: { [K in Exclude<keyof PaymentRecord, 'imp_uid' | 'merchant_uid' | 'customer_uid'>]?: PaymentRecord[K] },
    changedAt = payment.updatedAt,
  ): void {
    this.#lists.remove(payment);
    Object.assign(payment.record, change);
    Object.assign(payment, { updatedAt: changedAt });
    this.#lists.add(payment);
  }

  /** Returns all attempts of an order, oldest first. */
  findByOrder(merchantUid: string): readonly StoredPayment[] {
    return this.#byOrder.get(merchantUid) ?? [];
  }

  /** Returns all payments of a customer's billing key, oldest first. */
  findByCustomer(customerUid: string): readonly StoredPayment[] {
    return this.#byCustomer.get(customerUid) ?? [];
  }

  getPage(query: PaymentListQuery): PaymentListPage {
    return this.#lists.getPage(query);
  }
}

type PaymentGroups = Map<string, StoredPayment[]>;

function addToGroup(groups: PaymentGroups, name: string | null | undefined, payment: StoredPayment): void {
  if (!name) return;
  const group = groups.get(name);
  if (group) group.push(payment);
  else groups.set(name, [payment]);
}

function removeFromGroup(groups: PaymentGroups, name: string | null | undefined, payment: StoredPayment): void {
  const group = name ? groups.get(name) : undefined;
  group?.splice(group.indexOf(payment), 1);
}
