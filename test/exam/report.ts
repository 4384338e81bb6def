import { FULL_POINTS, type TicketScore } from './score.ts';
import type { SearchPrecision } from './tool-search.ts';

const sumOf = (
  scores: readonly TicketScore[],
  name: 'points' | 'calls' | 'refused' | 'characters' | 'tokens',
): number => scores.reduce((sum, score) => sum + score[name], 0);

/** A line for each ticket, its faults below it, and the sums. */
export function formatScores(scores: readonly TicketScore[]): string {
  const width = Math.max(...scores.map(({ ticket }) => ticket.length));
  const lines = scores.flatMap(({ ticket, points, calls, refused, characters, tokens, faults }) => [
    [
      ticket.padEnd(width),
      `${points} of ${FULL_POINTS}`.padStart(8),
      `${calls} calls`.padStart(9),
      `${refused} refused`.padStart(10),
      `${characters} characters`.padStart(17),
      `${tokens} tokens`.padStart(12),
    ].join(' '),
    ...faults.map((fault) => `  ${fault}`),
  ]);
  const [points, calls, refused, characters, tokens] = (
    ['points', 'calls', 'refused', 'characters', 'tokens'] as const
  ).map((name) => sumOf(scores, name));
  const brief = scores.filter((score) => score.calls <= 2).length;
  return [
    ...lines,
    '',
    `${points} of ${scores.length * FULL_POINTS} points, ${calls} calls (${brief} of ${scores.length} tickets in at most two),`,
    `${refused} refused for their arguments, ${characters} characters and ${tokens} tokens of answers.`,
  ].join('\n');
}

export const formatPrecision = (name: string, { asked, first, inFirstThree }: SearchPrecision): string =>
  `find_tools, ${name}: the right tool is first for ${first} of ${asked}, among the first three for ${inFirstThree}.`;
