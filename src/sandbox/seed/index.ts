import { buildPaymentRecord, buildReceiptUrl } from '../behavior/payment-record.ts';
import { createTokenIssuer, type TokenIssuer } from '../state/access-token.ts';
import { createClock } from '../state/clock.ts';
import { createImpUid, randomDigits } from '../state/ids.ts';
import { PaymentStore } from '../state/payments.ts';
import { createRandomGenerator } from '../state/random.ts';
import type { MissingBillingKeyStatus } from '../state/rows.ts';
import { ScheduleStore } from '../state/schedules.ts';
import type { World } from '../state/world.ts';
import { seedBulkPayments } from './bulk-payments.ts';
import { seedReceipts } from './cash-receipts.ts';
import { seedCertifications } from './certifications.ts';
import type { Samples, SeedContext } from './context.ts';
import { seedEasyPay } from './easy-pay.ts';
import { seedEscrow } from './escrow.ts';
import { seedMerchant } from './merchant.ts';
import { seedNaver } from './naver.ts';
import { seedSamplePayments } from './payments.ts';
import { seedRecordedPayments } from './recorded-payments.ts';
import { seedRecordedStates } from './recorded-states.ts';
import { seedRefunds } from './refunds.ts';
import { seedHistory } from './sales-history.ts';
import { seedSubscriptions } from './subscriptions.ts';
import { seedReceiptCases, seedSupportCases } from './support-cases.ts';

/** Merchant first: the other seeders look up its channels. */
const seeders: readonly ((context: SeedContext) => void)[] = [
  seedMerchant,
  seedSamplePayments,
  seedRefunds,
  seedHistory,
  seedSubscriptions,
  seedReceipts,
  seedCertifications,
  seedEscrow,
  seedNaver,
  seedEasyPay,
  seedSupportCases,
  seedReceiptCases,
  seedRecordedPayments,
  seedRecordedStates,
];

interface WorldOptions {
  seed: number;
  /** Number of payments in addition to the samples and the sales history. */
  payments?: number;
  /** Unix seconds at which the clock stands still until it is advanced. Absent: the clock runs with the machine's. */
  startedAt?: number | undefined;
  tokens?: TokenIssuer;
  missingBillingKey?: MissingBillingKeyStatus;
}

/** Creates a world. The same seed and start give the same data in every detail. */
export function createWorld({
  seed,
  payments = 0,
  startedAt,
  tokens = createTokenIssuer(),
  missingBillingKey = '404',
}: WorldOptions): {
  world: World;
  samples: Samples;
} {
  const world: World = {
    clock: createClock(startedAt),
    random: createRandomGenerator(seed),
    tokens,
    payments: new PaymentStore(),
    pendingRefunds: [],
    prepared: new Map(),
    billingKeys: new Map(),
    missingBillingKey,
    schedules: new ScheduleStore(),
    certifications: new Map(),
    receipts: new Map(),
    externalReceipts: new Map(),
    escrows: new Map(),
    partnerReceipts: new Map(),
    naverItems: new Map(),
    naverReviews: [],
    naverConfirmed: new Set(),
    naverPointsDeposited: new Set(),
    paycoStatuses: new Map(),
    paymentwallDeliveries: new Map(),
    kcpquickMembers: new Map(),
    kcpquickPrepared: new Map(),
    kcpquickPinChecks: new Map(),
    kcpquickAutopay: new Map(),
    benepiaPoints: new Map(),
    tiers: new Map(),
    pgSettings: [],
  };
  const samples: Samples = {};
  const start = world.clock.now();
  seeders.forEach((seeder, index) => {
    world.random = createRandomGenerator(seed * 100 + index + 1);
    seeder({ world, samples, start, addPayment: createPaymentAdder(world) });
  });
  world.random = createRandomGenerator(seed * 100);
  seedBulkPayments({ world, samples, start, addPayment: createPaymentAdder(world) }, payments);
  world.random = createRandomGenerator(seed);
  return { world, samples };
}

const createPaymentAdder =
  (world: World): SeedContext['addPayment'] =>
  (given, behavior) => {
    const isPaid = given.status === 'paid';
    const apply_num = isPaid ? randomDigits(world, 8) : undefined;
    const record = buildPaymentRecord(world, given.imp_uid ?? createImpUid(world, 'imp'), given);
    if (isPaid)
      Object.assign(record, { apply_num: record.apply_num ?? apply_num, receipt_url: buildReceiptUrl(record.pg_tid) });
    const { started_at, paid_at, failed_at, cancelled_at } = record;
    const stored = {
      record,
      updatedAt: Math.max(...[started_at, paid_at, failed_at, cancelled_at].map((time) => time ?? 0)),
      ...(behavior ? { behavior } : {}),
    };
    world.payments.set(record.imp_uid, stored);
    return stored;
  };
