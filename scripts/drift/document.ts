import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ArgumentPlace } from '../../src/endpoints/endpoint.ts';
import { flatten, type Operations, type Parameters, type Shape } from './parameter.ts';

/** The parts of PortOne's document that are read here. It is written by hand, so nothing in it is trusted. */
export interface SwaggerDocument {
  info?: { version?: string };
  paths: Record<string, Record<string, SwaggerOperation>>;
  definitions?: Record<string, SwaggerSchema>;
}

interface SwaggerOperation {
  parameters?: readonly SwaggerParameter[];
  responses?: Record<string, { schema?: SwaggerSchema }>;
}

/** An argument in the document, with its formal mistakes corrected. */
export interface Argument {
  place: ArgumentPlace;
  name: string;
  required: boolean;
  shape: Shape;
}

export interface SwaggerParameter extends SwaggerSchema {
  name: string;
  in: string;
  schema?: SwaggerSchema;
}

interface SwaggerSchema {
  type?: string;
  /** A boolean on a parameter, a list of names on a definition. */
  required?: boolean | readonly string[];
  properties?: Record<string, SwaggerSchema>;
  /** Naver's operations have the word "string" instead of a schema. */
  items?: SwaggerSchema | string;
  enum?: readonly unknown[];
  /** Bounds and lengths are numbers in some places and text in others. */
  minimum?: number | string;
  maximum?: number | string;
  maxLength?: number | string;
  $ref?: string;
  /** Only in responses: the envelope and its content. */
  allOf?: readonly SwaggerSchema[];
}

const METHODS = ['get', 'post', 'put', 'delete'];

/** PortOne's document is not part of the repository: its path is a command argument or an environment variable. */
export const locateDocument = (argument?: string): string | undefined => argument ?? process.env.PORTONE_SWAGGER;

/** The document and an id of its edition, since its own version did not change when the document did. */
export function readDocument(path: string): { document: SwaggerDocument; edition: string } {
  const text = readFileSync(path, 'utf8');
  const document: SwaggerDocument = JSON.parse(text);
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 8);
  return { document, edition: `version ${document.info?.version ?? 'unknown'}, sha256 ${digest}…` };
}

/** Collects the parameters of all operations, with the document's formal mistakes corrected. */
export function parseOperations(document: SwaggerDocument): Operations {
  const operations: Operations = new Map();
  for (const [path, methods] of Object.entries(document.paths))
    for (const method of METHODS) {
      const operation = methods[method];
      if (!operation) continue;
      const parameters: Parameters = new Map();
      for (const { shape, ...at } of listArguments(operation, method, document)) flatten(parameters, shape, at);
      operations.set(`${method.toUpperCase()} ${path}`, parameters);
    }
  return operations;
}

/** The parameters of an operation, not yet flattened. */
export function listArguments(operation: SwaggerOperation, method: string, document: SwaggerDocument): Argument[] {
  return (operation.parameters ?? []).map((parameter) => ({
    place: toPlace(parameter.in, method),
    name: parameter.name,
    required: parameter.required === true,
    shape: parseParameterShape(parameter, document),
  }));
}

/** The response of an operation, without the envelope. */
export function parseAnswer({ responses }: SwaggerOperation, document: SwaggerDocument): Shape | undefined {
  const schema = responses?.['200']?.schema;
  if (!schema) return undefined;
  const parts = resolveReference(schema, document).allOf ?? [schema];
  const response = parts.map((part) => resolveReference(part, document).properties?.response).find(Boolean);
  return response && parseShape(response, document);
}

/** `formData` is the body, sent as JSON; for a GET, which has no body, it is the query. */
function toPlace(where: string, method: string): ArgumentPlace {
  if (where === 'formData') return method === 'get' ? 'query' : 'body';
  if (where === 'path' || where === 'query' || where === 'body') return where;
  throw new Error(`The document places a parameter in "${where}", which scripts/drift/document.ts does not know yet`);
}

/**
 * A parameter that has a `schema` although it is not a body: the schema is more precise than the `type` beside it,
 * unless that type is an array, whose items the schema then describes.
 */
function parseParameterShape(parameter: SwaggerParameter, document: SwaggerDocument): Shape {
  const { schema, ...own } = parameter;
  if (!schema) return parseShape(own, document);
  if (own.type === 'array') return { type: 'array', items: parseShape(schema, document) };
  return parseShape(schema, document);
}

function parseShape(schema: SwaggerSchema, document: SwaggerDocument): Shape {
  if (schema.$ref) return parseShape(resolveReference(schema, document), document);
  const { items, properties } = schema;
  return {
    // Definitions omit `type: object`.
    type: schema.type ?? (properties ? 'object' : undefined),
    properties:
      properties &&
      Object.fromEntries(Object.entries(properties).map(([key, child]) => [key, parseShape(child, document)])),
    required: typeof schema.required === 'object' ? schema.required : undefined,
    items: typeof items === 'string' ? { type: items } : items && parseShape(items, document),
    enum: schema.enum,
    minimum: toNumber(schema.minimum),
    maximum: toNumber(schema.maximum) ?? getMaximum(schema),
    maxLength: toNumber(schema.maxLength),
  };
}

function resolveReference(schema: SwaggerSchema, document: SwaggerDocument): SwaggerSchema {
  if (!schema.$ref) return schema;
  const name = schema.$ref.replace('#/definitions/', '');
  const definition = document.definitions?.[name];
  if (!definition) throw new Error(`The document refers to a definition "${name}" that it does not have`);
  return definition;
}

/** The length of an integer counts its digits; a length of 64 is a mistake, since no number has that many. */
function getMaximum({ type, maxLength }: SwaggerSchema): number | undefined {
  const digits = toNumber(maxLength);
  return type === 'integer' && digits !== undefined && digits < 16 ? 10 ** digits - 1 : undefined;
}

const toNumber = (value: number | string | undefined) => (value === undefined ? undefined : Number(value));
