import type { Preview } from '../../src/endpoints/endpoint.ts';
import type { Snapshot } from '../../src/guard/snapshot/snapshot.ts';

const NOW = 1_795_219_200;

const METHODS = ['card', 'trans', 'vbank', 'phone', 'cvs', 'point', 'cultureland', 'samsung', 'kakaopay', 'naverpay'];
const STATUSES = ['ready', 'paid', 'cancelled', 'failed'];
const SCHEDULE_STATUSES = ['scheduled', 'executed', 'revoked'];
const ITEM_STATES = [
  ['PAYMENT_WAITING', null, null],
  ['PAYED', 'CANCEL', 'CANCEL_REQUEST'],
  ['DELIVERING', 'RETURN', 'RETURN_REQUEST'],
  ['DELIVERED', 'EXCHANGE', 'COLLECT_DONE'],
  ['PURCHASE_DECIDED', 'PURCHASE_DECISION_HOLDBACK', 'PURCHASE_DECISION_HOLDBACK_RELEASE'],
  ['CANCELED', 'ADMIN_CANCEL', 'ADMIN_CANCEL_DONE'],
] as const;

/** Everything that can be read before an operation, in every state, of payments by one PG. */
export function buildFullSnapshot(pg: string): Snapshot {
  const payment = {
    imp_uid: 'imp448280090638',
    merchant_uid: 'order_1',
    name: 'a cup',
    amount: 89_000,
    cancel_amount: 1_000,
    currency: 'KRW',
    paid_at: NOW,
    pg_provider: pg,
    buyer_name: '송민우',
    vbank_num: '110123456789',
    vbank_name: '신한은행',
    vbank_date: NOW,
    sandbox: false,
  };
  const schedules = SCHEDULE_STATUSES.flatMap((schedule_status) =>
    STATUSES.map((payment_status) => ({
      customer_uid: 'buyer_1',
      merchant_uid: 'sub_1',
      amount: 9_900,
      currency: 'KRW',
      schedule_at: NOW,
      name: 'monthly',
      buyer_name: '송민우',
      schedule_status,
      payment_status,
    })),
  );
  const receipt = { imp_uid: 'imp448280090638', amount: 9_900, applied_at: NOW, cancelled_at: NOW };
  return {
    payment: { ...payment, pay_method: 'vbank', status: 'paid' },
    order: METHODS.flatMap((pay_method) => STATUSES.map((status) => ({ ...payment, pay_method, status }))),
    billing_key: { customer_uid: 'buyer_1', pg_provider: pg, card_name: '신한카드', card_number: '4092********1234' },
    schedule: { ...schedules[0] },
    schedules,
    schedules_until: NOW,
    naver_items: ITEM_STATES.map(([product_order_status, claim_type, claim_status], index) => ({
      product_order_id: `2026112300${index}`,
      product_name: 'a cup',
      product_amount: 10_000,
      delivery_amount: 3_000,
      quantity: 1,
      product_order_status,
      claim_type,
      claim_status,
    })),
    receipt,
    external_receipt: receipt,
    escrow: { company: 'CJGLS', invoice: '1234567890' },
    certification: { imp_uid: 'imp448280090639', certified: true, name: '송민우' },
    prepare: { merchant_uid: 'order_1', amount: 9_900, currency: 'KRW' },
    channel: { channel_key: 'channel-key-1', channel_name: 'main', pg_provider: pg, pg_id: 'MID1', sandbox: false },
  };
}

/** The part of a full snapshot that is read before an operation with these previews. */
export function pickPreviewed(snapshot: Snapshot, previews: readonly Preview[]): Snapshot {
  const keys: readonly string[] = previews.flatMap((preview) =>
    preview === 'schedules' ? ['schedules', 'schedules_until'] : [preview],
  );
  return Object.fromEntries(Object.entries(snapshot).filter(([key]) => keys.includes(key)));
}
