import type { StoredPayment } from './world.ts';

/** Payments by `imp_uid`, and by order without looking at all of them. A payment is never deleted. */
export class Payments extends Map<string, StoredPayment> {
  readonly #byOrder = new Map<string, StoredPayment[]>();

  override set(impUid: string, payment: StoredPayment): this {
    const { merchant_uid } = payment.shown;
    const others = (this.#byOrder.get(merchant_uid) ?? []).filter(({ shown }) => shown.imp_uid !== impUid);
    this.#byOrder.set(merchant_uid, [...others, payment]);
    return super.set(impUid, payment);
  }

  /** Every attempt at an order, in the order they were made. */
  ofOrder(merchantUid: string): readonly StoredPayment[] {
    return this.#byOrder.get(merchantUid) ?? [];
  }
}
