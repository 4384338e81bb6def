import * as z from 'zod';
import { parseJson } from '../base/json.ts';
import { formatKst } from '../base/korean-time.ts';
import { sanitizeText, toSingleLine } from '../base/text.ts';
import { type FieldMeta, getFieldMeta, unwrapSchema } from '../endpoints/sensitivity.ts';
import { inferPiiKind, mask } from './mask.ts';

export interface RedactionOptions {
  pii: 'masked' | 'full';
  /** How much of a text is shown; as much as a model's memory bears, unless said. */
  maxLength?: number;
}

/**
 * A value of PortOne's as it may leave: nulls and empty strings left out, unix times as ISO 8601 in Korean time (`0` left
 * out), personal fields masked, secret ones gone, text cleaned. The model's marks decide; fields that no model knows are
 * judged by their names.
 */
export function redact(value: unknown, model: z.ZodType, options: RedactionOptions): unknown {
  return redactValue(value, getPlan(model), '', options);
}

/** PortOne's answers are a handful deep. What lies deeper is left out: the stack would not hold it, nor its text. */
const MAX_DEPTH = 64;

function redactValue(value: unknown, plan: RedactionPlan, key: string, options: RedactionOptions, depth = 0): unknown {
  if (value === null || value === undefined || value === '' || depth > MAX_DEPTH) return undefined;
  const { meta, element = noPlan, shape } = plan;
  if (meta?.privacy === 'secret') return undefined;
  if (meta?.time) return formatTimeField(value);
  if (meta?.kind === 'custom') return redactCustomData(value, options, depth);
  // A person's field that holds more than text is not what the model knows: nothing in it can be judged.
  if (meta?.privacy === 'personal' && typeof value === 'object' && options.pii === 'masked') return '***';
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
    // Names that the model knows need no cleaning, and none of them is this one, which assigning would not make a field.
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

/** A name that no model knows is text from outside too. */
const sanitizeFieldName = (name: string): string => sanitizeText(toSingleLine(name), 80);

/** As much merchant data as a tool takes: what was put into a payment can be read again. */
const MAX_CUSTOM_DATA_LENGTH = 20_000;

/** Merchant data may hold anything: JSON is masked by its keys, other text is hidden as a whole. */
function redactCustomData(value: unknown, options: RedactionOptions, depth: number): unknown {
  if (options.pii === 'full')
    return typeof value === 'string'
      ? sanitizeText(value, MAX_CUSTOM_DATA_LENGTH)
      : redactValue(value, noPlan, '', options, depth);
  const data = typeof value === 'string' ? parseCustomData(value) : value;
  if (data === undefined || typeof data !== 'object') return '***';
  return redactByName(data, '', options.maxLength, depth);
}

/** In data without a model only numbers, booleans and text of a plain look are shown. */
function redactByName(value: unknown, key: string, maxLength: number | undefined, depth: number): unknown {
  if (value === null || value === undefined || value === '' || depth > MAX_DEPTH) return undefined;
  if (Array.isArray(value))
    return value.map((item) => redactByName(item, key, maxLength, depth + 1)).filter((item) => item !== undefined);
  if (typeof value === 'object')
    return mapFields(value, (name, item) => redactByName(item, name, maxLength, depth + 1));
  const kind = inferPiiKind(key);
  if (kind !== undefined) return mask(kind, sanitizeText(String(value)));
  if (typeof value === 'string' && isLikelyPersonal(value)) return '***';
  return typeof value === 'string' ? sanitizeText(value, maxLength) : value;
}

const isLikelyPersonal = (text: string) => /@|\d[\d -]{7,}\d/.test(text);

function mapFields(value: object, transform: (name: string, item: unknown) => unknown): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    // No field of PortOne's is called so, and assigning it would not make a field.
    if (name === '__proto__') continue;
    const redacted = transform(name, item);
    if (redacted !== undefined) result[sanitizeFieldName(name)] = redacted;
  }
  return result;
}

const parseCustomData = (text: string): unknown => (text.length > MAX_CUSTOM_DATA_LENGTH ? undefined : parseJson(text));

/** What a schema says about showing its values. Asking zod takes longer than showing does, so it is asked once. */
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
    // What zod keeps inside are schemas of its classic kind, as all of ours are.
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
