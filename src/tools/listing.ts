import * as z from 'zod';
import { markOf } from '../endpoints/marks.ts';
import { discover } from './discover/index.ts';
import { tools } from './index.ts';
import { withoutSecrets } from './secrets.ts';
import type { Tool } from './tool.ts';

/** A tool as clients see it, with what selection needs to know. Plain JSON: the build makes it beforehand. */
export interface ToolListing {
  toolset: string;
  effect: Tool['effect'];
  /** A person is asked before it runs. */
  confirm: boolean;
  /** Not in the list: found and called through the tools of `discover`. */
  hidden?: true;
  definition: {
    name: string;
    title: string;
    description: string;
    inputSchema: InputSchema;
    annotations: {
      readOnlyHint: boolean;
      destructiveHint: boolean;
      idempotentHint: boolean;
      openWorldHint: boolean;
    };
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
function brief(jsonSchema: Record<string, unknown>, schema: z.ZodType): void {
  if (jsonSchema.type === 'integer') {
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  }
  // Lengths, bounds at zero and formats are told by the error when they matter.
  if (jsonSchema.minimum === 0 || jsonSchema.minimum === 1) delete jsonSchema.minimum;
  delete jsonSchema.exclusiveMinimum;
  delete jsonSchema.maxLength;
  delete jsonSchema.minItems;
  delete jsonSchema.propertyNames;
  delete jsonSchema.additionalProperties;
  delete jsonSchema.pattern;
  const meaning = markOf(schema);
  if (meaning?.brief) delete jsonSchema.enum;
  if (meaning?.text) {
    delete jsonSchema.anyOf;
    jsonSchema.type = 'string';
  }
}

function inputSchema(fields: Tool['fields']): InputSchema {
  const json = z.toJSONSchema(z.strictObject(fields), {
    io: 'input',
    override: ({ jsonSchema, zodSchema }) => brief(jsonSchema, zodSchema as unknown as z.ZodType),
  });
  delete json.$schema;
  json.additionalProperties = false;
  // zod's own type for a JSON schema is wider than what an object schema comes out as.
  return json as unknown as InputSchema;
}

function list(tool: Tool): ToolListing {
  const open = withoutSecrets(tool.fields);
  const hasSecrets = Object.keys(open).length < Object.keys(tool.fields).length;
  return {
    toolset: tool.toolset,
    effect: tool.effect,
    confirm: tool.confirm === true,
    definition: {
      name: tool.name,
      title: tool.title,
      description: tool.description,
      inputSchema: inputSchema(open),
      annotations: {
        readOnlyHint: tool.effect === 'read' && tool.irreversible !== true,
        destructiveHint: tool.effect === 'destructive' || tool.irreversible === true,
        idempotentHint: (tool.effect === 'read' && tool.irreversible !== true) || tool.idempotent === true,
        openWorldHint: true,
      },
    },
    ...(hasSecrets ? { openInputSchema: inputSchema(tool.fields) } : {}),
  };
}

export const listing: readonly ToolListing[] = [...tools, ...discover].map(list);
