import * as z from 'zod';
import { isRecord, parseJson } from '../../base/json.ts';
import { getFieldMeta, unwrapOptional, unwrapSchema } from '../../endpoints/sensitivity.ts';
import type { Tool, ToolArguments } from '../tool.ts';
import { findOversize } from './argument-size.ts';

/**
 * Reads arguments as hosts serialize them, guided by the schema: an empty value of an optional argument is not given,
 * and text that is exactly a number, `true`, `false`, or the JSON of a list or object is that value. A model cannot
 * correct what its host does, so an error would not help. What has no single meaning is left for validation to refuse, and so are arguments
 * that are too large.
 */
export function normalizeArguments(fields: Tool['fields'], given: ToolArguments): ToolArguments {
  return findOversize(given) === undefined ? normalizeRecord(fields, given) : given;
}

function normalizeRecord(fields: Tool['fields'], given: ToolArguments): ToolArguments {
  const result = { ...given };
  for (const [name, schema] of Object.entries(fields)) {
    if (!Object.hasOwn(given, name)) continue;
    const value = normalizeValue(schema, given[name]);
    if (isOptional(schema) && isEmpty(schema, value)) delete result[name];
    else result[name] = value;
  }
  return result;
}

const isOptional = (schema: z.ZodType): boolean => unwrapOptional(schema) !== undefined;

/** Whether a value is what a host sends for an optional argument that the model left out. */
function isEmpty(schema: z.ZodType, value: unknown): boolean {
  if (value === null || value === '') return true;
  if (value === false) return isTrueOnly(unwrapSchema(schema));
  return isRecord(value) && Object.keys(value).length === 0 && canBeRecord(schema);
}

/** Any other argument was given something wrong, which its name tells. */
const canBeRecord = (schema: z.ZodType): boolean =>
  unwrapSchema(schema) instanceof z.ZodObject || getFieldMeta(schema)?.kind === 'custom';

const isTrueOnly = (schema: z.ZodType): boolean => schema instanceof z.ZodLiteral && schema.value === true;

function normalizeValue(schema: z.ZodType, value: unknown): unknown {
  const inner = unwrapSchema(schema);
  if (inner instanceof z.ZodArray) {
    const list = typeof value === 'string' ? parseJson(value) : value;
    // zod declares nested schemas with its core type; all schemas here have the narrower classic type.
    return Array.isArray(list) ? list.map((item) => normalizeValue(inner.element as z.ZodType, item)) : value;
  }
  if (inner instanceof z.ZodObject) {
    const record = typeof value === 'string' ? parseJson(value) : value;
    return isRecord(record) ? normalizeRecord(inner.shape, record) : value;
  }
  if (typeof value === 'string') return readText(inner, value);
  if (typeof value === 'number') return isMeantAsText(schema, value) ? String(value) : value;
  return getFieldMeta(schema)?.kind === 'custom' && typeof value === 'object' ? toJsonText(value) : value;
}

/** At most 15 significant digits: a longer number would be rounded. */
const EXACT_NUMBER = /^(?=.{1,15}$)-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

function readText(schema: z.ZodType, text: string): unknown {
  if (schema instanceof z.ZodNumber) return EXACT_NUMBER.test(text) ? Number(text) : text;
  if (schema instanceof z.ZodBoolean || isTrueOnly(schema))
    return text === 'true' || text === 'false' ? text === 'true' : text;
  // A list of columns, which may also be text.
  if (schema instanceof z.ZodPipe && text.startsWith('[')) return parseJson(text) ?? text;
  return text;
}

/** Digits of this kind may begin with a zero, which a number has lost. */
const kindsWithLeadingZeros: readonly unknown[] = ['phone', 'account', 'postcode', 'birth', 'card', 'identity'];

/** Whether a number stands for the text of its digits. The last four digits of a telephone number are complete. */
function isMeantAsText(schema: z.ZodType, value: number): boolean {
  const inner = unwrapSchema(schema);
  const text = String(value);
  if (inner instanceof z.ZodEnum) return inner.options.includes(text);
  if (!(inner instanceof z.ZodString) || !Number.isSafeInteger(value) || value < 0) return false;
  const meta = getFieldMeta(schema);
  if (meta?.kind === 'phone') return text.length === 4;
  return meta?.privacy !== 'secret' && !meta?.leadingZeros && !kindsWithLeadingZeros.includes(meta?.kind);
}

/** The JSON text of a value that a host has already parsed. */
function toJsonText(value: object | null): unknown {
  if (value === null) return value;
  try {
    return JSON.stringify(value);
  } catch {
    // Nested too deeply.
    return value;
  }
}
