import type * as z from 'zod';
import type { BillingKey } from '../../endpoints/models/billing-key.ts';
import type { ExternalReceipt, Receipt } from '../../endpoints/models/cash-receipt.ts';
import type { Certification } from '../../endpoints/models/certification.ts';
import type { EscrowLogistics } from '../../endpoints/models/escrow-logistics.ts';
import type { PgSetting, Tier } from '../../endpoints/models/merchant.ts';
import type { NaverProductOrder } from '../../endpoints/models/naver-order.ts';
import type { NaverReview } from '../../endpoints/models/naver-pay.ts';
import type { Payment } from '../../endpoints/models/payment.ts';
import type { PaymentPrepare } from '../../endpoints/models/payment-prepare.ts';
import type { Schedule } from '../../endpoints/models/schedule.ts';
import type { TokenIssuer } from './access-token.ts';
import type { Clock } from './clock.ts';
import type { PaymentStore } from './payments.ts';
import type { RandomGenerator } from './random.ts';
import type { ScheduleStore } from './schedules.ts';

type Documented<S extends z.ZodType> = z.output<S>;

/** Hidden behavior of a PG for a payment. The samples list the payments that have one. */
export type PgBehavior = 'balance_short' | 'cancelled_at_pg' | 'no_partial_cancel' | 'closed_at_night';

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
export interface KcpquickMember {
  siteCode: string;
  partnerType: string;
  partnerSubtype: string;
  insertedAt: number;
  updatedAt: number;
  /** Pays with biometrics. */
  fido: boolean;
}

/** The whole state of the sandbox. Only handlers read and change it. */
export interface World {
  clock: Clock;
  /** Deterministic by seed; every call advances it. */
  random: RandomGenerator;
  /** The account's access token. It survives a reset. */
  tokens: TokenIssuer;
  payments: PaymentStore;
  prepared: Map<string, Documented<typeof PaymentPrepare>>;
  billingKeys: Map<string, StoredBillingKey>;
  /** Answers a missing billing key with HTTP 200 and code 1, as for old accounts, instead of the documented 404. */
  legacyBillingKeyResponses?: boolean;
  schedules: ScheduleStore;
  certifications: Map<string, StoredCertification>;
  receipts: Map<string, Documented<typeof Receipt>>;
  externalReceipts: Map<string, Documented<typeof ExternalReceipt>>;
  escrows: Map<string, Documented<typeof EscrowLogistics>>;
  partnerReceipts: Map<string, { receiptUrl: string }>;
  naverItems: Map<string, StoredNaverItem>;
  naverReviews: Documented<typeof NaverReview>[];
  naverConfirmed: Set<string>;
  naverPointsDeposited: Set<string>;
  paycoStatuses: Map<string, string>;
  paymentwallDeliveries: Map<string, { status: string }>;
  kcpquickMembers: Map<string, KcpquickMember>;
  /** By merchant_uid; the code verifier is never kept. */
  kcpquickPrepared: Map<string, { btid: string; prepaidAmount: number }>;
  /** PIN checks of the payment window by imp_uid: each allows one charge. */
  kcpquickPinChecks: Map<string, { memberId: string; used: boolean }>;
  kcpquickAutopay: Map<string, { memberId: string }>;
  benepiaPoints: Map<string, { password: string; points: number }>;
  tiers: Map<string, Documented<typeof Tier>>;
  pgSettings: Documented<typeof PgSetting>[];
}
