import type { Offered } from '../../context.ts';
import { koreanTitles } from '../../endpoints/korean-titles.ts';
import { meanings } from './synonyms.ts';

/** So many are told: more would be a list again. */
const MOST_FOUND = 8;

/** Tools of one PG or provider, which are seldom meant where it is not named. */
const particular = ['naver', 'kcpquick', 'payco', 'benepia', 'paymentwall', 'partners', 'cvs'];
const STOP =
  /^(the|this|that|an|of|to|for|by|in|on|or|and|is|are|was|did|do|does|it|its|my|me|with|from|what|which|how|all|any|not|no|one|up|ok|can|was|has|have|been|be|at|as)$/;

/** The tools that the words of a query are about, the nearest first. */
export function toolsAbout(query: string, offered: readonly Offered[]): Offered[] {
  const read = offered.map(readingOf);
  const wanted = [...wordsOf(query).map(inEnglish), ...piecesOf(query).map(inKorean)].map((weigh) => {
    const weights = read.map(weigh);
    const fits = weights.filter((weight) => weight > 0).length;
    // What fits few tools tells more than what fits most.
    return weights.map((weight) => weight * Math.log(1 + offered.length / Math.max(fits, 1)));
  });
  return offered
    .map((tool, at) => ({
      tool,
      score: scoreOf(
        tool,
        wanted.reduce((sum, weights) => sum + (weights[at] ?? 0), 0),
        query,
      ),
    }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .slice(0, MOST_FOUND)
    .map(({ tool }) => tool);
}

interface Reading {
  /** The words of each part of a definition, by how much a word tells there. */
  english: readonly { words: readonly string[]; weight: number }[];
  korean: string;
}

function readingOf({ definition: { name, title, description }, toolset }: Offered): Reading {
  const parts: [text: string, weight: number][] = [
    [name.replaceAll('_', ' '), 4],
    [title, 2],
    [toolset, 1],
    [description, 1],
  ];
  return {
    english: parts.map(([text, weight]) => ({ words: englishWords(text), weight })),
    korean: `${koreanTitles[name] ?? ''} ${description}`,
  };
}

const inEnglish =
  (word: string) =>
  ({ english }: Reading): number =>
    english.reduce((sum, { words, weight }) => (words.some((one) => isAlike(one, word)) ? sum + weight : sum), 0);

const inKorean =
  (piece: string) =>
  ({ korean }: Reading): number =>
    korean.includes(piece) ? 2 : 0;

const englishWords = (text: string) => text.toLowerCase().match(/[a-z][a-z0-9]+/g) ?? [];

function wordsOf(query: string): string[] {
  const meant = meanings.flatMap(([said, words]) => (said.test(query) ? englishWords(words) : []));
  return [...new Set([...englishWords(query).filter((word) => !STOP.test(word)), ...meant])];
}

/** Words of Korean have endings: their beginnings are compared. */
const piecesOf = (query: string): string[] => [
  ...new Set((query.match(/[가-힣]{2,}/g) ?? []).map((word) => word.slice(0, 2))),
];

/** A curated tool does what several endpoints do. */
function scoreOf({ definition, toolset }: Offered, score: number, query: string): number {
  if (query.includes(definition.name)) return 1_000;
  const isFar = particular.includes(toolset) && !wordsOf(query).some((word) => toolset.startsWith(word));
  return score > 0 && toolset === 'desk' ? score + 2 : isFar ? score / 2 : score;
}

/** `refund`, `refunds` and `refunded` are one word here. */
const isAlike = (one: string, other: string): boolean =>
  one === other || (Math.min(one.length, other.length) >= 4 && (one.startsWith(other) || other.startsWith(one)));
