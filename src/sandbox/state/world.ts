import type { ExternalReceipt, Receipt } from '../../endpoints/models/cash-receipt.ts';
import type { EscrowLogistics } from '../../endpoints/models/escrow-logistics.ts';
import type { PgSetting, Tier } from '../../endpoints/models/merchant.ts';
import type { NaverReview } from '../../endpoints/models/naver-pay.ts';
import type { PaymentPrepare } from '../../endpoints/models/payment-prepare.ts';
import type { TokenIssuer } from './access-token.ts';
import type { Clock } from './clock.ts';
import type { PaymentStore } from './payments.ts';
import type { RandomGenerator } from './random.ts';
import type {
  Documented,
  MissingBillingKeyStatus,
  PendingRefund,
  StoredBillingKey,
  StoredCertification,
  StoredKcpquickMember,
  StoredNaverItem,
} from './rows.ts';
import type { ScheduleStore } from './schedules.ts';

/** The whole state of the sandbox. Only handlers read and change it. */
export interface World {
  clock: Clock;
  /** Deterministic by seed; every call advances it. */
  random: RandomGenerator;
  /** The account's access token. It survives a reset. */
  tokens: TokenIssuer;
  payments: PaymentStore;
  pendingRefunds: PendingRefund[];
  prepared: Map<string, Documented<typeof PaymentPrepare>>;
  billingKeys: Map<string, StoredBillingKey>;
  /** Answers a missing billing key with HTTP 200 and code 1, as for old accounts, instead of the documented 404. */
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
  kcpquickMembers: Map<string, StoredKcpquickMember>;
  /** By merchant_uid; the code verifier is never kept. */
  kcpquickPrepared: Map<string, { btid: string; prepaidAmount: number }>;
  /** PIN checks of the payment window by imp_uid: each allows one charge. */
  kcpquickPinChecks: Map<string, { memberId: string; used: boolean }>;
  kcpquickAutopay: Map<string, { memberId: string }>;
  benepiaPoints: Map<string, { password: string; points: number }>;
  tiers: Map<string, Documented<typeof Tier>>;
  pgSettings: Documented<typeof PgSetting>[];
}
