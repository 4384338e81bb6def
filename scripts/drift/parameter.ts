import type { ArgumentPlace } from '../../src/endpoints/endpoint.ts';

/** The common subset of JSON Schema to which the document and the rows are converted for comparison. */
export interface Shape {
  type?: string | undefined;
  properties?: Record<string, Shape> | undefined;
  required?: readonly string[] | undefined;
  items?: Shape | undefined;
  anyOf?: readonly Shape[] | undefined;
  enum?: readonly unknown[] | undefined;
  minimum?: number | undefined;
  exclusiveMinimum?: number | undefined;
  maximum?: number | undefined;
  exclusiveMaximum?: number | undefined;
  maxLength?: number | undefined;
}

/** The name of an aspect in reports and in the list of deviations. */
export type Aspect = 'operation' | 'presence' | 'type' | 'required' | 'enum' | 'minimum' | 'maximum' | 'length';

/** A parameter, with its name on the wire: `amount`, `imp_uid[]`, `schedules[].name`. */
export interface Parameter {
  place: ArgumentPlace;
  name: string;
  /** The parameter that contains this one. */
  parent?: string;
  type: string;
  required: boolean;
  enum?: string;
  minimum?: string;
  maximum?: string;
  length?: number;
}

/** The parameters of one operation by place and name. */
export type Parameters = Map<string, Parameter>;
/** Every operation by its route, such as `POST /payments/cancel`. */
export type Operations = Map<string, Parameters>;

const toKey = (place: ArgumentPlace, name: string): string => `${place} ${name}`;

function describeType(shape: Shape): string {
  if (shape.anyOf)
    return [...new Set(shape.anyOf.filter(({ type }) => type !== 'null').map(describeType))].sort().join(' or ');
  if (shape.type === 'array') return `array of ${shape.items ? describeType(shape.items) : 'anything'}`;
  return shape.type ?? (shape.properties ? 'object' : 'anything');
}

/** The facts of a schema; for an array, those of its items. */
function describeShape(shape: Shape): Omit<Parameter, 'place' | 'name' | 'parent' | 'required'> {
  const of = shape.type === 'array' ? (shape.items ?? {}) : shape;
  const isText = of.type === 'string' && !of.enum;
  const isNumber = of.type === 'number' || of.type === 'integer';
  return {
    type: describeType(shape),
    ...(of.enum ? { enum: of.enum.map(String).sort().join(', ') } : {}),
    // The document has lengths for enums and numbers, where they mean nothing.
    ...(isText && of.maxLength !== undefined ? { length: of.maxLength } : {}),
    ...(isNumber ? describeBounds(of) : {}),
  };
}

function describeBounds(shape: Shape): { minimum?: string; maximum?: string } {
  const { minimum, exclusiveMinimum: above, maximum, exclusiveMaximum: below } = shape;
  return {
    ...(above !== undefined ? { minimum: `> ${above}` } : {}),
    // zod limits every integer to the safe range of doubles, which is not a bound of the API.
    ...(minimum !== undefined && minimum !== Number.MIN_SAFE_INTEGER ? { minimum: `>= ${minimum}` } : {}),
    ...(below !== undefined ? { maximum: `< ${below}` } : {}),
    ...(maximum !== undefined && maximum !== Number.MAX_SAFE_INTEGER ? { maximum: `<= ${maximum}` } : {}),
  };
}

/** Adds a schema and everything nested in it to `into`. */
export function flatten(
  into: Parameters,
  shape: Shape,
  at: { place: ArgumentPlace; name: string; required: boolean; parent?: string },
): void {
  const object = shape.type === 'array' ? shape.items : shape;
  const nested = Object.entries(object?.properties ?? {});
  // A query has no objects: `extra: { requester }` is sent as `extra[requester]`, and the document lists only that.
  if (at.place === 'query' && nested.length > 0) {
    for (const [key, child] of nested)
      flatten(into, child, {
        place: at.place,
        name: `${at.name}[${key}]`,
        required: at.required && (object?.required ?? []).includes(key),
      });
    return;
  }
  into.set(toKey(at.place, at.name), { ...at, ...describeShape(shape) });
  for (const [key, child] of nested)
    flatten(into, child, {
      place: at.place,
      name: `${at.name}${shape.type === 'array' ? '[]' : ''}.${key}`,
      parent: at.name,
      required: (object?.required ?? []).includes(key),
    });
}
