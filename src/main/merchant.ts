import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServeConfig } from '../config.ts';
import { type Context, createWrites } from '../context.ts';
import { createAgreements } from '../guard/agreement.ts';
import type { Approvals } from '../guard/approvals.ts';
import { noAudit, openAudit } from '../guard/audit.ts';
import { koreanTime } from '../guard/korean-time.ts';
import { createPolicy } from '../guard/policy.ts';
import { createChanges } from '../store/changes.ts';
import type { Store } from '../store/store.ts';
import { listing, type ToolListing } from '../tools/listing.ts';
import { selected } from '../tools/selection.ts';
import { info, log, unixNow } from './process.ts';

/** One merchant's account at work: what its calls are handed, and the tools that it offers. */
export interface Merchant {
  context: Context;
  offered: readonly ToolListing[];
  /** Once no call is in flight any more. */
  close(): Promise<void>;
}

/** `approvals` serves the pages on which people decide; it is opened when first asked for. */
export async function openMerchant(
  config: ServeConfig,
  { store, approvals }: { store: Store; approvals(): Promise<Approvals> },
): Promise<Merchant> {
  const policy = await policyOf(config, store);
  const { audit, spent } = await auditOf(config);
  await policy.restore(spent);
  if (policy.counts && config.auditFile === undefined)
    log('the policy has daily caps, and without --audit a restart forgets what was counted');
  const offered = selected(listing, { ...config, excludeTools: [...config.excludeTools, ...policy.toolsOff] });
  const stateKey = config.stateKey === undefined ? randomBytes(32) : new TextEncoder().encode(config.stateKey);
  const context: Context = {
    portone: once(() => connect(config)),
    asking: {
      agreements: createAgreements(stateKey, store, unixNow),
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
    monotonic: () => performance.now(),
    sleep,
    log,
    pii: config.pii,
    allowCardData: config.allowCardData,
    writes: createWrites(),
    offered,
    about: {
      version: info.version,
      host: config.sandbox ? 'sandbox' : new URL(config.baseUrl).host,
      ...(config.tier === undefined ? {} : { tier: config.tier }),
      readOnly: config.readOnly,
      audit: config.auditFile !== undefined,
      policy: config.policyFile !== undefined,
      store: 'memory',
    },
    changes: createChanges(log),
  };
  return { context, offered, close: () => audit.close() };
}

async function policyOf({ policyFile }: ServeConfig, store: Store) {
  if (policyFile === undefined) return createPolicy({}, store);
  const { loadPolicy } = await import('../guard/policy/load.ts');
  return createPolicy(
    await loadPolicy(
      policyFile,
      listing.map((tool) => tool.definition.name),
    ),
    store,
  );
}

async function auditOf({ auditFile }: ServeConfig) {
  if (auditFile === undefined) return { audit: noAudit, spent: [] };
  return openAudit(auditFile, koreanTime(unixNow()).slice(0, 10), { now: Date.now, log });
}

async function connect(config: ServeConfig) {
  const { createPortOne } = await import('../portone/client.ts');
  const common = {
    userAgent: `${info.name}/${info.version}`,
    ...(config.tier === undefined ? {} : { tier: config.tier }),
  };
  if (!config.sandbox) return createPortOne({ ...config, ...common });
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
