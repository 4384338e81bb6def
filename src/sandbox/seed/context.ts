import type { NewPayment } from '../behavior/payment-record.ts';
import type { PgBehavior, StoredPayment } from '../state/rows.ts';
import type { World } from '../state/world.ts';

/** Ids of sample rows by situation, as `GET /_sandbox/samples` shows them. */
export type Samples = Record<string, Record<string, string>>;

/** What a seeder works on. `world.random` is its own generator, so one seeder does not affect another's data. */
export interface SeedContext {
  world: World;
  samples: Samples;
  /** The sandbox's start time in unix seconds. */
  start: number;
  /**
   * Adds a payment, made in the payment window unless it has an `imp_uid`. Fills in the other fields, including a
   * receipt URL if it is paid.
   */
  addPayment(given: NewPayment, behavior?: PgBehavior): StoredPayment;
}
