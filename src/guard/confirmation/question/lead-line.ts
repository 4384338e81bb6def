import { countColumns, shortenId, shortenLine } from '../../../base/columns.ts';
import { toSingleLine } from '../../../base/text.ts';
import { quoteForPerson, removeMarkup } from './quotation.ts';

/** Claude Code, which shows only the first lines of a question, cuts them after 95 columns in a terminal of 100. */
export const MAX_LEAD_COLUMNS = 94;
const SEPARATOR = ' · ';

/**
 * A part of a line. Extras are left out first, then the widest names and ids are shortened, then names are left out, and
 * the person last; amounts and modes never are.
 */
export interface LeadPart {
  kind: 'fixed' | 'id' | 'name' | 'person' | 'extra';
  text: string;
  /** Shortens the text to a width in columns. */
  shorten(max: number): string;
}

/** Text from outside must not look like ours, so a quote that was cut open is closed. */
export function shortenQuoted(line: string, max: number): string {
  if (countColumns(line) <= max) return line;
  const cut = shortenLine(line, max - 1);
  const quotes = cut.replace(/\\./g, '').split('"').length - 1;
  return quotes % 2 === 0 ? cut : `${cut}"`;
}

const createPart = (kind: LeadPart['kind'], text: string): LeadPart => {
  const line = toSingleLine(text);
  return { kind, text: line, shorten: (max) => shortenQuoted(line, max) };
};
export const fixed = (text: string): LeadPart => createPart('fixed', text);
export const flexible = (text: string): LeadPart => createPart('name', text);
export const extra = (text: string): LeadPart => createPart('extra', text);

/** A text from outside in quotes, which stay when it is shortened. */
export function quoted(text: string, label = ''): LeadPart {
  const prefix = label === '' ? '' : `${label} `;
  const render = (shown: string) => `${prefix}${quoteForPerson(shown, shown.length)}`;
  const otherColumns = countColumns(render(''));
  const line = removeMarkup(text);
  return { kind: 'name', text: render(line), shorten: (max) => render(shortenLine(line, max - otherColumns)) };
}

/** With its label and quotes, an id then has the least width of an id. */
const MIN_ID_COLUMNS = 12;

/** An id, which stays distinguishable when it is shortened, with its label. */
export function labelId(label: string, id: string, suffix = ''): LeadPart {
  const line = removeMarkup(id);
  const prefix = label === '' ? '' : `${label} `;
  const render = (shown: string) => `${prefix}${quoteForPerson(shown, shown.length)}${suffix}`;
  const otherColumns = countColumns(render(''));
  return {
    kind: 'id',
    text: render(line),
    shorten: (max) => render(shortenId(line, Math.max(MIN_ID_COLUMNS, max - otherColumns))),
  };
}

export const toPerson = (part: LeadPart): LeadPart => ({ ...part, kind: 'person' });

/**
 * Joins parts to two lines. What does not fit whole into the first moves to free room of the second: preferably further
 * ids, then names, then the only id. The person stays.
 */
export function fitTwoLines(first: readonly LeadPart[], second: readonly LeadPart[]): [string, string] {
  const [firstId, ...furtherIds] = first.filter(({ kind }) => kind === 'id');
  const names = first.filter(({ kind }) => kind === 'name');
  const movable = [...furtherIds.toReversed(), ...names.toReversed(), ...(firstId ? [firstId] : [])];
  const splits = listSubsets(movable).map((moved) => ({
    upper: first.filter((part) => !moved.includes(part)),
    lower: [...second, ...moved],
  }));
  const lowerFits = splits.filter(({ lower }) => fits(lower));
  // If all of it is too much, the fuller second line leaves the most of the first.
  const { upper, lower } = lowerFits.find((split) => fits(split.upper)) ??
    lowerFits.at(-1) ?? { upper: first, lower: second };
  return [fitLine(upper), fitLine(lower)];
}

/** Smaller and earlier selections first. */
function listSubsets(parts: readonly LeadPart[]): LeadPart[][] {
  const subsets: LeadPart[][] = [[]];
  for (const part of parts) subsets.push(...subsets.map((subset) => [...subset, part]));
  return subsets.toSorted((one, other) => one.length - other.length);
}

/** Joins parts to a line. */
export function fitLine(parts: readonly LeadPart[], max = MAX_LEAD_COLUMNS): string {
  const needed = parts.filter(({ kind }) => kind !== 'extra');
  if (measure(needed) > max) {
    const shortened = shortenWidest(needed, max);
    const widestName =
      measure(shortened) > max ? (findWidest(needed, 'name') ?? findWidest(needed, 'person')) : undefined;
    // The lines below have every name.
    return widestName
      ? fitLine(
          needed.filter((part) => part !== widestName),
          max,
        )
      : shortenQuoted(join(shortened), max);
  }
  const kept = [...needed];
  for (const part of parts) if (part.kind === 'extra' && measure([...kept, part]) <= max) kept.push(part);
  return join(kept);
}

const join = (parts: readonly LeadPart[]): string =>
  parts
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join(SEPARATOR);
const fits = (parts: readonly LeadPart[]): boolean =>
  measure(parts.filter(({ kind }) => kind !== 'extra')) <= MAX_LEAD_COLUMNS;
const measure = (parts: readonly LeadPart[]): number => countColumns(join(parts));

/** Narrower than this, a text says nothing. */
const MIN_COLUMNS = { fixed: Number.POSITIVE_INFINITY, id: 20, name: 8, person: 8, extra: 0 };

/** Limits names and ids to the largest common width with which the line fits, if there is one. */
function shortenWidest(parts: readonly LeadPart[], max: number): LeadPart[] {
  const limitTo = (width: number) =>
    parts.map((part) => {
      const limit = Math.max(width, MIN_COLUMNS[part.kind]);
      return countColumns(part.text) > limit ? { ...part, text: part.shorten(limit) } : part;
    });
  for (let width = max; width > MIN_COLUMNS.name; width--) {
    const limited = limitTo(width);
    if (measure(limited) <= max) return limited;
  }
  return limitTo(MIN_COLUMNS.name);
}

const findWidest = (parts: readonly LeadPart[], wanted: LeadPart['kind']): LeadPart | undefined =>
  parts
    .filter(({ kind }) => kind === wanted)
    .toSorted((one, other) => countColumns(other.text) - countColumns(one.text))
    .at(0);
