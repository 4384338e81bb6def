import * as z from 'zod';
import type { Row } from '../../src/endpoints/index.ts';
import { getFieldMeta, unwrapOptional } from '../../src/endpoints/sensitivity.ts';

interface SchemaAtPath {
  at: string;
  schema: z.ZodType;
}

/** The schema of an array element or an object field, with its path. */
function getParts(schema: z.ZodType, at: string): SchemaAtPath[] | undefined {
  if (schema instanceof z.ZodArray) return [{ at: `${at}[]`, schema: schema.element as z.ZodType }];
  if (!(schema instanceof z.ZodObject)) return undefined;
  return Object.entries(schema.shape).map(([name, part]) => ({ at: `${at}.${name}`, schema: part as z.ZodType }));
}

/** Every leaf schema under a schema; a schema with metadata counts as a leaf. */
export function collectLeaves(schema: z.ZodType, at: string): SchemaAtPath[] {
  const parts = getParts(schema, at);
  if (parts && !getFieldMeta(schema)) return parts.flatMap((part) => collectLeaves(part.schema, part.at));
  const inner = getFieldMeta(schema) ? undefined : unwrapOptional(schema);
  return inner ? collectLeaves(inner, at) : [{ at, schema }];
}

/** Every schema under a schema, including itself. */
export function collectSchemas(schema: z.ZodType, at: string): SchemaAtPath[] {
  const inner = unwrapOptional(schema);
  const below = inner ? [{ at, schema: inner }] : (getParts(schema, at) ?? []);
  return [{ at, schema }, ...below.flatMap((part) => collectSchemas(part.schema, part.at))];
}

export const getInputSchemas = (row: Row) =>
  Object.entries(row.fields).map(([name, schema]) => ({ at: `${row.name}.${name}`, schema }));
