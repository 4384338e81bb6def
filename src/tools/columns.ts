import { closest } from 'fastest-levenshtein';
import * as z from 'zod';
import type { Row } from '../endpoints/index.ts';
import { innerOf, mark } from '../endpoints/marks.ts';
import { Refused } from '../guard/failure.ts';

/** The names of columns, as a list or as text with commas. */
export const Columns = () =>
  mark(
    z
      .union([z.array(z.string()), z.string()])
      .transform((value) => (typeof value === 'string' ? value.split(',') : value).map((name) => name.trim())),
    { privacy: 'harmless', text: true },
  );

/** The columns of the rows that an endpoint lists; undefined where it lists none. */
export function columnsOf({ returns }: Pick<Row, 'returns'>): readonly string[] | undefined {
  const answer = bare(returns);
  const list = answer instanceof z.ZodObject && answer.shape.list ? bare(answer.shape.list) : answer;
  if (!(list instanceof z.ZodArray)) return undefined;
  const row = bare(list.element as z.ZodType);
  return row instanceof z.ZodObject ? Object.keys(row.shape) : undefined;
}

/** Throws Refused for a column that the rows do not have. */
export function mustBeColumns(asked: readonly string[], known: readonly string[]): void {
  const strangers = asked.filter((name) => !known.includes(name));
  if (strangers.length === 0 && asked.length > 0) return;
  const told = strangers.slice(0, 10).map((name) => {
    const shown = JSON.stringify(name.slice(0, 60));
    return `${shown} (did you mean ${JSON.stringify(closest(name.slice(0, 60), [...known]))}?)`;
  });
  const what =
    told.length > 0 ? `"fields" names what the rows do not have: ${told.join(', ')}` : '"fields" names nothing';
  throw new Refused('invalid_input', `${what}. Nothing was read.`, `There are ${known.join(', ')}.`);
}

function bare(schema: z.ZodType): z.ZodType {
  const inner = innerOf(schema);
  return inner ? bare(inner) : schema;
}
