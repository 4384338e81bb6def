import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServeConfig } from '../config.ts';
import { type Context, createWrites } from '../context.ts';
import { createAgreements } from '../guard/agreement.ts';
import type { Approvals } from '../guard/approvals.ts';
import { noAudit, openAudit } from '../guard/audit.ts';
import { koreanTime } from '../guard/korean-time.ts';
import { createPolicy } from '../guard/policy.ts';
import { createTurns } from '../guard/turns.ts';
import type { TokenShelf } from '../portone/token.ts';
import { type Store, StoreUnreachable } from '../store/store.ts';
import { listing, type ToolListing } from '../tools/listing.ts';
import { selected } from '../tools/selection.ts';
import { info, log, unixNow } from './process.ts';
import { sharedKey } from './store.ts';
import { createTokenShelf } from './token-shelf.ts';

/** One merchant's account at work: what its calls are handed, and the tools that it offers. */
export interface Merchant {
  context: Context;
  offered: readonly ToolListing[];
  /** Once no call is in flight any more. */
  close(): Promise<void>;
}

const monotonic = () => performance.now();

/** `approvals` serves the pages on which people decide; it is opened when first asked for. */
export async function openMerchant(
  config: ServeConfig,
  { store, approvals }: { store: Store; approvals(): Promise<Approvals> },
): Promise<Merchant> {
  const { audit, spent, identity } = await auditOf(config, store);
  const policy = await policyOf(config, store, identity);
  await policy.restore(spent).catch((error: unknown) => {
    // The store is told once it can be reached, and nothing is changed before that.
    if (!(error instanceof StoreUnreachable)) throw error;
  });
  if (policy.counts && config.auditFile === undefined && !store.shared)
    log('the policy has daily caps, and without --audit a restart forgets what was counted');
  const offered = selected(listing, { ...config, excludeTools: [...config.excludeTools, ...policy.toolsOff] });
  const key = sharedKey(config) ?? randomBytes(32);
  const context: Context = {
    portone: once(() => connect(config, store.shared ? createTokenShelf(store, key) : undefined)),
    asking: {
      agreements: createAgreements(key, store, unixNow),
      approvals: once(approvals),
      fallback: config.fallback,
      hasPin: config.approvalPin !== undefined,
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
    pii: config.pii,
    allowCardData: config.allowCardData,
    writes: createWrites(store.shared ? createTurns({ store, key, now: monotonic, sleep }) : undefined),
  };
  return { context, offered, close: () => audit.close() };
}

async function policyOf({ policyFile }: ServeConfig, store: Store, identity: string | undefined) {
  if (policyFile === undefined) return createPolicy({}, store, identity);
  const { loadPolicy } = await import('../guard/policy/load.ts');
  return createPolicy(
    await loadPolicy(
      policyFile,
      listing.map((tool) => tool.definition.name),
    ),
    store,
    identity,
  );
}

async function auditOf({ auditFile }: ServeConfig, store: Store) {
  const opened =
    auditFile === undefined
      ? { audit: noAudit, spent: [], identity: undefined }
      : await openAudit(auditFile, koreanTime(unixNow()).slice(0, 10), { now: Date.now, log });
  if (!store.shared) return opened;
  const { streamed } = await import('../guard/audit/stream.ts');
  return { ...opened, audit: streamed(opened.audit, store, Date.now) };
}

async function connect(config: ServeConfig, shelf: TokenShelf | undefined) {
  const { createPortOne } = await import('../portone/client.ts');
  const common = {
    userAgent: `${info.name}/${info.version}`,
    ...(config.tier === undefined ? {} : { tier: config.tier }),
  };
  if (!config.sandbox) return createPortOne({ ...config, ...common }, { shelf });
  const { startSandbox } = await import('../sandbox/server.ts');
  const { url } = await startSandbox();
  log(`sandbox at ${url}, with its samples at ${url}/_sandbox/samples`);
  return createPortOne({ ...common, baseUrl: url, apiKey: 'sandbox_key', apiSecret: 'sandbox_secret' });
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
