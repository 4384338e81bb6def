import { formatMoney, toCurrency } from '../../base/money.ts';
import type { Pseudonyms } from '../../base/pseudonym.ts';
import { getMovementKey } from '../impact/operation-keys.ts';

type AuditLine = Readonly<Record<string, unknown>>;

/** A write in the audit log that a person must know of before agreeing to a related one. */
export interface RecordedWrite {
  tool: string;
  status: 'unconfirmed' | 'executed' | 'interrupted';
  /** Unix seconds. */
  at: number;
  amount?: string;
  /** The ids and operations that it relates to, as pseudonyms. */
  keys: readonly string[];
}

/** Collects the writes since `since` (unix seconds) from an audit log. One without an outcome was interrupted. */
export function collectWrites(since: number): {
  visit(line: AuditLine): void;
  /** `pseudonyms` are those of the server that continues the log. */
  getWrites(pseudonyms: Pseudonyms): RecordedWrite[];
} {
  // The same request can be started several times, one after another.
  const startedByCall = new Map<unknown, StartedWrite[]>();
  const ended: StartedWrite[] = [];
  return {
    visit(line) {
      if (line.step === 'started') {
        const write = parseStarted(line);
        if (write.at >= since) startedByCall.set(line.call, [...(startedByCall.get(line.call) ?? []), write]);
      }
      if (line.step !== 'outcome') return;
      const write = startedByCall.get(line.call)?.pop();
      const status = getOutcomeStatus(line);
      if (write && status) ended.push({ ...write, status });
    },
    getWrites: (pseudonyms) =>
      [...ended, ...[...startedByCall.values()].flat()].map(({ toKeys, ...write }) => ({
        ...write,
        keys: toKeys(pseudonyms),
      })),
  };
}

/** Undefined if the write is known not to be executed, now or later. */
function getOutcomeStatus({ verdict, proof }: AuditLine): 'unconfirmed' | 'executed' | undefined {
  if (verdict === 'executed') return 'executed';
  return verdict === 'unknown' || (verdict === 'not_executed' && proof === 'read back') ? 'unconfirmed' : undefined;
}

interface StartedWrite extends Omit<RecordedWrite, 'keys'> {
  toKeys(pseudonyms: Pseudonyms): string[];
}

function parseStarted({ tool, at, money, ...line }: AuditLine): StartedWrite {
  const moves = parseMoves(line.moves);
  const [move, ...others] = moves;
  return {
    tool: String(tool),
    status: 'interrupted',
    at: Math.floor(Date.parse(String(at)) / 1000),
    // Sums of several movements are in the log of the call itself.
    ...(move?.amount !== undefined && others.length === 0 ? { amount: formatMoney(move.amount, move.currency) } : {}),
    toKeys(pseudonyms) {
      const movementKey = typeof money === 'string' ? getMovementKey(money, moves, pseudonyms) : undefined;
      return [...getRelatedKeys(line, moves), ...(movementKey === undefined ? [] : [movementKey])];
    },
  };
}

const parseMoves = (moves: unknown) =>
  (Array.isArray(moves) ? moves : []).map((move) => {
    const { payment, amount, currency } = Object(move);
    return {
      payment: String(payment),
      ...(typeof amount === 'number' ? { amount } : {}),
      currency: toCurrency(currency),
    };
  });

/** Logs of earlier versions have no `related`, but the ids among the arguments. */
function getRelatedKeys({ related, ids }: AuditLine, moves: readonly { payment: string }[]): string[] {
  if (Array.isArray(related)) return related.filter((key) => typeof key === 'string');
  const named = Object.entries(Object(ids)).flatMap(([name, id]) =>
    [id].flat().flatMap((one) => (typeof one === 'string' ? [`${name} ${one}`] : [])),
  );
  return [...named, ...moves.map(({ payment }) => `moved ${payment}`)];
}
