import { innerOf, markOf } from '../../endpoints/sensitivity.ts';
import type { Tool } from '../tool.ts';

const isSecret = (schema: Tool['fields'][string]) => markOf(schema)?.privacy === 'secret';

/** A tool's arguments without those that a model must never see. */
export const withoutSecrets = (fields: Tool['fields']): Tool['fields'] =>
  Object.fromEntries(Object.entries(fields).filter(([, schema]) => !isSecret(schema)));

/** The names of the secret arguments that a tool cannot do without. */
export function neededSecrets(fields: Tool['fields']): readonly string[] {
  let names = needed.get(fields);
  if (!names) {
    names = Object.keys(fields).filter((name) => {
      const schema = fields[name];
      return schema !== undefined && isSecret(schema) && innerOf(schema) === undefined;
    });
    needed.set(fields, names);
  }
  return names;
}

const needed = new WeakMap<Tool['fields'], readonly string[]>();
