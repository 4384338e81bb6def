import type { Row } from '../../endpoints/index.ts';
import type { PortOne } from '../../portone/client.ts';
import { OutcomeUnknown, PortOneRejected } from '../../portone/errors.ts';
import type { Seen } from '../snapshot/snapshot.ts';
import type { Sight } from './evidence/evidence.ts';
import { observe } from './evidence/index.ts';

/** What became of a write whose answer was lost. */
export type Verdict =
  /** `value` is what the read-back shows, in the shape of the row's answer; `failed`: ids of a batch that were left undone. */
  | { verdict: 'executed'; proof: string; value?: unknown; failed?: string[] }
  /** A charge that was made and refused: no money was taken, and the attempt stands in the order. */
  | { verdict: 'failed'; proof: string; value: { imp_uid?: unknown; fail_reason?: unknown } }
  | { verdict: 'not_executed'; proof: string }
  /** `unread`: nothing was looked at, since nothing that can be read would show it. */
  | { verdict: 'unknown'; seen: string; next: string; unread?: true };

export interface SettleParts {
  portone: PortOne;
  sleep(ms: number): Promise<void>;
  /** Monotonic milliseconds. */
  now(): number;
  /** The request is known to have ended: PortOne answered it, though with a 5xx. Nothing can be under way any more. */
  ended?: boolean;
}

/**
 * When to look, in milliseconds after the answer was lost. That something was done is believed at once. That it was not is
 * believed only at the end: a request that timed out here may still be with the PG, which takes its time, and what PortOne
 * then writes appears a moment later.
 */
const LOOKS = [500, 1_500, 3_500, 7_500, 12_500, 18_000];
/** A request that PortOne has answered is over; only its traces may still be on their way. */
const LOOKS_WHEN_ENDED = [500, 1_500, 3_500];
const LAST_MOMENT = 20_000;
/** No single look takes longer, so that a slow one does not use up the time of all. */
const LONGEST_LOOK = 4_000;

/** Whether a failed write is worth looking for: `ended` when PortOne itself said 5xx, which does not say what was done. */
export function lostAnswer(row: Row, error: unknown): { ended: boolean } | undefined {
  if (row.effect === 'read') return undefined;
  if (error instanceof OutcomeUnknown) return { ended: error.answered };
  return error instanceof PortOneRejected && (error.httpStatus ?? 0) >= 500 ? { ended: true } : undefined;
}

/** Finds out whether a write was executed by reading what it would have changed. It never sends the write again. */
export async function settle(
  row: Row,
  args: Readonly<Record<string, unknown>>,
  before: Seen | undefined,
  parts: SettleParts,
): Promise<Verdict> {
  const { proof } = row;
  if (!proof || proof.by === 'nothing') {
    const because = proof?.because ?? 'no reading is known to show it';
    return {
      verdict: 'unknown',
      seen: `Nothing was looked up: ${because}.`,
      next: `Do not repeat ${row.name}. It cannot be looked up: ${because}.`,
      unread: true,
    };
  }
  const observation = observe(proof, args, before);
  if (!observation)
    return {
      verdict: 'unknown',
      seen: 'Nothing was looked up: neither the arguments nor what was shown before name what to read.',
      next: `Do not repeat ${row.name}${row.lookUp ? ` before ${row.lookUp} shows that it was not done` : ''}.`,
    };
  const begun = parts.now();
  let last: Sight | undefined;
  let unanswered = true;
  for (const at of parts.ended ? LOOKS_WHEN_ENDED : LOOKS) {
    const gone = () => parts.now() - begun;
    if (at > gone()) await parts.sleep(at - gone());
    if (gone() >= LAST_MOMENT) {
      unanswered = true;
      break;
    }
    try {
      // Monotonic clocks tell fractions of a millisecond, of which a timeout takes none.
      const limit = AbortSignal.timeout(Math.ceil(Math.min(LONGEST_LOOK, LAST_MOMENT - gone())));
      last = await observation.look(parts.portone, limit);
      unanswered = false;
    } catch {
      // Not seen: neither a sign that it was done nor one that it was not.
      unanswered = true;
    }
    if (!unanswered && last?.sight === 'done' && !last.late) break;
  }
  return concluded(row, last, unanswered, observation.again);
}

function concluded(
  row: Row,
  last: Sight | undefined,
  unanswered: boolean,
  again: { tool: string; args: object },
): Verdict {
  const next = `Do not repeat ${row.name}. Call ${again.tool} with ${JSON.stringify(again.args)} and judge by what it shows, or ask the user to look in the PortOne console.`;
  if (!last) return { verdict: 'unknown', seen: 'PortOne could not be read.', next };
  if (unanswered)
    return {
      verdict: 'unknown',
      seen: sentence(`${last.sight === 'odd' ? last.seen : last.proof}; later PortOne could not be read`),
      next,
    };
  switch (last.sight) {
    case 'done': {
      const { proof, value, failed } = last;
      return {
        verdict: 'executed',
        proof: sentence(proof),
        ...(value === undefined ? {} : { value }),
        ...(failed ? { failed } : {}),
      };
    }
    case 'failed':
      return { verdict: 'failed', proof: sentence(last.proof), value: last.value };
    case 'nothing':
      return { verdict: 'not_executed', proof: sentence(last.proof) };
    case 'odd':
      return { verdict: 'unknown', seen: sentence(last.seen), next };
  }
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
