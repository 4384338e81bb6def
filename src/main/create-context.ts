import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { koreanTime } from '../base/korean-time.ts';
import type { ServeConfig } from '../config/index.ts';
import { type Context, createWrites } from '../context.ts';
import { linesAudit, noAudit, openAudit } from '../guard/audit/audit.ts';
import type { Approvals } from '../guard/confirmation/approvals.ts';
import { createAgreements } from '../guard/confirmation/confirmation-token.ts';
import { createLostWrites } from '../guard/outcome/unconfirmed-writes.ts';
import { createPolicy } from '../guard/policy/policy.ts';
import { noWatch, type Watch } from '../guard/telemetry.ts';
import { createTurns } from '../guard/writes/distributed-lock.ts';
import type { TokenShelf } from '../portone/access-token.ts';
import type { Concurrency } from '../portone/concurrency-limit.ts';
import { type Changes, createChanges } from '../store/change-events.ts';
import { type Store, StoreUnreachable } from '../store/store.ts';
import { listing, type ToolListing } from '../tools/definitions.ts';
import { selected } from '../tools/toolsets/select.ts';
import { sharedKey } from './create-store.ts';
import { info, log as plainLog, unixNow, writeLine } from './process.ts';
import { createTokenShelf } from './shared-token-cache.ts';

/** One merchant's account at work: what its calls are handed, and the tools that it offers. */
export interface Merchant {
  context: Context;
  offered: readonly ToolListing[];
  /** Once no call is in flight any more. */
  close(): Promise<void>;
}

export interface MerchantParts {
  store: Store;
  approvals(): Promise<Approvals>;
  log?: (line: string) => void;
  /** Where changes are told of; by itself, within this process. */
  changes?: Changes;
  watch?: Watch;
  /** Throws Refused for a caller who calls too often. */
  admit?: (caller: string) => Promise<void>;
  /** How much PortOne is asked at a time; without it, as much as callers ask. */
  concurrency?: Concurrency;
}

const monotonic = () => performance.now();

/** `approvals` serves the pages on which people decide; it is opened when first asked for. */
export async function openMerchant(
  config: ServeConfig,
  {
    store,
    approvals,
    log = plainLog,
    changes = createChanges(log),
    watch = noWatch,
    admit,
    concurrency,
  }: MerchantParts,
): Promise<Merchant> {
  const { audit, spent, identity } = await auditOf(config, store, log);
  const policy = await policyOf(config, store, identity);
  await policy.restore(spent).catch((error: unknown) => {
    // The store is told once it can be reached, and nothing is changed before that.
    if (!(error instanceof StoreUnreachable)) throw error;
  });
  if (policy.counts && config.auditFile === undefined && !store.shared)
    log('the policy has daily caps, and without --audit a restart forgets what was counted');
  const excluded = [...config.excludeTools, ...policy.toolsOff];
  const offered = selected(listing, { ...config, excludeTools: excluded });
  const key = sharedKey(config) ?? randomBytes(32);
  const context: Context = {
    portone: once(async () => {
      const shelf = store.shared ? createTokenShelf(store, key) : undefined;
      const portone = await connect(config, { log, watch, shelf });
      return concurrency ? (await import('../portone/concurrency-limit.ts')).bounded(portone, concurrency) : portone;
    }),
    asking: {
      agreements: createAgreements(key, store, unixNow),
      approvals: once(approvals),
      fallback: config.fallback,
      hasSecondPin: config.secondApproverPin !== undefined,
      lang: config.lang,
      sandbox: config.sandbox,
      sleep,
    },
    policy,
    audit,
    now: unixNow,
    monotonic,
    sleep,
    log,
    watch,
    ...(admit ? { admit } : {}),
    pii: config.pii,
    allowCardData: config.allowCardData,
    writes: createWrites(store.shared ? createTurns({ store, key, now: monotonic, sleep }) : undefined, watch),
    lost: createLostWrites(store, key, unixNow),
    changes,
    offered,
    excluded,
    about: {
      version: info.version,
      host: config.sandbox ? 'sandbox' : new URL(config.baseUrl).host,
      ...(config.tier === undefined ? {} : { tier: config.tier }),
      readOnly: config.readOnly,
      audit: config.auditFile !== undefined,
      policy: config.policyFile !== undefined,
      store: store.shared ? 'redis' : 'memory',
    },
  };
  return { context, offered, close: () => audit.close() };
}

async function policyOf({ policyFile }: ServeConfig, store: Store, identity: string | undefined) {
  if (policyFile === undefined) return createPolicy({}, store, identity);
  const { loadPolicy } = await import('../guard/policy/load-policy.ts');
  return createPolicy(
    await loadPolicy(
      policyFile,
      listing.map((tool) => tool.definition.name),
    ),
    store,
    identity,
  );
}

async function auditOf({ auditFile, http }: ServeConfig, store: Store, log: (line: string) => void) {
  const told = http ? linesAudit({ now: Date.now, write: writeLine }) : noAudit;
  const opened =
    auditFile === undefined
      ? { audit: told, spent: [], identity: undefined }
      : await openAudit(auditFile, koreanTime(unixNow()).slice(0, 10), { now: Date.now, log });
  if (!store.shared) return opened;
  const { streamed } = await import('../guard/audit/store-stream.ts');
  return { ...opened, audit: streamed(opened.audit, store, Date.now) };
}

interface Connecting {
  log(line: string): void;
  watch: Watch;
  shelf: TokenShelf | undefined;
}

async function connect(config: ServeConfig, { log, watch, shelf }: Connecting) {
  const { createPortOne } = await import('../portone/client.ts');
  const common = {
    userAgent: `${info.name}/${info.version}`,
    ...(config.tier === undefined ? {} : { tier: config.tier }),
  };
  // Without a watch nothing is timed.
  const parts = { shelf, ...(watch === noWatch ? {} : { watch }) };
  if (!config.sandbox) return createPortOne({ ...config, ...common }, parts);
  const { startSandbox } = await import('../sandbox/server.ts');
  const { url } = await startSandbox();
  log(`sandbox at ${url}, with its samples at ${url}/_sandbox/samples`);
  return createPortOne({ ...common, baseUrl: url, apiKey: 'sandbox_key', apiSecret: 'sandbox_secret' }, parts);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
