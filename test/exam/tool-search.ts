import type { OfferedTool } from '../../src/context.ts';
import { rankTools } from '../../src/tools/discover/rank-tools.ts';
import phrasings from './tool-phrasings.json' with { type: 'json' };

/** What somebody wants, and the tools of which each does it. */
export type Phrasing = (typeof phrasings)[number];

export interface SearchPrecision {
  asked: number;
  /** The right tool is the first. */
  first: number;
  /** The right tool is among the first three. */
  inFirstThree: number;
  /** Phrasings whose tool is not among the first three, with what was found instead. */
  missed: { query: string; wanted: readonly string[]; found: readonly string[] }[];
}

/** Phrasings by which no word of the search was chosen. */
export const heldOutPhrasings: readonly Phrasing[] = phrasings.filter(({ held_out }) => held_out);
export const allPhrasings: readonly Phrasing[] = phrasings;

/** Searches for each phrasing and counts how early a right tool is found. */
export function measureToolSearch(asked: readonly Phrasing[], offered: readonly OfferedTool[]): SearchPrecision {
  const results = asked.map(({ query, tools: wanted }) => {
    const found = rankTools(query, offered).map(({ definition }) => definition.name);
    return { query, wanted, found, rank: found.findIndex((name) => wanted.includes(name)) };
  });
  const isInFirstThree = (rank: number) => rank >= 0 && rank < 3;
  return {
    asked: asked.length,
    first: results.filter(({ rank }) => rank === 0).length,
    inFirstThree: results.filter(({ rank }) => isInFirstThree(rank)).length,
    missed: results
      .filter(({ rank }) => !isInFirstThree(rank))
      .map(({ query, wanted, found }) => ({ query, wanted, found: found.slice(0, 3) })),
  };
}
