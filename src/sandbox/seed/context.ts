import type { NewPayment } from '../behavior/payment-record.ts';
import type { PgBehavior, StoredPayment } from '../state/rows.ts';
import type { World } from '../state/world.ts';

/** Ids of sample rows by situation, as `GET /_sandbox/samples` shows them. */
export type Samples = Record<string, Record<string, string>>;

/** What a seeder works on. `world.random` is its own generator: what one seeder draws moves no other's data. */
export interface SeedContext {
  world: World;
  samples: Samples;
  /** The sandbox's first moment, unix seconds. */
  start: number;
  /** Adds a payment made in the payment window, unless it brings its own `imp_uid`; the rest is filled in, with the proof that a paid one has. */
  addPayment(given: NewPayment, behavior?: PgBehavior): StoredPayment;
}
