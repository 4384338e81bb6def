import type { Lang } from '../base/bilingual.ts';
import type { Approval } from './approval-store.ts';
import type { Fields } from './form-body.ts';
import type { Pin } from './pin.ts';
import { words } from './views/messages.ts';
import { AMOUNT, DECISION, type Mistakes, PIN, secretName, TOKEN } from './views/question.ts';

export type Answer =
  | { said: 'approve'; typed: Record<string, string> }
  | { said: 'deny' }
  | { said: 'nothing'; why: 'malformed' | 'locked' }
  | { said: 'nothing'; why: 'mistyped'; mistakes: Mistakes }
  | { said: 'nothing'; why: 'wrong_pin'; mistakes: Mistakes };

/** What the person said with a form of this page. A wrong PIN uses up a try, and only when all else is right. */
export async function readAnswer(
  approval: Approval,
  fields: Fields,
  pin: Pin | undefined,
  lang: Lang,
): Promise<Answer> {
  const { secrets, typedAmount } = approval;
  const known = new Set([TOKEN, DECISION, AMOUNT, PIN, ...secrets.map(secretName)]);
  if ([...fields.keys()].some((name) => !known.has(name))) return { said: 'nothing', why: 'malformed' };
  const decision = fields.get(DECISION);
  if (decision === 'deny') return { said: 'deny' };
  if (decision !== 'approve') return { said: 'nothing', why: 'malformed' };

  const t = words[lang];
  const mistakes = new Map<string, string>();
  const typed: Record<string, string> = {};
  for (const field of secrets) {
    const text = fields.get(secretName(field)) ?? '';
    if (text.trim() === '') {
      if (field.required) mistakes.set(secretName(field), t.missing);
      continue;
    }
    const value = field.read(text);
    if (value === undefined) mistakes.set(secretName(field), t.malformed);
    else typed[field.name] = value;
  }
  if (typedAmount && amountOf(fields.get(AMOUNT) ?? '') !== typedAmount.amount)
    mistakes.set(AMOUNT, t.wrongAmount(typedAmount.text));
  if (mistakes.size > 0) return { said: 'nothing', why: 'mistyped', mistakes };

  const checked = await pin?.check(fields.get(PIN) ?? '');
  if (checked?.said === 'locked') return { said: 'nothing', why: 'locked' };
  if (checked?.said === 'wrong')
    return { said: 'nothing', why: 'wrong_pin', mistakes: new Map([[PIN, t.wrongPin(checked.triesLeft)]]) };
  return { said: 'approve', typed };
}

/** An amount as people write it: digits, with commas or without, with the sign or the word for won or without. */
function amountOf(text: string): number | undefined {
  const [, digits] =
    /^₩?\s*(\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?)\s*원?$/.exec(text.normalize('NFKC').trim()) ?? [];
  return digits === undefined ? undefined : Number(digits.replaceAll(',', ''));
}
