import { createImpUid, randomDigits } from '../state/ids.ts';
import type { StoredPayment } from '../state/rows.ts';
import type { World } from '../state/world.ts';
import { addReceiptUrl, buildPaymentRecord, getChargeRejection, type PaymentRecord } from './payment-record.ts';

type CopiedField =
  | 'name'
  | 'pg_provider'
  | 'pg_id'
  | 'pay_method'
  | 'channel'
  | 'currency'
  | 'customer_uid'
  | 'customer_uid_usage'
  | 'buyer_name'
  | 'buyer_email'
  | 'buyer_tel'
  | 'buyer_addr'
  | 'buyer_postcode'
  | 'custom_data'
  | 'sandbox'
  | 'escrow'
  | 'card_quota'
  | 'card_code'
  | 'card_name'
  | 'card_number'
  | 'card_type';

/** An order to charge through the API. */
export type ChargeOrder = { merchant_uid: string; amount: number } & {
  [K in CopiedField]?: PaymentRecord[K] | undefined;
} & {
  /** Masked card fields, never the number itself. */
  card?: { [K in 'card_code' | 'card_name' | 'card_number' | 'card_type']?: PaymentRecord[K] } | undefined;
  /** Why the PG declines the charge, if the card or key is a failing one. */
  declineReason?: string | undefined;
};

/** `refused`: PortOne rejects the charge and stores nothing. Otherwise a payment is stored, `paid` or `failed`. */
export type ChargeOutcome = { refused: string } | { payment: StoredPayment };

/**
 * Amounts that the sandbox's PGs decline, a convention of the sandbox for simulating failures: 999,041 exceeds the
 * card's limit, 999,054 insufficient funds, 999,099 PG under maintenance.
 */
const declinedAmounts: ReadonlyMap<number, string> = new Map([
  [999_041, '[3041]한도초과'],
  [999_054, '[3054]잔액부족'],
  [999_099, '[9099]카드사 시스템 점검 중입니다. 잠시 후 다시 시도해 주십시오'],
]);

/** Charges an order immediately: the payment is `paid` or `failed` from the start, never `ready`. */
export function createCharge(world: World, order: ChargeOrder): ChargeOutcome {
  const { merchant_uid, amount, card, declineReason, ...rest } = order;
  const rejection = getChargeRejection(world, order);
  if (rejection !== undefined) return { refused: rejection };

  const now = world.clock.now();
  const reason = declineReason ?? declinedAmounts.get(amount);
  const outcome: Partial<PaymentRecord> =
    reason === undefined
      ? { paid_at: now, apply_num: randomDigits(world, 8) }
      : { failed_at: now, fail_reason: reason };
  const record = buildPaymentRecord(world, createImpUid(world, 'imps'), {
    ...rest,
    ...card,
    ...outcome,
    channel: rest.channel ?? 'api',
    merchant_uid,
    amount,
    status: reason === undefined ? 'paid' : 'failed',
  });
  const payment: StoredPayment = { record: reason === undefined ? addReceiptUrl(record) : record, updatedAt: now };
  world.payments.set(record.imp_uid, payment);
  return { payment };
}
