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

/** An order to be charged through the API. */
export type ChargeOrder = { merchant_uid: string; amount: number } & {
  [K in CopiedField]?: PaymentRecord[K] | undefined;
} & {
  /** Card fields as they are shown; never the number itself. */
  card?: { [K in 'card_code' | 'card_name' | 'card_number' | 'card_type']?: PaymentRecord[K] } | undefined;
  /** Why the PG will refuse, when the card or key is one that fails. */
  declineReason?: string | undefined;
};

/** `refused`: PortOne says no and nothing is written. Otherwise the payment is written, `paid` or `failed`. */
export type ChargeOutcome = { refused: string } | { payment: StoredPayment };

/**
 * Amounts that the sandbox's PGs refuse, its own convention for trying out failures:
 * 999,041 over the card's limit, 999,054 too little money, 999,099 the PG is under maintenance.
 */
const declinedAmounts: ReadonlyMap<number, string> = new Map([
  [999_041, '[3041]한도초과'],
  [999_054, '[3054]잔액부족'],
  [999_099, '[9099]카드사 시스템 점검 중입니다. 잠시 후 다시 시도해 주십시오'],
]);

/** Charges an order at once: it is `paid` or `failed` from the start, never `ready`. */
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
