import { listBankCodes } from '../../src/endpoints/catalog/codes.ts';
import { endpoints, type Row, type WriteRow } from '../../src/endpoints/index.ts';
import { isOutcomeInDoubt, reconcile, type WriteOutcome } from '../../src/guard/outcome/reconcile.ts';
import type { Snapshot } from '../../src/guard/snapshot/snapshot.ts';
import { takeSnapshot } from '../../src/guard/snapshot/take-snapshot.ts';
import { createPortOne, type PortOneConnection, type PortOneReader } from '../../src/portone/client.ts';
import { PortOneError } from '../../src/portone/errors.ts';
import { type FaultKind, faultKinds } from '../../src/sandbox/state/faults.ts';
import { tools } from '../../src/tools/index.ts';
import { parseArguments } from '../../src/tools/schema/parse-arguments.ts';
import { cases } from '../e2e/calls/index.ts';
import type { Samples } from './tool-case.ts';
import { sendUnguarded } from './unguarded-write.ts';
import { type LedgerEntry, startUpstream, type Upstream } from './upstream.ts';

/** Long enough for a sandbox in the same process to have read a request, also on a busy machine. */
const WRITE_TIMEOUT_MS = 1_000;

/** How a call ended: answered, refused by PortOne, or with a verdict on a lost answer. */
export type CallEnding =
  | { ending: 'answered' }
  | { ending: 'refused'; message: string }
  | { ending: 'settled'; verdict: WriteOutcome };

export interface FaultRun {
  row: WriteRow;
  fault: FaultKind;
  ending: CallEnding;
  /** What was really executed. */
  entries: LedgerEntry[];
}

export interface FaultBench {
  upstream: Upstream;
  samples: Samples;
  portone: PortOneReader;
  /** The same client with the right to write, for `sendUnguarded`. */
  connection: PortOneConnection;
  /** The arguments of the row's sample call, as they go to PortOne. */
  getArguments(row: Row): Record<string, unknown>;
  /** Makes the sample call of the row once against the seed with the fault armed. */
  run(row: WriteRow, fault: FaultKind): Promise<FaultRun>;
  close(): Promise<void>;
}

export const writeEndpoints: readonly WriteRow[] = endpoints.filter((row) => row.effect !== 'read');

/** Time that advances only by sleeping, with fractions like a monotonic clock; `during` runs within the n-th sleep. */
export function createVirtualClock(during: Record<number, () => Promise<unknown>> = {}) {
  const startTime = 0.375;
  let now = startTime;
  let sleeps = 0;
  return {
    now: () => now,
    sleep: async (ms: number) => {
      sleeps += 1;
      // Timers fire slightly late.
      now += ms + 0.25;
      await during[sleeps]?.();
    },
  };
}

export async function openFaultBench(): Promise<FaultBench> {
  const upstream = await startUpstream();
  const samples = await upstream.readSamples();
  const settings = { baseUrl: upstream.url, apiKey: 'sandbox_key', apiSecret: 'sandbox_secret', userAgent: 'test/1' };
  const createClient = (write?: number) =>
    createPortOne(settings, { sleep: async () => {}, random: () => 0, ...(write ? { timeouts: { write } } : {}) });
  const connection = createClient();
  const portone = connection.reader;
  const shortTimeoutClient = createClient(WRITE_TIMEOUT_MS);

  function getArguments(row: Row): Record<string, unknown> {
    const tool = tools.find(({ name }) => name === row.name);
    const sample = cases.find((one) => one.tool === row.name);
    if (!tool || !sample) throw new Error(`${row.name} has no sample call`);
    const parsed = parseArguments(tool, sample.buildArguments(samples), { allowSecrets: true });
    if (!parsed.ok) throw new Error(`${row.name}: ${parsed.problems.join('; ')}`);
    const { detail: _, ...args } = parsed.args;
    if (row.explicitAll) delete args[row.explicitAll.flag];
    return args;
  }

  async function callWithFault(
    row: WriteRow,
    fault: FaultKind,
    args: Record<string, unknown>,
    before: Snapshot,
  ): Promise<CallEnding> {
    try {
      await sendUnguarded(fault.startsWith('timeout') ? shortTimeoutClient : connection, row, args);
      return { ending: 'answered' };
    } catch (error) {
      if (isOutcomeInDoubt(row, error))
        return {
          ending: 'settled',
          verdict: await reconcile(row, args, before, { portone, ...createVirtualClock() }),
        };
      if (error instanceof PortOneError) return { ending: 'refused', message: error.message };
      throw error;
    }
  }

  let isUntouched = true;
  return {
    upstream,
    samples,
    portone,
    connection,
    getArguments,
    async run(row, fault) {
      // The last call has consumed its fault.
      if (!isUntouched) await upstream.reset();
      const args = getArguments(row);
      const before = await takeSnapshot(row.preview ?? [], args, { portone, now: Math.floor(Date.now() / 1000) });
      // A token invalidated by another fault is detected before this fault is armed.
      await shortTimeoutClient.reader.call(listBankCodes, {});
      await upstream.control('faults', {
        route: row.route,
        kind: fault,
        times: 1,
        ...(fault === 'slow' ? { delay_ms: 20 } : {}),
      });
      const ending = await callWithFault(row, fault, args, before);
      const { entries } = await upstream.readLedger();
      isUntouched = entries.length === 0;
      return { row, fault, ending, entries };
    },
    async close() {
      await Promise.all([connection.close(), shortTimeoutClient.close()]);
      await upstream.close();
    },
  };
}

/** The faults that a write can meet: `hang_lists` is one of reads. */
export const writeFaultKinds = faultKinds.filter((kind) => kind !== 'hang_lists');

/** Every write with every fault. Timeouts take real time, so several sandboxes share the work. */
export async function runAllFaults(lanes = 8): Promise<FaultRun[]> {
  const queue = writeEndpoints.flatMap((row) => writeFaultKinds.map((fault) => ({ row, fault })));
  const runs: FaultRun[] = [];
  const runLane = async () => {
    const bench = await openFaultBench();
    for (let next = queue.shift(); next; next = queue.shift()) runs.push(await bench.run(next.row, next.fault));
    await bench.close();
  };
  await Promise.all(Array.from({ length: lanes }, runLane));
  return runs;
}

/** True if the outcome cannot be determined from outside: nothing shows it, or the unchanged state proves nothing. */
function isUnverifiable({ readBack, name }: Row, executed: boolean): boolean {
  if (!readBack || readBack.by === 'none') return true;
  // The sandbox keeps the key among the billing keys, as PortOne may.
  return name === 'delete_kcpquick_autopay_key' || ('inconclusiveIfUnchanged' in readBack && !executed);
}

/** Compares how a call ended with what was really executed; undefined if they agree. */
export function findMismatch({ row, ending, entries }: FaultRun): string | undefined {
  if (entries.length > 1) return `${entries.length} entries in the ledger: it was executed more than once`;
  const executed = entries.length === 1;
  if (ending.ending === 'answered') return executed ? undefined : 'answered, and nothing was executed';
  if (ending.ending === 'refused') return executed ? 'refused, and it was executed anyway' : undefined;
  const { verdict } = ending.verdict;
  const expected = isUnverifiable(row, executed) ? 'unknown' : executed ? 'executed' : 'not_executed';
  return verdict === expected ? undefined : `${verdict} instead of ${expected}: ${JSON.stringify(ending.verdict)}`;
}
