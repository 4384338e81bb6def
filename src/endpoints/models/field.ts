import * as z from 'zod';
import { annotate, nonSensitive, type PersonalKind, personal, secret } from '../sensitivity.ts';

/**
 * Response fields. PortOne omits fields, sends null and adds new ones at any time, so every field is optional, every
 * model is open, and enums are plain text.
 */
export const text = () => nonSensitive(z.string().nullish());
/** An id that calls take back: shown whole even if the merchant uses telephone numbers or mail addresses as ids. */
export const handle = () => annotate(z.string().nullish(), { privacy: 'nonSensitive', text: 'handle' });
/** A number, code or link made by PortOne or a PG, in which a row of digits is no telephone or card number. */
export const machineText = () => annotate(z.string().nullish(), { privacy: 'nonSensitive', text: 'code' });
/** Data of this server and not of PortOne, shown as it is. */
export const ownData = () => annotate(z.unknown(), { privacy: 'nonSensitive', own: true });
export const number = () => nonSensitive(z.number().nullish());
export const flag = () => nonSensitive(z.boolean().nullish());
/** Unix seconds; `0` means "does not apply". */
export const time = () => annotate(z.number().nullish(), { privacy: 'nonSensitive', time: true });
/** Unix seconds of a record that is shown in short: to the minute. */
export const minute = () => annotate(z.number().nullish(), { privacy: 'nonSensitive', time: 'minute' });
export const personalText = (kind: PersonalKind) => personal(kind, z.string().nullish());
export const personalFlag = (kind: PersonalKind) => personal(kind, z.boolean().nullish());
export const secretText = () => secret(z.string().nullish());
/** An object whose fields PortOne does not document. */
export const openObject = () => personal('custom', z.record(z.string(), z.unknown()).nullish());
export const textList = () => z.array(nonSensitive(z.string())).nullish();
export const handleList = () => z.array(annotate(z.string(), { privacy: 'nonSensitive', text: 'handle' })).nullish();
export const machineTextList = () => z.array(annotate(z.string(), { privacy: 'nonSensitive', text: 'code' })).nullish();
/** The account that a buyer has to pay into, which the shop must be able to tell while the payment waits for it. */
export const depositAccount = () =>
  annotate(z.string().nullish(), {
    privacy: 'personal',
    kind: 'account',
    shownWhile: { field: 'status', is: 'ready' },
  });

export const model = <S extends z.ZodRawShape>(shape: S) => z.looseObject(shape);
export const list = <S extends z.ZodType>(row: S) => z.array(row).nullish();
/** A page of a list. `previous` and `next` are page numbers, 0 if there is none. */
export const paged = <S extends z.ZodType>(row: S) =>
  model({ total: number(), previous: number(), next: number(), list: list(row) });
