import * as z from 'zod';
import type { Localized } from '../base/bilingual.ts';
import { getFieldMeta } from '../endpoints/sensitivity.ts';
import { buildAnnotations, type ToolAnnotations } from './annotations.ts';
import { discoverTools } from './discover/index.ts';
import { tools } from './index.ts';
import { omitSecretArguments } from './schema/secret-arguments.ts';
import type { Tool } from './tool.ts';

/** A tool as clients see it, with what selection needs to know. Plain JSON: the build makes it beforehand. */
export interface ToolListing {
  toolset: string;
  effect: Tool['effect'];
  /** A person is asked before it runs. */
  confirm: boolean;
  /** Not in the list: found and called through the tools of `discover`. */
  hidden?: true;
  /** Korean is for servers that speak it: `definition` has the English title. */
  title: Localized;
  definition: {
    name: string;
    title: string;
    description: string;
    inputSchema: InputSchema;
    annotations: ToolAnnotations;
  };
  /** The input with its secret arguments, for an operator who allows them. */
  openInputSchema?: InputSchema;
}

interface InputSchema {
  type: 'object';
  properties?: Record<string, Json>;
  required?: string[];
  additionalProperties: false;
  [keyword: string]: Json | undefined;
}

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** What follows from names and types alone is left out: every definition costs the model's attention. */
function slimSchema(jsonSchema: Record<string, unknown>, schema: z.ZodType, isWithin: boolean): void {
  if (jsonSchema.type === 'integer') {
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  }
  // Lengths, bounds and formats are told by the error when they matter, as is that a flag is left out rather than false.
  if (jsonSchema.minimum === 0 || jsonSchema.minimum === 1) delete jsonSchema.minimum;
  delete jsonSchema.maximum;
  delete jsonSchema.exclusiveMinimum;
  delete jsonSchema.maxLength;
  delete jsonSchema.minItems;
  delete jsonSchema.propertyNames;
  delete jsonSchema.additionalProperties;
  delete jsonSchema.pattern;
  if (jsonSchema.const === true) delete jsonSchema.const;
  if (isWithin && requiresEveryField(jsonSchema)) delete jsonSchema.required;
  const meta = getFieldMeta(schema);
  if (meta?.omitEnum) delete jsonSchema.enum;
  if (meta?.listAsString) {
    delete jsonSchema.anyOf;
    jsonSchema.type = 'string';
  }
}

/** An object that is given with every field or not at all. */
const requiresEveryField = ({ required, properties }: Record<string, unknown>): boolean =>
  Array.isArray(required) && required.length === Object.keys(Object(properties)).length;

function buildInputSchema(fields: Tool['fields']): InputSchema {
  const json = z.toJSONSchema(z.strictObject(fields), {
    io: 'input',
    override: ({ jsonSchema, zodSchema, path }) =>
      slimSchema(jsonSchema, zodSchema as unknown as z.ZodType, path.length > 0),
  });
  delete json.$schema;
  json.additionalProperties = false;
  // zod's own type for a JSON schema is wider than what an object schema comes out as.
  return json as unknown as InputSchema;
}

function toListing(tool: Tool): ToolListing {
  const openFields = omitSecretArguments(tool.fields);
  const hasSecrets = Object.keys(openFields).length < Object.keys(tool.fields).length;
  return {
    toolset: tool.toolset,
    effect: tool.effect,
    confirm: tool.confirm === true,
    title: tool.title,
    definition: {
      name: tool.name,
      title: tool.title.en,
      description: tool.description,
      inputSchema: buildInputSchema(openFields),
      annotations: buildAnnotations(tool),
    },
    ...(hasSecrets ? { openInputSchema: buildInputSchema(tool.fields) } : {}),
  };
}

export const toolDefinitions: readonly ToolListing[] = [...tools, ...discoverTools].map(toListing);
