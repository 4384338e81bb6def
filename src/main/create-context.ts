import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Localized } from '../base/bilingual.ts';
import { formatKst } from '../base/korean-time.ts';
import { lazy } from '../base/lazy.ts';
import { createPseudonyms } from '../base/pseudonym.ts';
import { ConfigError, type ServeConfig } from '../config/index.ts';
import { type Context, createCatalog, type GuardContext } from '../context.ts';
import { createConsoleAudit, disabledAudit, openAuditLog } from '../guard/audit/audit.ts';
import type { Approvals } from '../guard/confirmation/approvals.ts';
import { createConfirmationTokens } from '../guard/confirmation/confirmation-token.ts';
import { createDeclineLimit } from '../guard/confirmation/decline-limit.ts';
import { createOpenQuestions } from '../guard/confirmation/open-questions.ts';
import { CONFIRMATION_TIMES, type ConfirmationTimes } from '../guard/confirmation/service.ts';
import { createEarlierWrites } from '../guard/outcome/earlier-writes.ts';
import { createTypedBuyers } from '../guard/outcome/typed-buyers.ts';
import { createPolicy, type Policy } from '../guard/policy/policy.ts';
import type { PolicyRules } from '../guard/policy/policy-file.ts';
import { disabledTelemetry, type Telemetry } from '../guard/telemetry.ts';
import { createWriteLocks } from '../guard/writes/distributed-lock.ts';
import { createWriteQueue } from '../guard/writes/write-queue.ts';
import { maskNumbers } from '../output/content-mask.ts';
import { createServerSecrets } from '../output/hide-secrets.ts';
import { createPersonalSearchLimit } from '../output/personal-search-limit.ts';
import type { TokenCache } from '../portone/access-token.ts';
import type { Concurrency } from '../portone/concurrency-limit.ts';
import { withoutExcludedReads } from '../portone/excluded-reads.ts';
import { type ChangeEvents, createChangeEvents } from '../store/change-events.ts';
import { type Store, StoreUnreachable } from '../store/store.ts';
import { type ToolListing, toolDefinitions } from '../tools/definitions.ts';
import { selectTools } from '../tools/toolsets/select.ts';
import { getSharedKey } from './create-store.ts';
import { loadPolicyLayers } from './load-policy.ts';
import { info, log as plainLog, steadyNow, unixNow, writeLine } from './process.ts';
import { createSharedTokenCache } from './shared-token-cache.ts';

/** One merchant's account at work: what its calls are handed, to read and to write, and the tools that it offers. */
export interface MerchantContext {
  guard: GuardContext;
  offeredTools: readonly ToolListing[];
  /** Call it when no call is in progress any more. */
  close(): Promise<void>;
}

export interface MerchantOptions {
  store: Store;
  approvals(): Promise<Approvals>;
  log?: (line: string) => void;
  /** Where changes are published; by default only within this process. */
  changes?: ChangeEvents;
  telemetry?: Telemetry;
  /** Throws Refused if the caller exceeds its rate limit. */
  checkRateLimit?: (caller: string) => Promise<void>;
  /** Limit of concurrent calls to PortOne. Absent: unlimited. */
  concurrency?: Concurrency;
  confirmationTimes?: ConfirmationTimes;
  /** Holds beside the shop's own policy. */
  companyPolicy?: PolicyRules | undefined;
  /** Waits between the looks at what became of a write; the time of the process unless given. */
  waitToReadBack?: (ms: number) => Promise<void>;
}

const getMonotonicMs = () => performance.now();

/**
 * Creates the context of a merchant. `approvals` serves the approval pages and is called when they are first needed.
 */
export async function createMerchantContext(
  config: ServeConfig,
  {
    store,
    approvals,
    log: writeLog = plainLog,
    changes = createChangeEvents(writeLog),
    telemetry = disabledTelemetry,
    checkRateLimit,
    concurrency,
    confirmationTimes = CONFIRMATION_TIMES,
    companyPolicy,
    waitToReadBack = sleep,
  }: MerchantOptions,
): Promise<MerchantContext> {
  const secrets = createServerSecrets(listSecrets(config));
  // Lines about failures may quote what came from outside.
  const log = (line: string) => writeLog(maskNumbers(secrets.hide(line), 'code'));
  const {
    audit,
    spendToday,
    isSpendingLost,
    isNew,
    earlierWrites: recordedWrites,
    identity,
    pseudonyms,
  } = await openMerchantAudit(config, store, log);
  const policyLayers = await loadPolicyLayers({ policyFile: config.policyFile, companyPolicy }, log);
  const policy = createPolicy(policyLayers, store, identity, pseudonyms);
  await policy.restoreCounters(spendToday).catch((error: unknown) => {
    // The counters are restored when the store becomes reachable; nothing is changed before that.
    if (!(error instanceof StoreUnreachable)) throw error;
  });
  if (policy.hasCounters && config.auditFile === undefined && !store.isShared) {
    assertMayRestartCounters(policy);
    log('the policy has daily caps, but without --audit a restart resets their counters');
  }
  // A shared store has the counters of all servers.
  if (isSpendingLost && policy.hasCounters && !store.isShared) {
    policy.markCountersLost(getToday());
    log(
      `an earlier audit log of today is not in the folder of ${config.auditFile}, so it is not known what was moved today: ${
        policy.onLostCounters === 'continue'
          ? 'the caps of the policy count from zero'
          : 'no money is moved until tomorrow, unless the log is put back before a restart or the policy says "on_lost_counters": "continue"'
      }`,
    );
  }
  if (isNew && policy.hasCounters && !store.isShared)
    log(`${config.auditFile} is a new audit log: counting for the caps of the policy begins anew`);
  const excludedTools = [...config.excludeTools, ...policy.disabledTools];
  const offeredTools = selectTools(toolDefinitions, { ...config, excludeTools: excludedTools });
  const key = getSharedKey(config) ?? randomBytes(32);
  const connect = lazy(async () => {
    const cache = store.isShared ? createSharedTokenCache(store, key) : undefined;
    const portone = await connectPortOne(config, { log, telemetry, cache, onToken: secrets.addToken });
    return concurrency
      ? (await import('../portone/concurrency-limit.ts')).withConcurrencyLimit(portone, concurrency)
      : portone;
  });
  const shop = config.name === undefined ? {} : { shop: config.name };
  const context: Context = {
    portone: async () => withoutExcludedReads((await connect()).reader, excludedTools),
    now: unixNow,
    getMonotonicMs,
    log,
    telemetry,
    ...(checkRateLimit ? { checkRateLimit } : {}),
    lang: config.lang,
    pii: config.pii,
    shownFields: new Set(config.showFields.map((name) => name.toLowerCase())),
    hideSecrets: secrets.hide,
    personalSearchLimit: createPersonalSearchLimit(getMonotonicMs),
    allowCardData: config.allowCardData,
    catalog: createCatalog(offeredTools),
    excludedTools,
    runtimeInfo: {
      version: info.version,
      host: config.sandbox ? 'sandbox' : new URL(config.baseUrl).host,
      ...shop,
      ...(config.tier === undefined ? {} : { tier: config.tier }),
      sandbox: config.sandbox,
      ...(config.lacksKey ? { lacksKey: true } : {}),
      readOnly: config.readOnly,
      confirmation: { mode: config.confirm, fallback: config.fallback },
      audit: config.auditFile !== undefined,
      policies: policyLayers.map(({ issuer }) => issuer),
      store: store.isShared ? 'redis' : 'memory',
    },
    ...(audit === disabledAudit ? {} : { auditTrail: { getRecent: audit.getRecent } }),
    changes,
  };
  const earlierWrites = createEarlierWrites(store, { key, pseudonyms, now: unixNow });
  for (const { keys, ...write } of recordedWrites)
    await earlierWrites.record(keys, { ...write, title: getToolTitle(write.tool) });
  const guard: GuardContext = {
    context,
    reader: async () => (await connect()).reader,
    writer: async () => (await connect()).writer,
    confirmations: {
      tokens: createConfirmationTokens(key, store, steadyNow),
      declines: createDeclineLimit(store, confirmationTimes.maxDeclines),
      openQuestions: createOpenQuestions(store, confirmationTimes.maxOpenQuestions),
      getApprovals: lazy(approvals),
      mode: config.confirm,
      fallback: config.fallback,
      times: confirmationTimes,
      hasSecondPin: config.secondApproverPin !== undefined,
      lang: config.lang,
      ...shop,
      sandbox: config.sandbox,
      sleep,
    },
    policy,
    audit,
    writeQueue: createWriteQueue(
      store.isShared ? createWriteLocks({ store, key, now: getMonotonicMs, sleep }) : undefined,
      telemetry,
    ),
    earlierWrites,
    typedBuyers: createTypedBuyers(store, { key, pseudonyms }),
    pseudonyms,
    sleep: waitToReadBack,
  };
  return { guard, offeredTools, close: () => audit.close() };
}

/** The key of the sandbox is published. */
const listSecrets = (config: ServeConfig) => [
  ...(config.sandbox ? [] : [config.apiKey, config.apiSecret]),
  ...[config.approvalPin, config.secondApproverPin, config.stateKey, config.redisUrl, config.httpsProxy],
  ...[config.approvalWebhook, config.approvalWebhookSecret],
];

const getToolTitle = (tool: string): Localized =>
  toolDefinitions.find(({ definition }) => definition.name === tool)?.title ?? { en: 'A change', ko: '변경' };

const getToday = () => formatKst(unixNow(), { precision: 'day' });

/** Throws ConfigError if the operator asked for counters that outlive the process, and nothing keeps them. */
function assertMayRestartCounters({ onLostCounters }: Policy): void {
  if (onLostCounters === 'refuse')
    throw new ConfigError({
      en: 'the policy says "on_lost_counters": "refuse", but without --audit or a shared store every restart loses its counters: set --audit <file>',
      ko: '정책에 "on_lost_counters": "refuse"가 있는데 --audit이나 공유 저장소가 없어 재시작할 때마다 한도 집계가 사라집니다. --audit <파일>을 지정하세요',
    });
}

async function openMerchantAudit(config: ServeConfig, store: Store, log: (line: string) => void) {
  const { auditFile, http } = config;
  // Servers that share counters must name the same order alike.
  const sharedKey = store.isShared ? getSharedKey(config) : undefined;
  const pseudonyms = createPseudonyms(sharedKey ?? randomBytes(32));
  const consoleAudit = http ? createConsoleAudit({ now: Date.now, write: writeLine, pseudonyms }) : disabledAudit;
  const merchantAudit =
    auditFile === undefined
      ? {
          audit: consoleAudit,
          spendToday: [],
          isSpendingLost: false,
          isNew: false,
          earlierWrites: [],
          identity: undefined,
          pseudonyms,
        }
      : await openAuditLog(auditFile, getToday(), {
          ...{ now: Date.now, log },
          ...(sharedKey ? { pseudonyms } : {}),
        });
  if (!store.isShared) return merchantAudit;
  const { withStoreStream } = await import('../guard/audit/store-stream.ts');
  return { ...merchantAudit, audit: withStoreStream(merchantAudit.audit, store, { now: Date.now, pseudonyms }) };
}

interface ConnectOptions {
  log(line: string): void;
  telemetry: Telemetry;
  cache: TokenCache | undefined;
  onToken(token: string): void;
}

async function connectPortOne(config: ServeConfig, { log, telemetry, cache, onToken }: ConnectOptions) {
  const { createPortOne } = await import('../portone/client.ts');
  const common = {
    userAgent: `${info.name}/${info.version}`,
    ...(config.tier === undefined ? {} : { tier: config.tier }),
  };
  // Without telemetry, requests are not measured.
  const options = { cache, onToken, ...(telemetry === disabledTelemetry ? {} : { telemetry }) };
  if (!config.sandbox) return createPortOne({ ...config, ...common }, options);
  const { startSandbox } = await import('../sandbox/server.ts');
  const { url } = await startSandbox();
  log(`sandbox running at ${url}; sample data at ${url}/_sandbox/samples`);
  return createPortOne({ ...common, baseUrl: url, apiKey: 'sandbox_key', apiSecret: 'sandbox_secret' }, options);
}
