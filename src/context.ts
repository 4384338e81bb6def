import type { Localized } from './base/bilingual.ts';
import { Refused } from './base/refusal.ts';
import type { Effect } from './endpoints/endpoint.ts';
import type { AuditLog } from './guard/audit/audit.ts';
import type { ConfirmationService } from './guard/confirmation/confirm.ts';
import type { UnconfirmedWrites } from './guard/outcome/unconfirmed-writes.ts';
import type { Policy } from './guard/policy/policy.ts';
import type { Telemetry } from './guard/telemetry.ts';
import type { WriteLocks } from './guard/writes/distributed-lock.ts';
import type { PortOne } from './portone/client.ts';
import type { ChangeEvents } from './store/change-events.ts';

/** A tool that may be called here, by whoever calls. */
export interface OfferedTool {
  toolset: string;
  effect: Effect;
  /** A person is asked before it runs. */
  confirm: boolean;
  /** Not in the list: found and called through the tools of `discover`. */
  hidden?: true;
  /** In every language; `definition` has it in the server's. */
  title: Localized;
  definition: { name: string; title: string; description: string; inputSchema: object };
}

/** What this server is and how it was set up, as far as a caller may know. */
export interface RuntimeInfo {
  version: string;
  /** Where PortOne is talked to. */
  host: string;
  tier?: string;
  readOnly: boolean;
  audit: boolean;
  policy: boolean;
  store: 'memory' | 'redis';
}

/** What every call is handed. */
export interface Context {
  /** PortOne as configured; imported and started when first asked for. */
  portone(): Promise<PortOne>;
  /** How people are asked, and what they agreed to. */
  confirmations: ConfirmationService;
  /** What the operator allows, whatever a person agrees to. */
  policy: Policy;
  audit: AuditLog;
  /** Unix seconds. */
  now(): number;
  /** Milliseconds of a clock that nobody sets. */
  getMonotonicMs(): number;
  sleep(ms: number): Promise<void>;
  /** One line for the operator, on stderr; never a value of an argument or an answer. */
  log(line: string): void;
  telemetry: Telemetry;
  /** Throws Refused for a caller who calls too often; where nobody is counted, it is not there. */
  checkRateLimit?(caller: string): Promise<void>;
  pii: 'masked' | 'full';
  allowCardData: boolean;
  writeQueue: WriteQueue;
  /** What may still be carried out although its answer was lost. */
  unconfirmedWrites: UnconfirmedWrites;
  offeredTools: readonly OfferedTool[];
  /** Tools that the operator took away by name: what they read is read by no other way either. */
  excludedTools: readonly string[];
  runtimeInfo: RuntimeInfo;
  /** Who looks at something is told when it changes. */
  changes: ChangeEvents;
}

/** The writes in flight: a closed client must not cut one off. */
export interface WriteQueue {
  /**
   * Runs a write to its end, after those in flight that share a target with it, also on other servers; `waited` says whether
   * there were any. `mustLast` is for right before it is sent, and throws Refused when another server might begin meanwhile.
   * Throws Refused once `end` was called: nothing is begun that might be cut off.
   */
  run<T>(lockKeys: readonly string[], write: QueuedWrite<T>): Promise<T>;
  /** Lets no further write begin, and resolves when none is in flight. */
  drain(): Promise<void>;
}

type QueuedWrite<T> = (contended: boolean, assertLeaseCoversWrite: () => void) => Promise<T>;

/** `turns` are those of a store that several servers share. */
export function createWriteQueue(locks?: WriteLocks, telemetry?: Pick<Telemetry, 'writesInFlight'>): WriteQueue {
  const inFlight = new Set<Promise<unknown>>();
  const latestByKey = new Map<string, Promise<unknown>>();
  let isDraining = false;
  const assertNotDraining = () => {
    if (isDraining) throw new Refused('unreachable', 'The server is shutting down. Nothing was sent.');
  };

  /** All targets are taken at once, so that no two writes ever wait for each other. */
  async function runAfterOthers<T>(
    others: readonly Promise<unknown>[],
    lockKeys: readonly string[],
    write: QueuedWrite<T>,
  ): Promise<T> {
    const hasWaited = others.length > 0;
    if (hasWaited) await Promise.allSettled(others);
    if (hasWaited) assertNotDraining();
    const lease = await locks?.(lockKeys, assertNotDraining);
    try {
      if (lease) assertNotDraining();
      return await write(hasWaited || lease?.contended === true, lease?.assertLeaseCoversWrite ?? (() => undefined));
    } finally {
      await lease?.release();
    }
  }

  return {
    async run(lockKeys, write) {
      assertNotDraining();
      const others = lockKeys.flatMap((lockKey) => latestByKey.get(lockKey) ?? []);
      const running = runAfterOthers(others, lockKeys, write);
      inFlight.add(running);
      telemetry?.writesInFlight(1);
      for (const lockKey of lockKeys) latestByKey.set(lockKey, running);
      try {
        return await running;
      } finally {
        inFlight.delete(running);
        telemetry?.writesInFlight(-1);
        for (const lockKey of lockKeys) if (latestByKey.get(lockKey) === running) latestByKey.delete(lockKey);
      }
    },
    async drain() {
      isDraining = true;
      await Promise.allSettled(inFlight);
    },
  };
}
