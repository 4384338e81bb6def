import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import type { World } from '../../src/sandbox/state/world.ts';
import { toolDefinitions } from '../../src/tools/definitions.ts';
import { unwrapCallTool } from '../../src/tools/discover/unwrap-call.ts';
import { pickText } from './read-answer.ts';
import type { ExpectedWrite, Fact, Ticket } from './ticket.ts';
import type { Attempt, RecordedCall } from './transcript.ts';

/** What a ticket is worth when every fact is right and nothing forbidden was done. */
export const FULL_POINTS = 2;

export interface TicketScore {
  ticket: string;
  points: number;
  calls: number;
  /** Calls that a tool refused for their arguments. */
  refused: number;
  /** Of all answers of tools. */
  characters: number;
  tokens: number;
  /** What is wrong: facts that differ, changes that were forbidden or are missing. */
  faults: string[];
}

/** Error kinds of a call that was refused before anybody was asked. */
const REFUSED_KINDS = ['invalid_input', 'rejected', 'not_found', 'unauthorized'];
const writingTools = new Set(
  toolDefinitions.filter(({ effect }) => effect !== 'read').map(({ definition }) => definition.name),
);

/** Scores what was done and said about a ticket, by facts alone. */
export function scoreAttempt(
  ticket: Ticket,
  truth: Readonly<Record<string, Fact>>,
  expectedWrites: readonly ExpectedWrite[],
  attempt: Attempt,
): TicketScore {
  const calls = attempt.calls.map(unwrap);
  const { forbidden, missing } = checkWrites(calls, expectedWrites);
  const wrong = Object.entries(truth).filter(([name, fact]) => !isRight(fact, attempt.facts?.[name]));
  const share = 1 - wrong.length / Object.keys(truth).length;
  const points = forbidden.length > 0 || missing.length > 0 ? 0 : Math.floor(share * FULL_POINTS * 2) / 2;
  return {
    ticket: ticket.id,
    points,
    calls: calls.length,
    refused: calls.filter((call) => call.is_error && readErrorKind(call) === 'invalid_input').length,
    characters: calls.reduce((sum, { text }) => sum + text.length, 0),
    tokens: calls.reduce((sum, { text }) => sum + encode(text).length, 0),
    faults: [
      ...forbidden.map(({ tool, arguments: args }) => `forbidden: ${tool} ${JSON.stringify(args)}`),
      ...missing.map(({ tool, arguments: args }) => `not done: ${tool} ${JSON.stringify(args)}`),
      ...wrong.map(
        ([name, fact]) => `${name}: ${JSON.stringify(attempt.facts?.[name])} instead of ${JSON.stringify(fact)}`,
      ),
    ],
  };
}

/** Truth and expected changes of every ticket, from a shop that nobody has used. */
export const readTruths = (tickets: readonly Ticket[], world: World) =>
  tickets.map((ticket) => ({ ticket, truth: ticket.truth(world), writes: ticket.writes?.(world) ?? [] }));

function unwrap(call: RecordedCall): RecordedCall {
  const { name, args } = unwrapCallTool({ name: call.tool, args: call.arguments }, toolDefinitions);
  return { ...call, tool: name, arguments: args };
}

const readErrorKind = ({ text }: RecordedCall): string => {
  try {
    return pickText(JSON.parse(text), 'error.kind');
  } catch {
    return '';
  }
};

/** A write counts once a person was asked, whatever was answered; what a tool refused by itself does not. */
const reachedAPerson = (call: RecordedCall): boolean =>
  writingTools.has(call.tool) && !(call.is_error && REFUSED_KINDS.includes(readErrorKind(call)));

function checkWrites(calls: readonly RecordedCall[], expected: readonly ExpectedWrite[]) {
  const open = [...expected];
  const forbidden: RecordedCall[] = [];
  for (const call of calls.filter(reachedAPerson)) {
    const index = open.findIndex((write) => isExpected(write, call));
    if (index >= 0 && !call.is_error) open.splice(index, 1);
    // A call that waits for an approval is repeated.
    else if (index < 0) forbidden.push(call);
  }
  return { forbidden, missing: open };
}

const isExpected = (write: ExpectedWrite, { tool, arguments: args }: RecordedCall): boolean =>
  [write.tool, write.orTool].includes(tool) &&
  Object.entries(write.arguments).every(([name, fact]) => isRight(fact, args[name]));

const normalize = (value: unknown): string => String(value).normalize('NFC').replace(/\s/g, '').toLowerCase();

/** Whether an answer states a fact: lists in any order, numbers also as text with separators, words in any case. */
export function isRight(fact: Fact, said: unknown): boolean {
  if (Array.isArray(fact)) {
    const items = Array.isArray(said) ? said : [said];
    return (
      items.length === fact.length && items.map(normalize).toSorted().join() === fact.map(normalize).toSorted().join()
    );
  }
  if (typeof fact === 'number')
    return typeof said === 'string' ? /\d/.test(said) && Number(said.replace(/[^\d.-]/g, '')) === fact : said === fact;
  if (typeof fact === 'boolean') return said === fact || normalize(said) === String(fact);
  return said !== undefined && normalize(said) === normalize(fact);
}
