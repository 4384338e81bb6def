import { paymentRecord, receiptUrl } from '../behavior/payment-record.ts';
import { createTokens, type Tokens } from '../state/access-token.ts';
import { createClock } from '../state/clock.ts';
import { digits, newImpUid } from '../state/ids.ts';
import { Payments } from '../state/payments.ts';
import { createRandom } from '../state/random.ts';
import { ScheduleBook } from '../state/schedules.ts';
import type { World } from '../state/world.ts';
import { seedCrowd } from './bulk-payments.ts';
import { seedReceipts } from './cash-receipts.ts';
import { seedCertifications } from './certifications.ts';
import type { Samples, SeedContext } from './context.ts';
import { seedEasyPay } from './easy-pay.ts';
import { seedEscrow } from './escrow.ts';
import { seedMerchant } from './merchant.ts';
import { seedNaver } from './naver.ts';
import { seedSituations } from './payments.ts';
import { seedRefunds } from './refunds.ts';
import { seedHistory } from './sales-history.ts';
import { seedSubscriptions } from './subscriptions.ts';
import { seedDesk } from './support-cases.ts';
import { seedTickets } from './support-tickets.ts';

/** The shop first: the others look up its channels. */
const seeders: readonly ((draft: SeedContext) => void)[] = [
  seedMerchant,
  seedSituations,
  seedRefunds,
  seedHistory,
  seedSubscriptions,
  seedReceipts,
  seedCertifications,
  seedEscrow,
  seedNaver,
  seedEasyPay,
  seedTickets,
  seedDesk,
];

interface Beginning {
  seed: number;
  /** So many more payments than the samples and the ordinary business. */
  payments?: number;
  /** Unix seconds at which the clock stands still until it is advanced; without it the clock runs with the machine's. */
  startedAt?: number | undefined;
  tokens?: Tokens;
}

/** The same seed and start give the same world, down to the last reference number. */
export function createWorld({ seed, payments = 0, startedAt, tokens = createTokens() }: Beginning): {
  world: World;
  samples: Samples;
} {
  const world: World = {
    clock: createClock(startedAt),
    random: createRandom(seed),
    tokens,
    payments: new Payments(),
    prepared: new Map(),
    billingKeys: new Map(),
    schedules: new ScheduleBook(),
    certifications: new Map(),
    receipts: new Map(),
    externalReceipts: new Map(),
    escrows: new Map(),
    partnerReceipts: new Map(),
    naverItems: new Map(),
    naverReviews: [],
    naverConfirmed: new Set(),
    naverPointed: new Set(),
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
    world.random = createRandom(seed * 100 + index + 1);
    seeder({ world, samples, start, payment: adderTo(world) });
  });
  world.random = createRandom(seed * 100);
  seedCrowd({ world, samples, start, payment: adderTo(world) }, payments);
  world.random = createRandom(seed);
  return { world, samples };
}

const adderTo =
  (world: World): SeedContext['payment'] =>
  (known, behaviour) => {
    const isPaid = known.status === 'paid';
    const apply_num = isPaid ? digits(world, 8) : undefined;
    const shown = paymentRecord(world, known.imp_uid ?? newImpUid(world, 'imp'), known);
    if (isPaid)
      Object.assign(shown, { apply_num: shown.apply_num ?? apply_num, receipt_url: receiptUrl(shown.pg_tid) });
    const { started_at, paid_at, failed_at, cancelled_at } = shown;
    const stored = {
      shown,
      updatedAt: Math.max(...[started_at, paid_at, failed_at, cancelled_at].map((time) => time ?? 0)),
      ...(behaviour ? { behaviour } : {}),
    };
    world.payments.set(shown.imp_uid, stored);
    return stored;
  };
