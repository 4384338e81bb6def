import { closest } from 'fastest-levenshtein';
import * as z from 'zod';
import { quoteUnknownName } from '../../base/text.ts';
import type { Row } from '../../endpoints/index.ts';
import { annotate, unwrapSchema } from '../../endpoints/sensitivity.ts';

/** One or more of the known column names, as a list or as comma-separated text. */
export const Columns = (known: readonly string[]) =>
  annotate(
    z
      .union([z.array(z.string()), z.string()])
      .transform((value) => (typeof value === 'string' ? value.split(',') : value).map((name) => name.trim()))
      .superRefine((names, { addIssue }) => {
        const message = describeUnknownColumns(names, known);
        if (message === undefined) return;
        addIssue({ code: 'custom', message, params: { next: `"fields" takes ${known.join(', ')}.` } });
      }),
    { privacy: 'nonSensitive', listAsString: true },
  );

/** Returns the columns of the rows that an endpoint lists; undefined if it lists none. */
export function getColumns({ returns }: Pick<Row, 'returns'>): readonly string[] | undefined {
  const answer = unwrapSchema(returns);
  const list = answer instanceof z.ZodObject && answer.shape.list ? unwrapSchema(answer.shape.list) : answer;
  if (!(list instanceof z.ZodArray)) return undefined;
  const row = unwrapSchema(list.element as z.ZodType);
  return row instanceof z.ZodObject ? Object.keys(row.shape) : undefined;
}

function describeUnknownColumns(requested: readonly string[], known: readonly string[]): string | undefined {
  const unknownNames = requested.filter((name) => !known.includes(name));
  if (unknownNames.length === 0 && requested.length > 0) return undefined;
  const quotedNames = unknownNames
    .slice(0, 10)
    .map(
      (name) => `${quoteUnknownName(name)} (did you mean ${JSON.stringify(closest(name.slice(0, 60), [...known]))}?)`,
    );
  return quotedNames.length > 0 ? `has unknown columns: ${quotedNames.join(', ')}` : 'must name at least one column';
}
