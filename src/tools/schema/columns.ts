import { closest } from 'fastest-levenshtein';
import * as z from 'zod';
import { spelled } from '../../base/text.ts';
import type { Row } from '../../endpoints/index.ts';
import { innerOf, mark } from '../../endpoints/sensitivity.ts';

/** The names of columns, as a list or as text with commas: of these, and at least one. */
export const Columns = (known: readonly string[]) =>
  mark(
    z
      .union([z.array(z.string()), z.string()])
      .transform((value) => (typeof value === 'string' ? value.split(',') : value).map((name) => name.trim()))
      .superRefine((names, { addIssue }) => {
        const message = wrongColumns(names, known);
        if (message === undefined) return;
        addIssue({ code: 'custom', message, params: { next: `"fields" takes ${known.join(', ')}.` } });
      }),
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

function wrongColumns(asked: readonly string[], known: readonly string[]): string | undefined {
  const strangers = asked.filter((name) => !known.includes(name));
  if (strangers.length === 0 && asked.length > 0) return undefined;
  const told = strangers
    .slice(0, 10)
    .map((name) => `${spelled(name)} (did you mean ${JSON.stringify(closest(name.slice(0, 60), [...known]))}?)`);
  return told.length > 0 ? `names what the rows do not have: ${told.join(', ')}` : 'names nothing';
}

function bare(schema: z.ZodType): z.ZodType {
  const inner = innerOf(schema);
  return inner ? bare(inner) : schema;
}
