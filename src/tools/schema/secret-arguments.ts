import { getFieldMeta, unwrapOptional } from '../../endpoints/sensitivity.ts';
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

const requiredNames = new WeakMap<Tool['fields'], readonly string[]>();
