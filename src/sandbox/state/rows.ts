import type * as z from 'zod';
import type { BillingKey } from '../../endpoints/models/billing-key.ts';
import type { Certification } from '../../endpoints/models/certification.ts';
import type { NaverProductOrder } from '../../endpoints/models/naver-order.ts';
import type { Payment } from '../../endpoints/models/payment.ts';
import type { Schedule } from '../../endpoints/models/schedule.ts';

export type Documented<S extends z.ZodType> = z.output<S>;

/** How a PG treats a payment beyond what PortOne shows; rows with a behaviour are documented in the samples. */
export type PgBehavior = 'balance_short' | 'cancelled_at_pg' | 'no_partial_cancel' | 'closed_at_night';

/** A payment as stored: what PortOne shows, and beside it what it does not. Lists are kept by it: `payments.update` changes it. */
export interface StoredPayment {
  readonly record: Readonly<
    Documented<typeof Payment> & {
      imp_uid: string;
      merchant_uid: string;
      status: string;
      amount: number;
      cancel_amount: number;
    }
  >;
  readonly updatedAt: number;
  readonly behavior?: PgBehavior;
}

export interface StoredBillingKey {
  record: Documented<typeof BillingKey> & { customer_uid: string };
  /** How charges with this key go: the reason that the PG gives for a refusal, or none. */
  declineReason?: string;
}

/** Lists are kept by it: `schedules.update` changes it. */
export interface StoredSchedule {
  readonly record: Readonly<
    Documented<typeof Schedule> & { customer_uid: string; merchant_uid: string; schedule_at: number }
  >;
  /** The channel asked for, when the key is a super billing key. */
  channelKey?: string;
  cardQuota?: number;
}

export interface StoredNaverItem {
  impUid: string;
  record: Documented<typeof NaverProductOrder> & { product_order_id: string };
  placed: boolean;
  withheld: boolean;
}

export interface StoredCertification {
  record: Documented<typeof Certification> & { imp_uid: string };
  otp?: string;
}

/** A buyer who signed up in KCP Quick Pay's window of a site and its partner. */
export interface KcpquickMember {
  siteCode: string;
  partnerType: string;
  partnerSubtype: string;
  insertedAt: number;
  updatedAt: number;
  /** Pays by fingerprint or face. */
  fido: boolean;
}
