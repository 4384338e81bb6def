import * as z from 'zod';
import type { Row } from '../../src/endpoints/index.ts';
import { innerOf, markOf } from '../../src/endpoints/sensitivity.ts';

interface Leaf {
  at: string;
  schema: z.ZodType;
}

/** The schema of one element of an array, or of one field of an object, with where it stands. */
function partsOf(schema: z.ZodType, at: string): Leaf[] | undefined {
  if (schema instanceof z.ZodArray) return [{ at: `${at}[]`, schema: schema.element as z.ZodType }];
  if (!(schema instanceof z.ZodObject)) return undefined;
  return Object.entries(schema.shape).map(([name, part]) => ({ at: `${at}.${name}`, schema: part as z.ZodType }));
}

/** Every schema under a schema that holds a value; one that is marked stands for all that it holds. */
export function leavesOf(schema: z.ZodType, at: string): Leaf[] {
  const parts = partsOf(schema, at);
  if (parts && !markOf(schema)) return parts.flatMap((part) => leavesOf(part.schema, part.at));
  const inner = markOf(schema) ? undefined : innerOf(schema);
  return inner ? leavesOf(inner, at) : [{ at, schema }];
}

/** Every schema under a schema, itself included, whatever holds it. */
export function allOf(schema: z.ZodType, at: string): Leaf[] {
  const inner = innerOf(schema);
  const below = inner ? [{ at, schema: inner }] : (partsOf(schema, at) ?? []);
  return [{ at, schema }, ...below.flatMap((part) => allOf(part.schema, part.at))];
}

export const inputs = (row: Row) =>
  Object.entries(row.fields).map(([name, schema]) => ({ at: `${row.name}.${name}`, schema }));
