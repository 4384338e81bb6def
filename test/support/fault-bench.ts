import { listBankCodes } from '../../src/endpoints/catalog/codes.ts';
import { endpoints, type Row } from '../../src/endpoints/index.ts';
import { lostAnswer, settle, type Verdict } from '../../src/guard/outcome/reconcile.ts';
import type { Seen } from '../../src/guard/snapshot/snapshot.ts';
import { lookAt } from '../../src/guard/snapshot/take-snapshot.ts';
import { createPortOne, type PortOne } from '../../src/portone/client.ts';
import { PortOneError } from '../../src/portone/errors.ts';
import { type FaultKind, faultKinds } from '../../src/sandbox/state/faults.ts';
import { tools } from '../../src/tools/index.ts';
import { parseArguments } from '../../src/tools/schema/parse-arguments.ts';
import { cases } from '../e2e/calls/index.ts';
import type { Samples } from './tool-case.ts';
import { type LedgerEntry, startUpstream, type Upstream } from './upstream.ts';

/** Long enough for a sandbox in the same process to have read a request, also on a busy machine. */
const PATIENCE_WITH_A_WRITE = 1_000;

/** How a call ended: answered, refused by PortOne, or with a verdict on an answer that was lost. */
export type Ending =
  | { ending: 'answered' }
  | { ending: 'refused'; message: string }
  | { ending: 'settled'; verdict: Verdict };

export interface Run {
  row: Row;
  fault: FaultKind;
  ending: Ending;
  /** What was done in truth. */
  entries: LedgerEntry[];
}

export interface Bench {
  upstream: Upstream;
  samples: Samples;
  portone: PortOne;
  /** The arguments of the row's sample call, as they go to PortOne. */
  argumentsOf(row: Row): Record<string, unknown>;
  /** Calls the row's sample once against the seed while the fault waits for it. */
  run(row: Row, fault: FaultKind): Promise<Run>;
  close(): Promise<void>;
}

export const writes: readonly Row[] = endpoints.filter((row) => row.effect !== 'read');

/**
 * Time that passes only by being slept through, with the fractions that a monotonic clock has; `during` happens while the
 * n-th sleep lasts.
 */
export function sleeper(during: Record<number, () => Promise<unknown>> = {}) {
  const begun = 0.375;
  let now = begun;
  let sleeps = 0;
  return {
    now: () => now,
    sleep: async (ms: number) => {
      sleeps += 1;
      // Timers are a little late.
      now += ms + 0.25;
      await during[sleeps]?.();
    },
  };
}

export async function openBench(): Promise<Bench> {
  const upstream = await startUpstream();
  const samples = await upstream.samples();
  const settings = { baseUrl: upstream.url, apiKey: 'sandbox_key', apiSecret: 'sandbox_secret', userAgent: 'test/1' };
  const open = (write?: number) =>
    createPortOne(settings, { sleep: async () => {}, random: () => 0, ...(write ? { timeouts: { write } } : {}) });
  const portone = open();
  const impatient = open(PATIENCE_WITH_A_WRITE);

  function argumentsOf(row: Row): Record<string, unknown> {
    const tool = tools.find(({ name }) => name === row.name);
    const sample = cases.find((one) => one.tool === row.name);
    if (!tool || !sample) throw new Error(`${row.name} has no sample call`);
    const parsed = parseArguments(tool, sample.args(samples), { allowSecrets: true });
    if (!parsed.ok) throw new Error(`${row.name}: ${parsed.problems.join('; ')}`);
    const { detail: _, ...args } = parsed.args;
    if (row.everything) delete args[row.everything.flag];
    return args;
  }

  async function called(row: Row, fault: FaultKind, args: Record<string, unknown>, before: Seen): Promise<Ending> {
    try {
      await (fault.startsWith('timeout') ? impatient : portone).call(row, args);
      return { ending: 'answered' };
    } catch (error) {
      const lost = lostAnswer(row, error);
      if (lost)
        return { ending: 'settled', verdict: await settle(row, args, before, { portone, ...sleeper(), ...lost }) };
      if (error instanceof PortOneError) return { ending: 'refused', message: error.message };
      throw error;
    }
  }

  let untouched = true;
  return {
    upstream,
    samples,
    portone,
    argumentsOf,
    async run(row, fault) {
      // The fault of the last call was used up by it.
      if (!untouched) await upstream.reset();
      const args = argumentsOf(row);
      const before = await lookAt(row.preview ?? [], args, { portone, now: Math.floor(Date.now() / 1000) });
      // A token that another fault has made useless is found out before this one waits.
      await impatient.call(listBankCodes, {});
      await upstream.control('faults', {
        route: row.route,
        kind: fault,
        times: 1,
        ...(fault === 'slow' ? { delay_ms: 20 } : {}),
      });
      const ending = await called(row, fault, args, before);
      const { entries } = await upstream.ledger();
      untouched = entries.length === 0;
      return { row, fault, ending, entries };
    },
    async close() {
      await Promise.all([portone.close(), impatient.close()]);
      await upstream.close();
    },
  };
}

/** Every write with every fault. A timeout is waited for in truth, so several sandboxes share the work. */
export async function runAll(lanes = 8): Promise<Run[]> {
  const waiting = writes.flatMap((row) => faultKinds.map((fault) => ({ row, fault })));
  const runs: Run[] = [];
  const lane = async () => {
    const bench = await openBench();
    for (let next = waiting.shift(); next; next = waiting.shift()) runs.push(await bench.run(next.row, next.fault));
    await bench.close();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return runs;
}

/** What cannot be told from outside: nothing shows it, or what would show it is as it was and proves nothing. */
function isUntold({ proof, name }: Row, executed: boolean): boolean {
  if (!proof || proof.by === 'nothing') return true;
  // The sandbox keeps the key among the billing keys, as PortOne may.
  return name === 'delete_kcpquick_autopay_key' || ('unchanged' in proof && !executed);
}

/** What is wrong with how a call ended, beside what was done in truth; undefined when nothing is. */
export function complaint({ row, ending, entries }: Run): string | undefined {
  if (entries.length > 1) return `${entries.length} entries in the ledger: it was done more than once`;
  const executed = entries.length === 1;
  if (ending.ending === 'answered') return executed ? undefined : 'answered, and nothing was done';
  if (ending.ending === 'refused') return executed ? 'refused, and it was done all the same' : undefined;
  const { verdict } = ending.verdict;
  const right = isUntold(row, executed) ? 'unknown' : executed ? 'executed' : 'not_executed';
  return verdict === right ? undefined : `${verdict} instead of ${right}: ${JSON.stringify(ending.verdict)}`;
}
