import * as z from 'zod';
import { parseJson } from '../base/json.ts';
import { formatKst } from '../base/korean-time.ts';
import { sanitizeText, toSingleLine } from '../base/text.ts';
import { type FieldMeta, getFieldMeta, unwrapSchema } from '../endpoints/sensitivity.ts';
import { HIDDEN, inferPiiKind, mask } from './mask.ts';

export interface RedactionOptions {
  pii: 'masked' | 'full';
  /** Maximum length of each text, in characters. The default is that of `sanitizeText`. */
  maxLength?: number;
}

/**
 * Prepares a value from PortOne for output: drops nulls and empty strings, formats unix times as ISO 8601 in Korean
 * time (drops `0`), masks personal fields, removes secret ones and sanitizes text. The model's metadata decides; fields
 * that no model describes are judged by their names.
 */
export function redact(value: unknown, model: z.ZodType, options: RedactionOptions): unknown {
  return redactValue(value, getPlan(model), '', options);
}

/** PortOne's responses are a few levels deep. Anything deeper is dropped, since it could overflow the stack. */
const MAX_DEPTH = 64;

function redactValue(value: unknown, plan: RedactionPlan, key: string, options: RedactionOptions, depth = 0): unknown {
  if (value === null || value === undefined || value === '' || depth > MAX_DEPTH) return undefined;
  const { meta, element = noPlan, shape } = plan;
  if (meta?.privacy === 'secret') return undefined;
  if (meta?.time) return formatTimeField(value);
  if (meta?.kind === 'custom') return redactCustomData(value, options, depth);
  // A personal field that holds an object or list does not match its model, so nothing in it can be judged.
  if (meta?.privacy === 'personal' && typeof value === 'object' && options.pii === 'masked') return HIDDEN;
  if (Array.isArray(value)) {
    return value
      .map((item) => redactValue(item, element, key, options, depth + 1))
      .filter((item) => item !== undefined);
  }
  if (typeof value === 'object') return redactRecord(value, shape ?? noShape, options, depth);
  return redactScalar(value, meta, key, options);
}

function redactRecord(
  value: object,
  shape: ReadonlyMap<string, RedactionPlan>,
  options: RedactionOptions,
  depth: number,
) {
  const result: Record<string, unknown> = {};
  for (const name in value) {
    const plan = shape.get(name);
    // Names in the model need no sanitizing. Assigning `__proto__` would set the prototype instead of a field.
    if (!plan && name === '__proto__') continue;
    const redacted = redactValue(value[name as keyof typeof value], plan ?? noPlan, name, options, depth + 1);
    if (redacted !== undefined) result[plan ? name : sanitizeFieldName(name)] = redacted;
  }
  return result;
}

function redactScalar(value: unknown, meta: FieldMeta | undefined, key: string, options: RedactionOptions): unknown {
  const kind = meta === undefined ? inferPiiKind(key) : meta.kind;
  if (kind !== undefined && kind !== 'custom' && options.pii === 'masked')
    return mask(kind, sanitizeText(String(value)));
  return typeof value === 'string' ? sanitizeText(value, options.maxLength) : value;
}

function formatTimeField(value: unknown): unknown {
  const seconds = Number(value);
  if (seconds === 0) return undefined;
  return Number.isFinite(seconds) ? formatKst(seconds) : sanitizeText(String(value));
}

/** A field name that no model knows is text from outside. */
const sanitizeFieldName = (name: string): string => sanitizeText(toSingleLine(name), 80);

/** The length limit of custom_data in tool arguments: what was stored can be read back. */
const MAX_CUSTOM_DATA_LENGTH = 20_000;

/** Merchant data may hold anything: JSON is masked by its keys, other text is hidden entirely. */
function redactCustomData(value: unknown, options: RedactionOptions, depth: number): unknown {
  if (options.pii === 'full')
    return typeof value === 'string'
      ? sanitizeText(value, MAX_CUSTOM_DATA_LENGTH)
      : redactValue(value, noPlan, '', options, depth);
  const data = typeof value === 'string' ? parseCustomData(value) : value;
  if (data === undefined || typeof data !== 'object') return HIDDEN;
  return redactByName(data, '', options.maxLength, depth);
}

/** In data without a model, shows only numbers, booleans and text that does not look personal. */
function redactByName(value: unknown, key: string, maxLength: number | undefined, depth: number): unknown {
  if (value === null || value === undefined || value === '' || depth > MAX_DEPTH) return undefined;
  if (Array.isArray(value))
    return value.map((item) => redactByName(item, key, maxLength, depth + 1)).filter((item) => item !== undefined);
  if (typeof value === 'object')
    return mapFields(value, (name, item) => redactByName(item, name, maxLength, depth + 1));
  const kind = inferPiiKind(key);
  if (kind !== undefined) return mask(kind, sanitizeText(String(value)));
  if (typeof value === 'string' && isLikelyPersonal(value)) return HIDDEN;
  return typeof value === 'string' ? sanitizeText(value, maxLength) : value;
}

const isLikelyPersonal = (text: string) => /@|\d[\d -]{7,}\d/.test(text);

function mapFields(value: object, transform: (name: string, item: unknown) => unknown): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    // Assigning `__proto__` would set the prototype instead of a field.
    if (name === '__proto__') continue;
    const redacted = transform(name, item);
    if (redacted !== undefined) result[sanitizeFieldName(name)] = redacted;
  }
  return result;
}

const parseCustomData = (text: string): unknown => (text.length > MAX_CUSTOM_DATA_LENGTH ? undefined : parseJson(text));

/** The redaction metadata of a schema, extracted once: querying zod is slower than redacting. */
interface RedactionPlan {
  meta?: FieldMeta | undefined;
  element?: RedactionPlan;
  shape?: ReadonlyMap<string, RedactionPlan>;
}

const noPlan: RedactionPlan = {};
const noShape: ReadonlyMap<string, RedactionPlan> = new Map();
const plans = new WeakMap<z.ZodType, RedactionPlan>();

function getPlan(schema: z.ZodType): RedactionPlan {
  let plan = plans.get(schema);
  if (!plan) {
    const inner = unwrapSchema(schema);
    const meta = getFieldMeta(schema);
    // zod types inner schemas by its core interface, but all of ours are classic schemas.
    if (inner instanceof z.ZodArray) plan = { meta, element: getPlan(inner.element as z.ZodType) };
    else if (inner instanceof z.ZodObject)
      plan = {
        meta,
        shape: new Map(Object.entries<z.ZodType>(inner.shape).map(([name, field]) => [name, getPlan(field)])),
      };
    else plan = { meta };
    plans.set(schema, plan);
  }
  return plan;
}
