import * as z from 'zod';

const Call = z.object({
  type: z.literal('call'),
  tool: z.string(),
  arguments: z.record(z.string(), z.unknown()).default({}),
  /** The text of the answer as the model read it. */
  text: z.string(),
  is_error: z.boolean().default(false),
  /** Absent: the ticket that the next answer names. */
  ticket: z.string().optional(),
});
const Answer = z.object({
  type: z.literal('answer'),
  ticket: z.string(),
  facts: z.record(z.string(), z.unknown()),
});
const Line = z.discriminatedUnion('type', [Call, Answer]);

/** A call of a tool with the answer that the model read. */
export type RecordedCall = z.output<typeof Call>;

/** What was done and said about one ticket. */
export interface Attempt {
  calls: RecordedCall[];
  facts?: Record<string, unknown>;
}

/**
 * Reads a transcript in JSON Lines, with calls and answers in any file, by ticket. A call that names no ticket belongs
 * to the next answer. Throws for a line that is neither a call nor an answer, for a ticket that does not exist, and for
 * calls after the last answer: none may escape the score.
 */
export function readTranscript(text: string, tickets: readonly string[]): Map<string, Attempt> {
  const attempts = new Map<string, Attempt>();
  const getAttempt = (ticket: string): Attempt => {
    if (!tickets.includes(ticket)) throw new Error(`There is no ticket ${JSON.stringify(ticket)}.`);
    const attempt = attempts.get(ticket) ?? { calls: [] };
    attempts.set(ticket, attempt);
    return attempt;
  };
  let unassigned: RecordedCall[] = [];
  for (const [index, json] of text.split('\n').entries()) {
    if (json.trim() === '') continue;
    const line = readLine(json, index + 1);
    if (line.type === 'answer') {
      const attempt = getAttempt(line.ticket);
      attempt.calls.push(...unassigned);
      attempt.facts = line.facts;
      unassigned = [];
    } else if (line.ticket === undefined) unassigned.push(line);
    else getAttempt(line.ticket).calls.push(line);
  }
  if (unassigned.length > 0)
    throw new Error(`${unassigned.length} calls come after the last answer and name no ticket.`);
  return attempts;
}

function readLine(text: string, number: number): z.output<typeof Line> {
  try {
    return Line.parse(JSON.parse(text));
  } catch {
    throw new Error(`Line ${number} is neither a call nor an answer: see docs/exam.md for the format.`);
  }
}
