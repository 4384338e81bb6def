import * as z from 'zod';
import { type Endpoint, getWireName } from '../../src/endpoints/endpoint.ts';
import { getFieldMeta } from '../../src/endpoints/sensitivity.ts';
import { flatten, type Operations, type Parameters, type Shape } from './parameter.ts';

/** JSON Schema as zod generates it for rows: never a boolean schema, never a list of types. */
interface ZodJsonSchema extends Omit<Shape, 'properties' | 'items' | 'anyOf'> {
  properties?: Record<string, ZodJsonSchema>;
  items?: ZodJsonSchema;
  anyOf?: ZodJsonSchema[];
  const?: unknown;
}

/** Collects the parameters of all rows, with the names and types that are sent. */
export function toOperations(rows: readonly Endpoint[]): Operations {
  return new Map(rows.map((row) => [row.route, toParameters(row)]));
}

function toParameters(row: Endpoint): Parameters {
  const parameters: Parameters = new Map();
  const inputShape = toShape(row.input);
  for (const [argument, shape] of Object.entries(inputShape.properties ?? {})) {
    const place = row.places[argument];
    if (!place) continue;
    const required = (inputShape.required ?? []).includes(argument);
    flatten(parameters, shape, { place, name: getWireName(row, argument), required });
  }
  return parameters;
}

function toShape(schema: z.ZodType): Shape {
  const json = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      // A model gives a time as text or a number; PortOne always receives unix seconds.
      if (!(zodSchema instanceof z.ZodType) || !getFieldMeta(zodSchema)?.time) return;
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key as keyof typeof jsonSchema];
      jsonSchema.type = 'integer';
    },
  });
  // zod's own type covers every dialect of JSON Schema, but it generates only this subset.
  return simplify(json as ZodJsonSchema);
}

/** zod generates `const` for a literal, which PortOne documents as an enum of one value. */
function simplify({ const: only, ...json }: ZodJsonSchema): Shape {
  const { properties, items, anyOf } = json;
  return {
    ...json,
    type: json.type ?? (only === undefined ? undefined : typeof only),
    enum: json.enum ?? (only === undefined ? undefined : [only]),
    properties: properties && Object.fromEntries(Object.entries(properties).map(([key, of]) => [key, simplify(of)])),
    items: items && simplify(items),
    anyOf: anyOf?.map(simplify),
  };
}
