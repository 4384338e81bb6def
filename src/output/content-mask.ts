import { replacePersonalText, type TextOrigin } from '../base/personal-text.ts';
import { HIDDEN, hasMask, inferPiiKind, isSecretName } from './mask.ts';

/** Labels in messages of PGs whose values are not to be shown, beyond those that are also names of personal fields. */
const SECRET_LABEL = /^(?:expiry|유효기간|password\d?digits)$/i;
/** Labels of things and places of this program. */
const HARMLESS_LABEL = /^(?:name|ip주소|url주소|token_type)$/i;

/** `label=value`, `label: value`, `"label": "value"` and `label(value)`. */
const LABELED_VALUE = /(?<![\p{L}\p{N}_])([\p{L}_][\p{L}\p{N}_]{0,40})("? ?[:=] ?"?|\()([^\s"'&,;()}\]]{1,200})/gu;
/** Addresses consist of several words. */
const LABELED_ADDRESS = /((?:주소|배송지|addr(?:ess)?)"? ?[:=] ?"?)([^"',;()}\]\n]{1,200})/giu;

const isSecretLabel = (label: string): boolean => SECRET_LABEL.test(label) || isSecretName(label);
const isPersonalLabel = (label: string): boolean =>
  !HARMLESS_LABEL.test(label) && (isSecretLabel(label) || inferPiiKind(label) !== undefined);

const maskAddresses = (text: string): string =>
  text.replace(LABELED_ADDRESS, (whole, label: string, value: string) =>
    /^https?:|^\S*•/.test(value) ? whole : `${label}${HIDDEN}`,
  );

const maskLabeled = (text: string, isHidden: (label: string) => boolean): string => {
  if (!/[:=(]/.test(text)) return text;
  return text.replace(LABELED_VALUE, (whole, label: string, delimiter: string, value: string) =>
    !isHidden(label) || hasMask(value) || /^(?:https?:|true$|false$|null$)/.test(value)
      ? whole
      : `${label}${delimiter}${HIDDEN}`,
  );
};

/**
 * Masks what identifies a person in a text from outside: mail addresses, the numbers of telephones, cards, residents and
 * accounts, and values with a personal label. Names cannot be told apart from other words.
 */
export const maskContent = (text: string, origin: TextOrigin = 'text'): string =>
  maskNumbers(maskLabeled(maskAddresses(text), isPersonalLabel), origin);

/** Masks numbers and mail addresses only: sentences of this server name fields, and what follows is no value. */
export const maskNumbers = (text: string, origin: TextOrigin = 'text'): string =>
  replacePersonalText(text, origin, HIDDEN);

/** Masks what is never shown, not even with `--pii full`: card numbers, and values with the label of a secret. */
export const maskSecretContent = (text: string, origin: TextOrigin = 'text'): string =>
  replacePersonalText(maskLabeled(text, isSecretLabel), origin, HIDDEN, ['card']);

/** What a text may show depends on this. */
export interface TextPolicy {
  pii: 'masked' | 'full';
  /** Replaces the secrets of the server and of this call. */
  hideSecrets?(text: string): string;
}

/** Returns a text from outside, already sanitized, as it may be shown. */
export function cleanContent(text: string, { pii, hideSecrets }: TextPolicy, origin: TextOrigin = 'text'): string {
  const visible = hideSecrets?.(text) ?? text;
  return pii === 'masked' ? maskContent(visible, origin) : maskSecretContent(visible, origin);
}
