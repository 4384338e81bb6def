import type * as z from 'zod';
import type { BillingKey } from '../../endpoints/models/billing-key.ts';
import type { Certification } from '../../endpoints/models/certification.ts';
import type { NaverProductOrder } from '../../endpoints/models/naver-order.ts';
import type { Payment } from '../../endpoints/models/payment.ts';
import type { Schedule } from '../../endpoints/models/schedule.ts';

export type Documented<S extends z.ZodType> = z.output<S>;

/** Hidden behavior of a PG for a payment. The samples list the payments that have one. */
export type PgBehavior =
  | 'balance_short'
  | 'cancelled_at_pg'
  | 'no_partial_cancel'
  | 'closed_at_night'
  | 'cancels_later';

/** A refund that the PG has taken and will report. */
export interface PendingRefund {
  dueAt: number;
  impUid: string;
  amount: number;
  reason?: string | undefined;
  enableWebhook: boolean;
}

/**
 * A stored payment: the fields that PortOne shows and hidden ones. Change it only through `payments.update`, which
 * keeps the indexes correct.
 */
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

export const missingBillingKeyStatuses = ['404', '200'] as const;
export type MissingBillingKeyStatus = (typeof missingBillingKeyStatuses)[number];

export interface StoredBillingKey {
  record: Documented<typeof BillingKey> & { customer_uid: string };
  /** The PG's reason for declining charges with this key; absent if they succeed. */
  declineReason?: string;
}

/** Change it only through `schedules.update`, which keeps the indexes correct. */
export interface StoredSchedule {
  readonly record: Readonly<
    Documented<typeof Schedule> & { customer_uid: string; merchant_uid: string; schedule_at: number }
  >;
  /** The requested channel, if the key is a super billing key. */
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

/** A buyer who signed up in the KCP Quick Pay window of a site and partner. */
export interface StoredKcpquickMember {
  siteCode: string;
  partnerType: string;
  partnerSubtype: string;
  insertedAt: number;
  updatedAt: number;
  /** Pays with biometrics. */
  fido: boolean;
}
