import { runDue } from './behavior/run-due-schedules.ts';
import { createWebhooks } from './http/webhooks.ts';
import type { Samples } from './seed/context.ts';
import { createWorld } from './seed/index.ts';
import { createTokens } from './state/access-token.ts';
import { createFaults, type Faults } from './state/faults.ts';
import { createLedger, type Ledger } from './state/ledger.ts';
import type { World } from './state/world.ts';

export interface Settings {
  seed: number;
  payments: number;
  strict: boolean;
  startedAt?: number | undefined;
  /** Where a shop wants to hear of its payments. */
  webhookUrl?: string | undefined;
}

/** One running sandbox: its world, what was done to it, and what is to go wrong. */
export interface State {
  readonly strict: boolean;
  readonly world: World;
  readonly samples: Samples;
  readonly ledger: Ledger;
  readonly faults: Faults;
  /** Back to the seed: data, clock, ledger and faults. A client's token stays good. */
  reset(): void;
  /** Lets what the clock has made due happen. */
  catchUp(): void;
}

export function createState({ seed, payments, strict, startedAt, webhookUrl }: Settings): State {
  const tokens = createTokens();
  const ledger = createLedger(webhookUrl === undefined ? undefined : createWebhooks(webhookUrl));
  const faults = createFaults();
  let current = createWorld({ seed, payments, startedAt, tokens });
  return {
    strict,
    ledger,
    faults,
    get world() {
      return current.world;
    },
    get samples() {
      return current.samples;
    },
    reset() {
      // Two large worlds beside each other would take twice the memory.
      if (payments > 0) current = createWorld({ seed, startedAt, tokens });
      current = createWorld({ seed, payments, startedAt, tokens });
      tokens.renew(current.world.clock);
      ledger.clear();
      faults.clear();
    },
    catchUp() {
      const { world } = current;
      runDue(world, (change) => ledger.record(world.clock.now(), 'SCHEDULE', '/subscribe/payments/schedule', change));
    },
  };
}
