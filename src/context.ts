import { Refused } from './base/refusal.ts';
import type { Effect } from './endpoints/endpoint.ts';
import type { Audit } from './guard/audit/audit.ts';
import type { Asking } from './guard/confirmation/confirm.ts';
import type { LostWrites } from './guard/outcome/unconfirmed-writes.ts';
import type { Policy } from './guard/policy/policy.ts';
import type { Watch } from './guard/telemetry.ts';
import type { Turns } from './guard/writes/distributed-lock.ts';
import type { PortOne } from './portone/client.ts';
import type { Changes } from './store/change-events.ts';

/** A tool that may be called here, by whoever calls. */
export interface Offered {
  toolset: string;
  effect: Effect;
  /** A person is asked before it runs. */
  confirm: boolean;
  /** Not in the list: found and called through the tools of `discover`. */
  hidden?: true;
  definition: { name: string; title: string; description: string; inputSchema: object };
}

/** What this server is and how it was set up, as far as a caller may know. */
export interface About {
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
  asking: Asking;
  /** What the operator allows, whatever a person agrees to. */
  policy: Policy;
  audit: Audit;
  /** Unix seconds. */
  now(): number;
  /** Milliseconds of a clock that nobody sets. */
  monotonic(): number;
  sleep(ms: number): Promise<void>;
  /** One line for the operator, on stderr; never a value of an argument or an answer. */
  log(line: string): void;
  watch: Watch;
  /** Throws Refused for a caller who calls too often; where nobody is counted, it is not there. */
  admit?(caller: string): Promise<void>;
  pii: 'masked' | 'full';
  allowCardData: boolean;
  writes: Writes;
  /** What may still be carried out although its answer was lost. */
  lost: LostWrites;
  offered: readonly Offered[];
  /** Tools that the operator took away by name: what they read is read by no other way either. */
  excluded: readonly string[];
  about: About;
  /** Who looks at something is told when it changes. */
  changes: Changes;
}

/** The writes in flight: a closed client must not cut one off. */
export interface Writes {
  /**
   * Runs a write to its end, after those in flight that share a target with it, also on other servers; `waited` says whether
   * there were any. `mustLast` is for right before it is sent, and throws Refused when another server might begin meanwhile.
   * Throws Refused once `end` was called: nothing is begun that might be cut off.
   */
  run<T>(targets: readonly string[], write: Write<T>): Promise<T>;
  /** Lets no further write begin, and resolves when none is in flight. */
  end(): Promise<void>;
}

type Write<T> = (waited: boolean, mustLast: () => void) => Promise<T>;

/** `turns` are those of a store that several servers share. */
export function createWrites(turns?: Turns, watch?: Pick<Watch, 'writing'>): Writes {
  const inFlight = new Set<Promise<unknown>>();
  const latest = new Map<string, Promise<unknown>>();
  let ending = false;
  const mustNotEnd = () => {
    if (ending) throw new Refused('unreachable', 'The server is shutting down. Nothing was sent.');
  };

  /** All targets are taken at once, so that no two writes ever wait for each other. */
  async function afterOthers<T>(
    others: readonly Promise<unknown>[],
    targets: readonly string[],
    write: Write<T>,
  ): Promise<T> {
    const waited = others.length > 0;
    if (waited) await Promise.allSettled(others);
    if (waited) mustNotEnd();
    const turn = await turns?.(targets, mustNotEnd);
    try {
      if (turn) mustNotEnd();
      return await write(waited || turn?.waited === true, turn?.mustLast ?? (() => undefined));
    } finally {
      await turn?.end();
    }
  }

  return {
    async run(targets, write) {
      mustNotEnd();
      const others = targets.flatMap((target) => latest.get(target) ?? []);
      const running = afterOthers(others, targets, write);
      inFlight.add(running);
      watch?.writing(1);
      for (const target of targets) latest.set(target, running);
      try {
        return await running;
      } finally {
        inFlight.delete(running);
        watch?.writing(-1);
        for (const target of targets) if (latest.get(target) === running) latest.delete(target);
      }
    },
    async end() {
      ending = true;
      await Promise.allSettled(inFlight);
    },
  };
}
