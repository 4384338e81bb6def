import { quote, quoteUnlessPlain, toSingleLine } from '../../../base/text.ts';
import { mask } from '../../../output/mask.ts';

/**
 * Characters by which a text could seem to end its quotation, or that hosts render as Markdown or HTML: a pair of `~~`
 * in two names would strike out the amount between them. Each is replaced by one that looks alike and means nothing.
 */
const REPLACEMENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({ "'": '"“”„‟«»″‶〝〞〟＂❝❞`´', '∗': '*', '∼': '~', '‹': '<', '›': '>', '∖': '\\' }).flatMap(
    ([replacement, characters]) => [...characters].map((character): [string, string] => [character, replacement]),
  ),
);
/** The middle of a link or an image, and the beginning of an HTML entity. */
const SPLIT = /(\])(?=[([])|(&)(?=#?\w+;)/g;

/** Text from outside that no host formats and that contains no quotation mark. */
export const removeMarkup = (text: string): string =>
  Array.from(toSingleLine(text), (character) => REPLACEMENTS.get(character) ?? character)
    .join('')
    .replace(SPLIT, '$& ');

/** Quotes text from outside for a question, so that it cannot imitate a line of the question. */
export const quoteForPerson = (text: string, maxLength?: number): string => quote(removeMarkup(text), maxLength);

/** Like `quoteForPerson`, but without quotes if the text looks like a code or a name. */
export const quoteUnlessCode = (text: string): string => quoteUnlessPlain(removeMarkup(text));

export const maskName = (name: string): string => removeMarkup(mask('name', name));
