import { createPseudonyms } from '../../src/base/pseudonym.ts';
import { type Context, createCatalog, type GuardContext } from '../../src/context.ts';
import { disabledAudit } from '../../src/guard/audit/audit.ts';
import { createConfirmationTokens } from '../../src/guard/confirmation/confirmation-token.ts';
import { createDeclineLimit } from '../../src/guard/confirmation/decline-limit.ts';
import { createOpenQuestions } from '../../src/guard/confirmation/open-questions.ts';
import type { ConfirmationService } from '../../src/guard/confirmation/service.ts';
import { createEarlierWrites } from '../../src/guard/outcome/earlier-writes.ts';
import { createTypedBuyers } from '../../src/guard/outcome/typed-buyers.ts';
import { createPolicy } from '../../src/guard/policy/policy.ts';
import { disabledTelemetry } from '../../src/guard/telemetry.ts';
import { createWriteQueue } from '../../src/guard/writes/write-queue.ts';
import { createPersonalSearchLimit } from '../../src/output/personal-search-limit.ts';
import type { PortOneConnection } from '../../src/portone/client.ts';
import { createChangeEvents } from '../../src/store/change-events.ts';
import type { Store } from '../../src/store/store.ts';

const pseudonyms = createPseudonyms(new Uint8Array(32));

interface GuardParts {
  portone: PortOneConnection;
  store: Store;
  /** Unix seconds. */
  now(): number;
  context?: Partial<Context>;
  confirmations?: Partial<ConfirmationService>;
  guard?: Partial<Omit<GuardContext, 'context' | 'confirmations'>>;
}

/** What a server hands to its calls, for tests that move its clock or are several callers: in English, without a policy. */
export function createGuardContext({ portone, store, now, context, confirmations, guard }: GuardParts): GuardContext {
  return {
    context: {
      portone: async () => portone.reader,
      now,
      getMonotonicMs: () => performance.now(),
      log: () => {},
      telemetry: disabledTelemetry,
      lang: 'en',
      pii: 'masked',
      personalSearchLimit: createPersonalSearchLimit(() => performance.now()),
      allowCardData: false,
      catalog: createCatalog([]),
      excludedTools: [],
      runtimeInfo: {
        ...{ version: '0', host: 'sandbox', sandbox: false, readOnly: false },
        ...{ confirmation: { mode: 'auto', fallback: 'refuse' } as const, audit: true, policies: [], store: 'memory' },
      },
      changes: createChangeEvents(() => {}),
      ...context,
    },
    reader: async () => portone.reader,
    writer: async () => portone.writer,
    confirmations: {
      tokens: createConfirmationTokens(new Uint8Array(32).fill(1), store, now),
      declines: createDeclineLimit(store, 10_000),
      openQuestions: createOpenQuestions(store, Number.POSITIVE_INFINITY),
      getApprovals: () => Promise.reject(new Error('No page is opened here')),
      mode: 'auto',
      fallback: 'refuse',
      // The people in these tests answer at once.
      times: { minAnswerMs: 0, maxWaitMs: 300_000, progressMs: 10_000 },
      hasSecondPin: false,
      lang: 'en',
      sandbox: false,
      sleep: async () => {},
      ...confirmations,
    },
    policy: createPolicy([], store, 'test', pseudonyms),
    audit: disabledAudit,
    writeQueue: createWriteQueue(),
    earlierWrites: createEarlierWrites(store, { key: new Uint8Array(32), pseudonyms, now }),
    typedBuyers: createTypedBuyers(store, { key: new Uint8Array(32), pseudonyms }),
    pseudonyms,
    sleep: async () => {},
    ...guard,
  };
}
