import * as z from 'zod';
import { unwrapOptional } from '../../src/endpoints/sensitivity.ts';

/** A place for a value in the arguments of a tool: an argument, or a field of an object or of a row within. */
export interface ArgumentPosition {
  path: readonly (string | number)[];
  /** Without its optional wrapper. */
  schema: z.ZodType;
  isOptional: boolean;
}

type Fields = Readonly<Record<string, z.ZodType>>;

/** Lists every place in the arguments, in the first row of each list. */
export function listArgumentPositions(fields: Fields, parent: ArgumentPosition['path'] = []): ArgumentPosition[] {
  return Object.entries(fields).flatMap(([name, field]) => listWithin(field, [...parent, name]));
}

function listWithin(field: z.ZodType, path: ArgumentPosition['path']): ArgumentPosition[] {
  const inner = unwrapOptional(field);
  const schema = inner ?? field;
  const own = { path, schema, isOptional: inner !== undefined };
  if (schema instanceof z.ZodObject) return [own, ...listArgumentPositions(schema.shape, path)];
  if (schema instanceof z.ZodArray) return [own, ...listWithin(schema.element as z.ZodType, [...path, 0])];
  return [own];
}

/** Returns a copy of the arguments with one value replaced, or removed if it is undefined. */
export function replaceAt(args: Record<string, unknown>, path: ArgumentPosition['path'], value: unknown) {
  const copy = structuredClone(args);
  const last = path.at(-1) ?? '';
  const parent = path.slice(0, -1).reduce<Record<string | number, unknown>>((one, step) => Object(one[step]), copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

export const getAt = (args: Record<string, unknown>, path: ArgumentPosition['path']): unknown =>
  path.reduce<unknown>((value, step) => Object(value)[step], args);
