import type { Endpoint } from '../../endpoints/endpoint.ts';

/** Whether the document lists the value for this field. */
export const isDocumentedValue = <A>(row: Endpoint<A>, field: string, value: unknown): boolean =>
  row.fields[field]?.safeParse(value).success ?? false;

/** Returns the fields whose values the document does not list. Decoding has only checked their types. */
export const findUndocumentedValues = <A extends object>(row: Endpoint<A>, args: A): string[] =>
  Object.entries(args)
    .filter(([field, value]) => !isDocumentedValue(row, field, value))
    .map(([field]) => field);
