import type { Endpoint } from '../../endpoints/endpoint.ts';

/** Whether a value is among those that a row documents for a field. */
export const isDocumentedValue = <A>(row: Endpoint<A>, field: string, value: unknown): boolean =>
  row.fields[field]?.safeParse(value).success ?? false;

/** The fields whose values a row does not document; decoding has looked at their types only. */
export const findUndocumentedValues = <A extends object>(row: Endpoint<A>, args: A): string[] =>
  Object.entries(args)
    .filter(([field, value]) => !isDocumentedValue(row, field, value))
    .map(([field]) => field);
