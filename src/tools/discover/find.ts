import type { Offered } from '../../context.ts';
import { koreanTitles } from '../../guard/titles.ts';
import { koreanWords } from './words.ts';

/** So many are told: more would be a list again. */
const MOST_FOUND = 8;

/** The tools that the words of a query are about, the nearest first. */
export function toolsAbout(query: string, offered: readonly Offered[]): Offered[] {
  const wanted = wordsOf(query);
  return offered
    .map((tool) => ({ tool, score: scoreOf(tool, wanted, query) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .slice(0, MOST_FOUND)
    .map(({ tool }) => tool);
}

const englishWords = (text: string) => text.toLowerCase().match(/[a-z][a-z0-9]+/g) ?? [];

function wordsOf(query: string): string[] {
  const translated = koreanWords.flatMap(([korean, english]) => (korean.test(query) ? englishWords(english) : []));
  return [...new Set([...englishWords(query), ...translated])];
}

/** A word of the name tells most; a curated tool does what several endpoints do. */
function scoreOf({ definition, toolset }: Offered, wanted: readonly string[], query: string): number {
  const { name, title, description } = definition;
  if (query.includes(name)) return 1_000;
  const places: [text: string, weight: number][] = [
    [name, 4],
    [title, 2],
    [toolset, 1],
    [description, 1],
  ];
  let score = 0;
  for (const [text, weight] of places) {
    const words = englishWords(text.replaceAll('_', ' '));
    score += weight * wanted.filter((word) => words.some((one) => isAlike(one, word))).length;
  }
  const korean = `${koreanTitles[name] ?? ''} ${description}`;
  score += 2 * (query.match(/[가-힣]{2,}/g) ?? []).filter((word) => korean.includes(word.slice(0, 2))).length;
  return score > 0 && toolset === 'desk' ? score + 1 : score;
}

/** `refund`, `refunds` and `refunded` are one word here. */
const isAlike = (one: string, other: string): boolean =>
  one === other || (Math.min(one.length, other.length) >= 4 && (one.startsWith(other) || other.startsWith(one)));
