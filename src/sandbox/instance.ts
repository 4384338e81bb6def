import { runDueSchedules } from './behavior/run-due-schedules.ts';
import { createWebhookSender } from './http/webhooks.ts';
import type { Samples } from './seed/context.ts';
import { createWorld } from './seed/index.ts';
import { createTokenIssuer } from './state/access-token.ts';
import { createFaultQueue, type FaultQueue } from './state/faults.ts';
import { createJournal, type Journal } from './state/ledger.ts';
import type { MissingBillingKeyStatus, World } from './state/world.ts';

export interface SandboxSettings {
  seed: number;
  payments: number;
  strict: boolean;
  startedAt?: number | undefined;
  /** Where a shop wants to hear of its payments. */
  webhookUrl?: string | undefined;
  /** How a missing billing key is answered until the control API says otherwise. */
  missingBillingKey: MissingBillingKeyStatus;
}

/** One running sandbox: its world, what was done to it, and what is to go wrong. */
export interface SandboxState {
  readonly strict: boolean;
  readonly world: World;
  readonly samples: Samples;
  readonly journal: Journal;
  readonly faults: FaultQueue;
  /** Back to the start: data, clock, ledger, faults and behavior. A client's token stays good. */
  reset(): void;
  /** Lets what the clock has made due happen. */
  runDueSchedules(): void;
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
      // Two large worlds beside each other would take twice the memory.
      if (payments > 0) current = createWorld({ seed, startedAt, tokens });
      current = createWorld({ seed, payments, startedAt, tokens, missingBillingKey });
      tokens.renew(current.world.clock);
      journal.clear();
      faults.clear();
    },
    runDueSchedules() {
      const { world } = current;
      runDueSchedules(world, (change) =>
        journal.append(world.clock.now(), 'SCHEDULE', '/subscribe/payments/schedule', change),
      );
    },
  };
}
