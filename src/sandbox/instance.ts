import { runDueSchedules } from './behavior/run-due-schedules.ts';
import { runPendingRefunds } from './behavior/run-pending-refunds.ts';
import { createWebhookSender } from './http/webhooks.ts';
import type { Samples } from './seed/context.ts';
import { createWorld } from './seed/index.ts';
import { createTokenIssuer } from './state/access-token.ts';
import { createFaultQueue, type FaultQueue } from './state/faults.ts';
import { createJournal, type Journal } from './state/journal.ts';
import type { MissingBillingKeyStatus } from './state/rows.ts';
import type { World } from './state/world.ts';

export interface SandboxSettings {
  seed: number;
  payments: number;
  strict: boolean;
  startedAt?: number | undefined;
  /** The shop's webhook URL. */
  webhookUrl?: string | undefined;
  /** How a missing billing key is answered until the control API says otherwise. */
  missingBillingKey: MissingBillingKeyStatus;
}

/** The state of a running sandbox: its world, its journal and its faults. */
export interface SandboxState {
  readonly strict: boolean;
  readonly world: World;
  readonly samples: Samples;
  readonly journal: Journal;
  readonly faults: FaultQueue;
  /** Resets data, clock, journal and faults to the seed. The client's access token stays valid. */
  reset(): void;
  /** Does what has become due: charges schedules, and executes refunds that a PG reports later. */
  runDue(): void;
}

export function createSandboxState({ strict, webhookUrl, ...settings }: SandboxSettings): SandboxState {
  const { seed, startedAt, payments, missingBillingKey } = settings;
  const tokens = createTokenIssuer();
  const journal = createJournal(webhookUrl === undefined ? undefined : createWebhookSender(webhookUrl));
  const faults = createFaultQueue();
  let current = createWorld({ seed, payments, startedAt, tokens, missingBillingKey });
  return {
    strict,
    journal,
    faults,
    get world() {
      return current.world;
    },
    get samples() {
      return current.samples;
    },
    reset() {
      // Drop the large world first: two of them would take twice the memory.
      if (payments > 0) current = createWorld({ seed, startedAt, tokens });
      current = createWorld({ seed, payments, startedAt, tokens, missingBillingKey });
      tokens.renew(current.world.clock);
      journal.clear();
      faults.clear();
    },
    runDue() {
      const { world } = current;
      runPendingRefunds(world, (change) => journal.append(world.clock.now(), 'REFUND', '/payments/cancel', change));
      runDueSchedules(world, (change) =>
        journal.append(world.clock.now(), 'SCHEDULE', '/subscribe/payments/schedule', change),
      );
    },
  };
}
