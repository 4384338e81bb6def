import * as z from 'zod';
import { parseJson } from '../../base/json.ts';
import { getFieldMeta, unwrapSchema } from '../../endpoints/sensitivity.ts';

/** `json` has types; in forms, queries and paths everything is text. */
export type Encoding = 'json' | 'text';

interface CoercionReporter {
  field: string;
  /** The value is accepted but not in the documented form. */
  noteDeviation(field: string, problem: string): void;
  reject(field: string, problem: string): void;
  /** A required field of an object is absent. Returns its default where there is one. */
  handleMissing(field: string): unknown;
  /** Whether a list may be sent as a single text. */
  isSingleText(field: string): boolean;
}

/** Brings a raw value to the type that a field is documented with; undefined when it says nothing. */
export function coerceValue(
  declared: z.ZodType,
  raw: unknown,
  encoding: Encoding,
  reporter: CoercionReporter,
): unknown {
  const schema = unwrapSchema(declared);
  // A list of one empty text is not an absent list, which can mean "everything".
  if (isNothing(raw) && !(schema instanceof z.ZodArray && raw === '')) return undefined;
  // The metadata may be on a wrapper, so check the declared schema.
  const meta = getFieldMeta(declared);
  if (meta?.time) return coerceTime(raw, encoding, reporter);
  // The merchant's own data: PortOne stores an object as its JSON text.
  if (meta?.kind === 'custom' && typeof raw === 'object') return JSON.stringify(raw);
  if (schema instanceof z.ZodNumber) return coerceNumber(raw, encoding, reporter);
  if (schema instanceof z.ZodBoolean) return coerceBoolean(raw, encoding, reporter);
  // Maximum lengths come from the document. All other checks of a text schema are this project's own and do not apply
  // here.
  if (schema instanceof z.ZodString) return coerceText(raw, reporter, schema.maxLength);
  // The handler deals with unknown choices: PortOne rejects some with its own message and replaces others by its
  // default.
  if (schema instanceof z.ZodEnum) return coerceText(raw, reporter);
  if (schema instanceof z.ZodArray) return coerceList(schema, raw, encoding, reporter);
  if (schema instanceof z.ZodObject) return coerceObject(schema, raw, encoding, reporter);
  return raw;
}

/** Whether a value says nothing: forms and older clients write an empty text where others leave a field out. */
export const isNothing = (raw: unknown): boolean => raw === undefined || raw === null || raw === '';

/** Whether a value says nothing where an object is due: PHP writes an empty object as an empty list. */
export const isNoObject = (raw: unknown): boolean => isNothing(raw) || (Array.isArray(raw) && raw.length === 0);

function coerceNumber(raw: unknown, encoding: Encoding, reporter: CoercionReporter): number | undefined {
  // JSON can contain a number beyond the range of a double.
  if (typeof raw === 'number' && Number.isFinite(raw)) return raw;
  // PHP reads a number after blanks.
  if (typeof raw !== 'string' || !/^\s*-?\d+(?:\.\d+)?$/.test(raw)) {
    reporter.reject(reporter.field, 'must be a number');
    return undefined;
  }
  if (encoding === 'json') reporter.noteDeviation(reporter.field, 'must be a number, not text');
  return Number(raw);
}

/** PortOne accepts unix seconds only. */
function coerceTime(raw: unknown, encoding: Encoding, reporter: CoercionReporter): number | undefined {
  const seconds = coerceNumber(raw, encoding, reporter);
  if (seconds !== undefined && seconds > 4_102_444_800)
    reporter.noteDeviation(reporter.field, 'must be unix seconds, not milliseconds');
  return seconds;
}

function coerceBoolean(raw: unknown, encoding: Encoding, reporter: CoercionReporter): boolean | undefined {
  if (typeof raw === 'boolean') return raw;
  const value = flagWords.get(String(raw).toLowerCase());
  if (value === undefined) {
    reporter.reject(reporter.field, 'must be true or false');
    return undefined;
  }
  if (encoding === 'json') reporter.noteDeviation(reporter.field, `must be a boolean, not a ${typeof raw}`);
  else if (raw !== 'true' && raw !== 'false') reporter.noteDeviation(reporter.field, 'must be true or false');
  return value;
}

/** How languages write flags in forms and queries: Python `True`, PHP `1`. */
const flagWords: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

function coerceText(raw: unknown, reporter: CoercionReporter, maxLength: number | null = null): string | undefined {
  const value = toText(raw, reporter);
  // Count code points, as JSON Schema does.
  if (value !== undefined && maxLength !== null && [...value].length > maxLength)
    reporter.noteDeviation(reporter.field, `is longer than the documented ${maxLength} characters`);
  return value;
}

function toText(raw: unknown, reporter: CoercionReporter): string | undefined {
  if (typeof raw === 'string') return raw;
  if (typeof raw === 'number' || typeof raw === 'boolean') {
    reporter.noteDeviation(reporter.field, `must be text, not a ${typeof raw}`);
    return String(raw);
  }
  reporter.reject(reporter.field, 'must be text');
  return undefined;
}

/** A form may contain a list or an object as JSON text in one field. */
function parseEmbeddedJson(raw: unknown, encoding: Encoding): unknown {
  return encoding === 'text' && typeof raw === 'string' && /^\s*[[{]/.test(raw) ? (parseJson(raw) ?? raw) : raw;
}

function coerceList(
  schema: z.ZodArray,
  raw: unknown,
  encoding: Encoding,
  reporter: CoercionReporter,
): unknown[] | undefined {
  const value = parseEmbeddedJson(raw, encoding);
  if (!Array.isArray(value) && typeof value === 'object') {
    reporter.reject(reporter.field, 'must be a list');
    return undefined;
  }
  if (!Array.isArray(value) && encoding === 'json' && !reporter.isSingleText(reporter.field))
    reporter.noteDeviation(reporter.field, 'must be a list, not a single value');
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  // zod types the element by its core interface; all schemas here are classic ones.
  const element = schema.element as z.ZodType;
  const itemEncoding = typeof raw === 'string' && Array.isArray(value) ? 'json' : encoding;
  return items.map((item, index) => {
    const itemReporter = { ...reporter, field: `${reporter.field}[${index}]` };
    if (item === '' && unwrapSchema(element) instanceof z.ZodString) return item;
    if (isNothing(item)) itemReporter.reject(itemReporter.field, 'is empty');
    return coerceValue(element, item, itemEncoding, itemReporter);
  });
}

function coerceObject(schema: z.ZodObject, raw: unknown, encoding: Encoding, reporter: CoercionReporter) {
  const value = parseEmbeddedJson(raw, encoding);
  if (isNoObject(value)) return undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    reporter.reject(reporter.field, 'must be an object');
    return undefined;
  }
  const unknownValues: Record<string, unknown> = { ...value };
  const shape = schema.shape as Record<string, z.ZodType>;
  const result: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(shape)) {
    const path = `${reporter.field}[${name}]`;
    const given = coerceValue(field, unknownValues[name], encoding, { ...reporter, field: path });
    const inner = given ?? (field.safeParse(undefined).success ? undefined : reporter.handleMissing(path));
    if (inner !== undefined) result[name] = inner;
    delete unknownValues[name];
  }
  for (const [name, unknownValue] of Object.entries(unknownValues))
    if (!isNothing(unknownValue)) reporter.noteDeviation(`${reporter.field}[${name}]`, 'is unknown');
  return result;
}
