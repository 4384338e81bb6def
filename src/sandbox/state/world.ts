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

export const missingBillingKeyStatuses = ['404', '200'] as const;
export type MissingBillingKeyStatus = (typeof missingBillingKeyStatuses)[number];

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

/** Everything that the sandbox knows. Handlers read and change it; nothing else does. */
export interface World {
  clock: Clock;
  /** Deterministic by seed; every call moves it on. */
  random: RandomGenerator;
  /** The account's access token; it outlives a reset. */
  tokens: TokenIssuer;
  payments: PaymentStore;
  prepared: Map<string, Documented<typeof PaymentPrepare>>;
  billingKeys: Map<string, StoredBillingKey>;
  /** The HTTP status for a billing key that does not exist: 404 as documented, or 200 with code 1 as clients recorded it. */
  missingBillingKey: MissingBillingKeyStatus;
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
