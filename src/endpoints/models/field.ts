import * as z from 'zod';
import { harmless, mark, type PersonalKind, personal, secret } from '../sensitivity.ts';

/**
 * Fields of answers. PortOne leaves fields out, sends null, and adds new ones on ordinary days:
 * every field is optional, every model stays open, and enums are plain text.
 */
export const text = () => harmless(z.string().nullish());
export const number = () => harmless(z.number().nullish());
export const flag = () => harmless(z.boolean().nullish());
/** Unix seconds; `0` stands for "does not apply". */
export const time = () => mark(z.number().nullish(), { privacy: 'harmless', time: true });
export const person = (kind: PersonalKind) => personal(kind, z.string().nullish());
export const personFlag = (kind: PersonalKind) => personal(kind, z.boolean().nullish());
export const hidden = () => secret(z.string().nullish());
/** An object whose fields PortOne does not document. */
export const anything = () => personal('custom', z.record(z.string(), z.unknown()).nullish());
export const texts = () => z.array(harmless(z.string())).nullish();

export const model = <S extends z.ZodRawShape>(shape: S) => z.looseObject(shape);
export const list = <S extends z.ZodType>(of: S) => z.array(of).nullish();
/** A page of a list; `previous` and `next` are page numbers, 0 when there is none. */
export const paged = <S extends z.ZodType>(of: S) =>
  model({ total: number(), previous: number(), next: number(), list: list(of) });
