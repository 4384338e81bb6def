import * as z from 'zod';
import { type Endpoint, wireName } from '../../src/endpoints/endpoint.ts';
import { markOf } from '../../src/endpoints/sensitivity.ts';
import { flatten, type Operations, type Parameters, type Shape } from './parameter.ts';

/** JSON Schema as zod writes it for the schemas of rows: never a truth value for a schema, never a list of types. */
interface Written extends Omit<Shape, 'properties' | 'items' | 'anyOf'> {
  properties?: Record<string, Written>;
  items?: Written;
  anyOf?: Written[];
  const?: unknown;
}

/** What the rows say about every operation, in the names and types that go out. */
export function operationsOfRows(rows: readonly Endpoint[]): Operations {
  return new Map(rows.map((row) => [row.route, parametersOf(row)]));
}

function parametersOf(row: Endpoint): Parameters {
  const parameters: Parameters = new Map();
  const whole = shapeOf(row.input);
  for (const [argument, shape] of Object.entries(whole.properties ?? {})) {
    const place = row.places[argument];
    if (!place) continue;
    const required = (whole.required ?? []).includes(argument);
    flatten(parameters, shape, { place, name: wireName(row, argument), required });
  }
  return parameters;
}

function shapeOf(schema: z.ZodType): Shape {
  const json = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      // A time is text or a number to the model and always unix seconds to PortOne.
      if (!(zodSchema instanceof z.ZodType) || !markOf(zodSchema)?.time) return;
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key as keyof typeof jsonSchema];
      jsonSchema.type = 'integer';
    },
  });
  // zod's own type covers every dialect of JSON Schema; of those it writes only this much.
  return simplified(json as Written);
}

/** zod writes a literal as `const`; to PortOne it is an enum of one. */
function simplified({ const: only, ...json }: Written): Shape {
  const { properties, items, anyOf } = json;
  return {
    ...json,
    type: json.type ?? (only === undefined ? undefined : typeof only),
    enum: json.enum ?? (only === undefined ? undefined : [only]),
    properties: properties && Object.fromEntries(Object.entries(properties).map(([key, of]) => [key, simplified(of)])),
    items: items && simplified(items),
    anyOf: anyOf?.map(simplified),
  };
}
