import * as z from 'zod';
import { koreanTime } from '../base/korean-time.ts';
import { cleanText, oneLine } from '../base/text.ts';
import { innerOf, type Mark, markOf } from '../endpoints/sensitivity.ts';
import { kindByName, masked } from './mask.ts';

export interface Showing {
  pii: 'masked' | 'full';
  /** How much of a text is shown; as much as a model's memory bears, unless said. */
  longest?: number;
}

/**
 * A value of PortOne's as it may leave: nulls and empty strings left out, unix times as ISO 8601 in Korean time (`0` left
 * out), personal fields masked, secret ones gone, text cleaned. The model's marks decide; fields that no model knows are
 * judged by their names.
 */
export function shown(value: unknown, model: z.ZodType, showing: Showing): unknown {
  return show(value, planOf(model), '', showing);
}

/** PortOne's answers are a handful deep. What lies deeper is left out: the stack would not hold it, nor its text. */
const DEEPEST = 64;

function show(value: unknown, plan: Plan, key: string, showing: Showing, depth = 0): unknown {
  if (value === null || value === undefined || value === '' || depth > DEEPEST) return undefined;
  const { meaning, element = noPlan, shape } = plan;
  if (meaning?.privacy === 'secret') return undefined;
  if (meaning?.time) return time(value);
  if (meaning?.kind === 'custom') return custom(value, showing, depth);
  // A person's field that holds more than text is not what the model knows: nothing in it can be judged.
  if (meaning?.privacy === 'personal' && typeof value === 'object' && showing.pii === 'masked') return '***';
  if (Array.isArray(value)) {
    return value.map((item) => show(item, element, key, showing, depth + 1)).filter((item) => item !== undefined);
  }
  if (typeof value === 'object') return record(value, shape ?? noShape, showing, depth);
  return scalar(value, meaning, key, showing);
}

function record(value: object, shape: ReadonlyMap<string, Plan>, showing: Showing, depth: number) {
  const result: Record<string, unknown> = {};
  for (const name in value) {
    const plan = shape.get(name);
    // Names that the model knows need no cleaning, and none of them is this one, which assigning would not make a field.
    if (!plan && name === '__proto__') continue;
    const kept = show(value[name as keyof typeof value], plan ?? noPlan, name, showing, depth + 1);
    if (kept !== undefined) result[plan ? name : fieldName(name)] = kept;
  }
  return result;
}

function scalar(value: unknown, meaning: Mark | undefined, key: string, showing: Showing): unknown {
  const kind = meaning === undefined ? kindByName(key) : meaning.kind;
  if (kind !== undefined && kind !== 'custom' && showing.pii === 'masked')
    return masked(kind, cleanText(String(value)));
  return typeof value === 'string' ? cleanText(value, showing.longest) : value;
}

function time(value: unknown): unknown {
  const seconds = Number(value);
  if (seconds === 0) return undefined;
  return Number.isFinite(seconds) ? koreanTime(seconds) : cleanText(String(value));
}

/** A name that no model knows is text from outside too. */
const fieldName = (name: string): string => cleanText(oneLine(name), 80);

/** As much merchant data as a tool takes: what was put into a payment can be read again. */
const LONGEST_DATA = 20_000;

/** Merchant data may hold anything: JSON is masked by its keys, other text is hidden as a whole. */
function custom(value: unknown, showing: Showing, depth: number): unknown {
  if (showing.pii === 'full')
    return typeof value === 'string' ? cleanText(value, LONGEST_DATA) : show(value, noPlan, '', showing, depth);
  const data = typeof value === 'string' ? parsedJson(value) : value;
  if (data === undefined || typeof data !== 'object') return '***';
  return byNames(data, '', showing.longest, depth);
}

/** In data without a model only numbers, booleans and text of a plain look are shown. */
function byNames(value: unknown, key: string, longest: number | undefined, depth: number): unknown {
  if (value === null || value === undefined || value === '' || depth > DEEPEST) return undefined;
  if (Array.isArray(value))
    return value.map((item) => byNames(item, key, longest, depth + 1)).filter((item) => item !== undefined);
  if (typeof value === 'object') return object(value, (name, item) => byNames(item, name, longest, depth + 1));
  const kind = kindByName(key);
  if (kind !== undefined) return masked(kind, cleanText(String(value)));
  if (typeof value === 'string' && looksPersonal(value)) return '***';
  return typeof value === 'string' ? cleanText(value, longest) : value;
}

const looksPersonal = (text: string) => /@|\d[\d -]{7,}\d/.test(text);

function object(value: object, each: (name: string, item: unknown) => unknown): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    // No field of PortOne's is called so, and assigning it would not make a field.
    if (name === '__proto__') continue;
    const kept = each(name, item);
    if (kept !== undefined) result[fieldName(name)] = kept;
  }
  return result;
}

function parsedJson(text: string): unknown {
  if (text.length > LONGEST_DATA) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a schema says about showing its values. Asking zod takes longer than showing does, so it is asked once. */
interface Plan {
  meaning?: Mark | undefined;
  element?: Plan;
  shape?: ReadonlyMap<string, Plan>;
}

const noPlan: Plan = {};
const noShape: ReadonlyMap<string, Plan> = new Map();
const plans = new WeakMap<z.ZodType, Plan>();

function planOf(schema: z.ZodType): Plan {
  let plan = plans.get(schema);
  if (!plan) {
    const bare = unwrapped(schema);
    const meaning = markOf(schema);
    // What zod keeps inside are schemas of its classic kind, as all of ours are.
    if (bare instanceof z.ZodArray) plan = { meaning, element: planOf(bare.element as z.ZodType) };
    else if (bare instanceof z.ZodObject)
      plan = {
        meaning,
        shape: new Map(Object.entries<z.ZodType>(bare.shape).map(([name, field]) => [name, planOf(field)])),
      };
    else plan = { meaning };
    plans.set(schema, plan);
  }
  return plan;
}

function unwrapped(schema: z.ZodType): z.ZodType {
  const inner = innerOf(schema);
  return inner ? unwrapped(inner) : schema;
}
