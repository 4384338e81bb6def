import * as z from 'zod';
import { innerOf, markOf } from '../../endpoints/sensitivity.ts';

/** `json` keeps types apart; in forms, queries and paths everything is text. */
export type Encoding = 'json' | 'text';

interface Report {
  field: string;
  /** Understood, but not as documented. */
  slip(field: string, problem: string): void;
  refuse(field: string, problem: string): void;
}

const unwrapped = (schema: z.ZodType): z.ZodType => {
  const inner = innerOf(schema);
  return inner ? unwrapped(inner) : schema;
};

/** Brings a raw value to the type that a field is documented with; undefined when it says nothing. */
export function shaped(declared: z.ZodType, raw: unknown, encoding: Encoding, report: Report): unknown {
  if (raw === undefined || raw === null) return undefined;
  const schema = unwrapped(declared);
  // The mark may sit on a wrapper, so the schema as declared is asked.
  if (markOf(declared)?.time) return time(raw, encoding, report);
  if (schema instanceof z.ZodNumber) return number(raw, encoding, report);
  if (schema instanceof z.ZodBoolean) return flag(raw, encoding, report);
  // Rows have their lengths from the document, and the drift check compares them; all else that they ask is their own.
  if (schema instanceof z.ZodString) return text(raw, report, schema.maxLength);
  // What is none of the choices is for the handler: PortOne refuses some in its own words, others become its default.
  if (schema instanceof z.ZodEnum) return text(raw, report);
  if (schema instanceof z.ZodArray) return list(schema, raw, encoding, report);
  if (schema instanceof z.ZodObject) return record(schema, raw, encoding, report);
  return raw;
}

function number(raw: unknown, encoding: Encoding, report: Report): number | undefined {
  // JSON may write a number that no number can hold.
  if (typeof raw === 'number' && Number.isFinite(raw)) return raw;
  if (raw === '') return undefined;
  if (typeof raw !== 'string' || !/^-?\d+(?:\.\d+)?$/.test(raw)) {
    report.refuse(report.field, 'must be a number');
    return undefined;
  }
  if (encoding === 'json') report.slip(report.field, 'must be a number, not text');
  return Number(raw);
}

/** PortOne knows unix seconds and nothing else. */
function time(raw: unknown, encoding: Encoding, report: Report): number | undefined {
  const seconds = number(raw, encoding, report);
  if (seconds !== undefined && seconds > 4_102_444_800)
    report.slip(report.field, 'must be unix seconds, not milliseconds');
  return seconds;
}

function flag(raw: unknown, encoding: Encoding, report: Report): boolean | undefined {
  if (typeof raw === 'boolean') return raw;
  if (raw === '') return undefined;
  if (raw !== 'true' && raw !== 'false') {
    report.refuse(report.field, 'must be true or false');
    return undefined;
  }
  if (encoding === 'json') report.slip(report.field, 'must be a boolean, not text');
  return raw === 'true';
}

function text(raw: unknown, report: Report, longest: number | null = null): string | undefined {
  const value = textOf(raw, report);
  // As in a JSON schema, characters are counted and not the two halves that some of them are made of.
  if (value !== undefined && longest !== null && [...value].length > longest)
    report.slip(report.field, `is longer than the documented ${longest} characters`);
  return value;
}

function textOf(raw: unknown, report: Report): string | undefined {
  if (typeof raw === 'string') return raw;
  if (typeof raw === 'number' || typeof raw === 'boolean') {
    report.slip(report.field, `must be text, not a ${typeof raw}`);
    return String(raw);
  }
  report.refuse(report.field, 'must be text');
  return undefined;
}

/** Forms may carry a list or an object as one field of JSON text. */
function unpacked(raw: unknown, encoding: Encoding): unknown {
  if (encoding !== 'text' || typeof raw !== 'string' || !/^\s*[[{]/.test(raw)) return raw;
  try {
    return JSON.parse(raw);
  } catch {
    return raw;
  }
}

function list(schema: z.ZodArray, raw: unknown, encoding: Encoding, report: Report): unknown[] | undefined {
  const value = unpacked(raw, encoding);
  if (!Array.isArray(value) && typeof value === 'object') {
    report.refuse(report.field, 'must be a list');
    return undefined;
  }
  if (!Array.isArray(value) && encoding === 'json') report.slip(report.field, 'must be a list, not a single value');
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  // Zod types the element by its core interface; every schema here is a full one.
  const element = schema.element as z.ZodType;
  return items.map((item, index) =>
    shaped(element, item, typeof raw === 'string' && Array.isArray(value) ? 'json' : encoding, {
      ...report,
      field: `${report.field}[${index}]`,
    }),
  );
}

function record(schema: z.ZodObject, raw: unknown, encoding: Encoding, report: Report) {
  const value = unpacked(raw, encoding);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    report.refuse(report.field, 'must be an object');
    return undefined;
  }
  const given: Record<string, unknown> = { ...value };
  const shape = schema.shape as Record<string, z.ZodType>;
  const result: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(shape)) {
    const at = `${report.field}[${name}]`;
    const inner = shaped(field, given[name], encoding, { ...report, field: at });
    if (inner !== undefined) result[name] = inner;
    else if (!field.safeParse(undefined).success) report.refuse(at, 'is missing');
    delete given[name];
  }
  for (const name of Object.keys(given)) report.slip(`${report.field}[${name}]`, 'is unknown');
  return result;
}
