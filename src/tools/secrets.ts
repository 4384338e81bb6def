import { innerOf, markOf } from '../endpoints/marks.ts';
import type { Tool } from './tool.ts';

const isSecret = (schema: Tool['fields'][string]) => markOf(schema)?.privacy === 'secret';

/** A tool's arguments without those that a model must never see. */
export const withoutSecrets = (fields: Tool['fields']): Tool['fields'] =>
  Object.fromEntries(Object.entries(fields).filter(([, schema]) => !isSecret(schema)));

/** The names of the secret arguments that a tool cannot do without. */
export const neededSecrets = (fields: Tool['fields']): string[] =>
  Object.entries(fields)
    .filter(([, schema]) => isSecret(schema) && innerOf(schema) === undefined)
    .map(([name]) => name);
