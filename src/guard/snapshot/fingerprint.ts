import type { Snapshot } from './snapshot.ts';

const fieldsByKind = {
  payment: ['imp_uid', 'status', 'amount', 'cancel_amount'],
  order: ['imp_uid', 'status', 'amount', 'cancel_amount'],
  billing_key: ['customer_uid', 'card_number', 'inserted', 'updated'],
  schedule: ['merchant_uid', 'schedule_at', 'amount', 'schedule_status', 'payment_status'],
  schedules: ['merchant_uid', 'schedule_at', 'amount', 'schedule_status', 'payment_status'],
  // The end of the searched period moves with the clock.
  schedules_until: [],
  naver_items: ['product_order_id', 'product_order_status', 'claim_type', 'claim_status', 'product_amount'],
  receipt: ['receipt_tid', 'amount', 'applied_at', 'cancelled_at'],
  external_receipt: ['receipt_tid', 'amount', 'applied_at', 'cancelled_at'],
  escrow: ['company', 'invoice', 'sent_at', 'applied_at'],
  certification: ['imp_uid', 'certified', 'certified_at'],
  prepare: ['merchant_uid', 'amount', 'currency'],
  channel: ['pg_provider', 'pg_id', 'sandbox'],
} as const satisfies Record<keyof Snapshot, readonly string[]>;

/**
 * Picks the state that a confirmation depends on, shown in the question or not: it must be unchanged when the operation
 * runs. What the question shows is bound by its lines.
 */
export function pickFingerprintFields(snapshot: Snapshot): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(snapshot).map(([kind, value]) => [kind, pickFields(value, fieldsByKind[kind as keyof Snapshot])]),
  );
}

function pickFields(value: unknown, names: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => pickFields(one, names));
  if (typeof value !== 'object' || value === null) return null;
  return Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));
}
