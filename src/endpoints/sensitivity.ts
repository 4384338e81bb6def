import * as z from 'zod';

/**
 * The privacy of a field, declared with the field.
 * - `nonSensitive`: may be shown as it is.
 * - `personal`: about a person; shown masked unless the operator sets `--pii full`.
 * - `secret`: never shown, logged or stored, whatever the settings.
 */
export type Privacy = 'nonSensitive' | 'personal' | 'secret';

/** How a personal value is masked. `custom` is merchant data that may contain anything. */
export type PersonalKind =
  | 'name'
  | 'phone'
  | 'email'
  | 'address'
  | 'postcode'
  | 'account'
  | 'card'
  | 'birth'
  | 'identity'
  | 'ip'
  | 'id'
  | 'custom';

export interface FieldMeta {
  privacy: Privacy;
  kind?: PersonalKind;
  /**
   * How text is searched for personal data. `handle`: not at all, since calls take the value back; `code`: made by
   * machines, so only what is clearly personal counts; otherwise it may be written by people.
   */
  text?: 'handle' | 'code';
  /** Data of this server: shown as it is, whatever it contains. */
  own?: true;
  /** A personal value that is shown while another field of the same record has this value. */
  shownWhile?: { field: string; is: string };
  /** The value is unix seconds; `0` means "does not apply". `minute`: shown without its seconds. */
  time?: true | 'minute';
  /** An amount of money; `part` is contained in another amount of the same request, such as its tax. */
  amount?: 'whole' | 'part';
  /** The text is digits that may begin with a zero, so a number cannot stand for it. */
  leadingZeros?: true;
  /** Listed to the model without its enum or bounds, which would cost more tokens than they are worth. */
  omitEnum?: true;
  /** Listed as text although more types are accepted, because some hosts cannot read a union of types. */
  listAsString?: true;
}

const fieldMeta = z.registry<FieldMeta>();

export function annotate<S extends z.ZodType>(schema: S, meta: FieldMeta): S {
  fieldMeta.add(schema, meta);
  return schema;
}

export const nonSensitive = <S extends z.ZodType>(schema: S): S => annotate(schema, { privacy: 'nonSensitive' });
export const personal = <S extends z.ZodType>(kind: PersonalKind, schema: S): S =>
  annotate(schema, { privacy: 'personal', kind });
export const secret = <S extends z.ZodType>(schema: S): S => annotate(schema, { privacy: 'secret' });

/** Returns the metadata of a field, also through optional and nullable wrappers. */
export function getFieldMeta(schema: z.ZodType): FieldMeta | undefined {
  const own = fieldMeta.get(schema);
  if (own) return own;
  const inner = unwrapOptional(schema);
  return inner && getFieldMeta(inner);
}

/** Returns the schema inside all `.optional()` and `.nullable()` wrappers. */
export function unwrapSchema(schema: z.ZodType): z.ZodType {
  const inner = unwrapOptional(schema);
  return inner ? unwrapSchema(inner) : schema;
}

/** Returns the schema inside one `.optional()` or `.nullable()`; undefined if there is no such wrapper. */
export function unwrapOptional(schema: z.ZodType): z.ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return schema.unwrap() as z.ZodType;
  return undefined;
}
