import * as z from 'zod';
import { getFieldMeta, unwrapOptional, unwrapSchema } from '../../endpoints/sensitivity.ts';
import type { Tool } from '../tool.ts';

const isSecret = (schema: Tool['fields'][string]) => getFieldMeta(schema)?.privacy === 'secret';

/** Removes the arguments that a model must never see. */
export const omitSecretArguments = (fields: Tool['fields']): Tool['fields'] =>
  Object.fromEntries(Object.entries(fields).filter(([, schema]) => !isSecret(schema)));

/** Returns the names of a tool's required secret arguments. */
export function requiredSecretArguments(fields: Tool['fields']): readonly string[] {
  let names = requiredNames.get(fields);
  if (!names) {
    names = Object.keys(fields).filter((name) => {
      const schema = fields[name];
      return schema !== undefined && isSecret(schema) && unwrapOptional(schema) === undefined;
    });
    requiredNames.set(fields, names);
  }
  return names;
}

/** Returns the values of secret arguments, nested ones too, in a call that may be invalid. */
export const listSecretValues = (fields: Tool['fields'], args: Readonly<Record<string, unknown>>): unknown[] =>
  Object.entries(fields).flatMap(([name, schema]) => listSecretsOf(schema, args[name]));

function listSecretsOf(schema: z.ZodType, value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  if (isSecret(schema)) return [value];
  const inner = unwrapSchema(schema);
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    const { element } = inner;
    return element instanceof z.ZodType ? value.flatMap((item) => listSecretsOf(element, item)) : [];
  }
  if (!(inner instanceof z.ZodObject) || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, item]) => {
    const field: unknown = inner.shape[name];
    return field instanceof z.ZodType ? listSecretsOf(field, item) : [];
  });
}

const requiredNames = new WeakMap<Tool['fields'], readonly string[]>();
