import * as z from 'zod';
import { parseJson } from '../base/json.ts';
import { formatKst } from '../base/korean-time.ts';
import { sanitizeText, toSingleLine } from '../base/text.ts';
import { type FieldMeta, getFieldMeta, unwrapSchema } from '../endpoints/sensitivity.ts';
import { cleanContent, maskContent, maskNumbers, maskSecretContent, type TextPolicy } from './content-mask.ts';
import { HIDDEN, isAbsentText, isSecretName, mask } from './mask.ts';
import type { RedactionLimit } from './redaction-limit.ts';
import { maskUnmodeledValue } from './unmodeled-fields.ts';

export interface RedactionOptions extends TextPolicy {
  /** Names, in lowercase, of fields without a model that the operator allows to be shown. */
  shownFields?: ReadonlySet<string>;
  /** Maximum length of each text, in characters. The default is that of `sanitizeText`. */
  maxLength?: number;
  /** The value was typed by the caller, and the person who decides must see it: only declared secrets are left out. */
  isTyped?: true;
  /** Without it, the whole value is redacted, however large it is. */
  limit?: RedactionLimit;
}

/**
 * Prepares a value from PortOne for output: drops nulls and empty strings, formats unix times as ISO 8601 in Korean
 * time (drops `0`), masks personal fields and personal content of other text, removes secret fields and sanitizes text.
 * The model's metadata decides; of fields that no model describes only what is known to be harmless is shown.
 */
export function redact(value: unknown, model: z.ZodType, options: RedactionOptions): unknown {
  return redactValue(value, getPlan(model), '', options);
}

/** PortOne's responses are a few levels deep. Anything deeper is dropped, since it could overflow the stack. */
const MAX_DEPTH = 64;

function redactValue(value: unknown, plan: RedactionPlan, key: string, options: RedactionOptions, depth = 0): unknown {
  if (value === null || value === undefined || value === '' || depth > MAX_DEPTH) return undefined;
  if (options.limit?.admit(value) === false) return undefined;
  const { meta, shape } = plan;
  if (meta?.own) return value;
  if (meta?.privacy === 'secret') return undefined;
  if (meta?.time) return formatTimeField(value, meta.time);
  if (meta?.kind === 'custom') return redactCustomData(value, options, depth);
  // A personal field that holds an object or list does not match its model, so nothing in it can be judged.
  if (meta?.privacy === 'personal' && typeof value === 'object' && options.pii === 'masked') return HIDDEN;
  // A list where the model has one value holds values of that kind.
  if (Array.isArray(value)) return redactList(value, plan.element ?? { meta }, key, options, depth);
  if (typeof value === 'object') return redactRecord(value, shape ?? noShape, options, depth);
  return meta ? redactScalar(value, meta, options) : redactUnmodeledScalar(value, key, options);
}

function redactList(
  items: readonly unknown[],
  element: RedactionPlan,
  key: string,
  options: RedactionOptions,
  depth: number,
): unknown[] {
  const result: unknown[] = [];
  for (const item of items) {
    const redacted = redactValue(item, element, key, options, depth + 1);
    if (redacted !== undefined) result.push(redacted);
    if (options.limit?.isReached) break;
  }
  return result;
}

function redactRecord(
  value: object,
  shape: ReadonlyMap<string, RedactionPlan>,
  options: RedactionOptions,
  depth: number,
) {
  const result: Record<string, unknown> = {};
  for (const name in value) {
    if (options.limit?.isReached) break;
    const plan = shape.get(name);
    // Names in the model need no sanitizing. Assigning `__proto__` would set the prototype instead of a field.
    if (!plan && name === '__proto__') continue;
    const field = value[name as keyof typeof value];
    const isShown = plan?.meta?.shownWhile !== undefined && isShownNow(plan.meta.shownWhile, value);
    const redacted = redactValue(field, isShown ? shownPlan : (plan ?? noPlan), name, options, depth + 1);
    if (redacted !== undefined) result[plan ? name : redactFieldName(name, options)] = redacted;
  }
  return result;
}

const isShownNow = ({ field, is }: NonNullable<FieldMeta['shownWhile']>, record: object): boolean =>
  Object.entries(record).some(([name, value]) => name === field && value === is);

/** Longer than any text that is shown. */
const MAX_MASKED_LENGTH = 40_000;

type ScalarMeta = Pick<FieldMeta, 'kind' | 'text'>;

function redactScalar(value: unknown, { kind, text: origin }: ScalarMeta, options: RedactionOptions): unknown {
  if (kind !== undefined && kind !== 'custom' && options.pii === 'masked') {
    // Whether a masked flag is set could be told from its absence, so it is left out in either case.
    if (typeof value === 'boolean' || value === 0) return undefined;
    const text = sanitizeText(String(value));
    return isAbsentText(text) ? undefined : mask(kind, text);
  }
  if (typeof value !== 'string') return value;
  if (options.isTyped) return sanitizeText(value, options.maxLength);
  // Masked before it is cut: a part of a number would not be recognized.
  const text = sanitizeText(value, MAX_MASKED_LENGTH);
  const visible = origin === 'handle' ? (options.hideSecrets?.(text) ?? text) : cleanContent(text, options, origin);
  return sanitizeText(visible, options.maxLength);
}

function redactUnmodeledScalar(value: unknown, key: string, options: RedactionOptions): unknown {
  if (options.pii === 'masked') return maskUnmodeledValue(key, value, options.shownFields, options.maxLength);
  if (options.isTyped) return typeof value === 'string' ? sanitizeText(value, options.maxLength) : value;
  if (isSecretName(key)) return HIDDEN;
  return redactScalar(value, {}, options);
}

function formatTimeField(value: unknown, precision: NonNullable<FieldMeta['time']>): unknown {
  const seconds = Number(value);
  if (seconds === 0) return undefined;
  const options = precision === 'minute' ? { precision } : {};
  return Number.isFinite(seconds) ? formatKst(seconds, options) : maskContent(sanitizeText(String(value)));
}

/** A field name that no model knows is text from outside. */
function redactFieldName(name: string, { pii, isTyped }: RedactionOptions): string {
  const text = sanitizeText(toSingleLine(name), 80);
  if (isTyped) return text;
  return pii === 'masked' ? maskNumbers(text) : maskSecretContent(text);
}

/** The length limit of custom_data in tool arguments: what was stored can be read back. */
const MAX_CUSTOM_DATA_LENGTH = 20_000;

/** Merchant data may hold anything: JSON is judged by its keys, other text is hidden entirely. */
function redactCustomData(value: unknown, options: RedactionOptions, depth: number): unknown {
  const isText = typeof value === 'string';
  if (options.isTyped && isText) return sanitizeText(value, MAX_CUSTOM_DATA_LENGTH);
  const data = isText ? parseCustomData(value) : value;
  if (typeof data === 'object' && (options.pii === 'masked' || !isText || JSON_NAMES_SECRET.test(value)))
    return redactValue(data, noPlan, '', options, depth);
  if (options.pii === 'masked') return HIDDEN;
  return redactScalar(value, {}, { ...options, maxLength: MAX_CUSTOM_DATA_LENGTH });
}

/** A field name in JSON text that is that of a secret. */
const JSON_NAMES_SECRET = /"[^"]*(?:passw|pwd|secret|token|cvc|cvv|api_?key|비밀번호)[^"]*"\s*:/i;

const parseCustomData = (text: string): unknown => (text.length > MAX_CUSTOM_DATA_LENGTH ? undefined : parseJson(text));

/** The redaction metadata of a schema, extracted once: querying zod is slower than redacting. */
interface RedactionPlan {
  meta?: FieldMeta | undefined;
  element?: RedactionPlan;
  shape?: ReadonlyMap<string, RedactionPlan>;
}

const noPlan: RedactionPlan = {};
const noShape: ReadonlyMap<string, RedactionPlan> = new Map();
/** Of a personal value that is shown. */
const shownPlan: RedactionPlan = { meta: { privacy: 'nonSensitive', text: 'handle' } };
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
