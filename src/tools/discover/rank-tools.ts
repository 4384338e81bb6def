import type { OfferedTool } from '../../context.ts';
import { synonyms } from './synonyms.ts';

/** A search is meant to spare the model a long list. */
const MAX_RESULTS = 8;

/** Toolsets of a single PG or provider, ranked lower unless the query names it. */
const pgSpecificToolsets = ['naver', 'kcpquick', 'payco', 'benepia', 'paymentwall', 'partners', 'cvs'];
const STOP_WORDS =
  /^(the|this|that|an|of|to|for|by|in|on|or|and|is|are|was|did|do|does|it|its|my|me|with|from|what|which|how|all|any|not|no|one|up|ok|can|was|has|have|been|be|at|as)$/;

/** Returns the tools that match the words of a query, best match first. */
export function rankTools(query: string, offered: readonly OfferedTool[]): OfferedTool[] {
  const indexed = offered.map(indexTool);
  const termWeights = [...getQueryWords(query).map(matchEnglish), ...getKoreanPairs(query).map(matchKorean)].map(
    (matchTerm) => {
      const weights = indexed.map(matchTerm);
      const matchCount = weights.filter((weight) => weight > 0).length;
      // A word that matches few tools is more significant than one that matches most.
      return weights.map((weight) => weight * Math.log(1 + offered.length / Math.max(matchCount, 1)));
    },
  );
  return offered
    .map((tool, at) => ({
      tool,
      score: scoreTool(
        tool,
        termWeights.reduce((sum, weights) => sum + (weights[at] ?? 0), 0),
        query,
      ),
    }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .slice(0, MAX_RESULTS)
    .map(({ tool }) => tool);
}

interface IndexedTool {
  /** The words of each part of a definition, and their weight. */
  english: readonly { words: readonly string[]; weight: number }[];
  korean: string;
}

function indexTool({ definition: { name, description }, title, toolset }: OfferedTool): IndexedTool {
  const parts: [text: string, weight: number][] = [
    [name.replaceAll('_', ' '), 4],
    [title.en, 2],
    [toolset, 1],
    [description, 1],
  ];
  return {
    english: parts.map(([text, weight]) => ({ words: splitEnglishWords(text), weight })),
    korean: `${title.ko} ${description}`,
  };
}

const matchEnglish =
  (word: string) =>
  ({ english }: IndexedTool): number =>
    english.reduce((sum, { words, weight }) => (words.some((one) => sharesStem(one, word)) ? sum + weight : sum), 0);

const matchKorean =
  (pair: string) =>
  ({ korean }: IndexedTool): number =>
    korean.includes(pair) ? 2 : 0;

const splitEnglishWords = (text: string) => text.toLowerCase().match(/[a-z][a-z0-9]+/g) ?? [];

function getQueryWords(query: string): string[] {
  const synonymWords = synonyms.flatMap(([pattern, words]) => (pattern.test(query) ? splitEnglishWords(words) : []));
  return [...new Set([...splitEnglishWords(query).filter((word) => !STOP_WORDS.test(word)), ...synonymWords])];
}

/** Returns every two neighboring syllables of each Korean word, since its ending varies and compounds are written together. */
const getKoreanPairs = (query: string): string[] => [
  ...new Set(
    (query.match(/[가-힣]{2,}/g) ?? []).flatMap((word) => [...word].slice(1).map((_, at) => word.slice(at, at + 2))),
  ),
];

/** Ranks curated tools higher, since each covers several endpoints. */
function scoreTool({ definition, toolset }: OfferedTool, score: number, query: string): number {
  if (query.includes(definition.name)) return 1_000;
  const isUnnamedPg =
    pgSpecificToolsets.includes(toolset) && !getQueryWords(query).some((word) => sharesStem(word, toolset));
  return score > 0 && toolset === 'desk' ? score + 2 : isUnnamedPg ? score / 3 : score;
}

/** Endings with which the same word is said: `refunds`, `refunded`, `delivery`, `verification`. */
const ENDINGS = /(?:ations?|tions?|bers?|ings?|ers?|ies|ied|ed|es|s|y|e)$/;

const getStem = (word: string): string => {
  const stem = word.replace(ENDINGS, '');
  return stem.length >= 3 ? stem : word;
};

/** Treats `refund`, `refunds` and `refunded` as one word. */
const sharesStem = (one: string, other: string): boolean => one === other || getStem(one) === getStem(other);
