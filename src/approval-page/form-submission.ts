import type { Language } from '../base/bilingual.ts';
import { matchesTypedAmounts } from '../base/typed-amount.ts';
import type { Approval } from './approval-entry.ts';
import type { FormFields } from './form-body.ts';
import type { Pin } from './pin.ts';
import { AMOUNT_FIELD, DECISION_FIELD, PIN_FIELD, TOKEN_FIELD, toSecretFieldName } from './views/form-input.ts';
import { messages } from './views/messages.ts';
import type { FieldErrors } from './views/question.ts';

export type PageReply =
  | { status: 'approved'; typedSecrets: Record<string, string> }
  | { status: 'declined' }
  /** More time to decide. */
  | { status: 'extended' }
  | { status: 'unanswered'; reason: 'malformed' | 'locked' }
  | { status: 'unanswered'; reason: 'mistyped'; fieldErrors: FieldErrors }
  | { status: 'unanswered'; reason: 'wrong_pin'; fieldErrors: FieldErrors };

/**
 * Evaluates a submitted form. Checks the PIN last, so that a wrong PIN costs an attempt only if everything else is
 * valid.
 */
export async function readPageReply(
  approval: Approval,
  fields: FormFields,
  pin: Pin | undefined,
  lang: Language,
): Promise<PageReply> {
  const { secrets, typedAmounts } = approval;
  const knownNames = new Set([TOKEN_FIELD, DECISION_FIELD, AMOUNT_FIELD, PIN_FIELD, ...secrets.map(toSecretFieldName)]);
  if ([...fields.keys()].some((name) => !knownNames.has(name))) return { status: 'unanswered', reason: 'malformed' };
  const decision = fields.get(DECISION_FIELD);
  if (decision === 'deny') return { status: 'declined' };
  if (decision === 'extend') return { status: 'extended' };
  if (decision !== 'approve') return { status: 'unanswered', reason: 'malformed' };

  const t = messages[lang];
  const fieldErrors = new Map<string, string>();
  const typedSecrets: Record<string, string> = {};
  for (const field of secrets) {
    const text = fields.get(toSecretFieldName(field)) ?? '';
    if (text.trim() === '') {
      if (field.required) fieldErrors.set(toSecretFieldName(field), t.missing);
      continue;
    }
    const value = field.parse(text);
    if (value === undefined) fieldErrors.set(toSecretFieldName(field), t.malformed);
    else typedSecrets[field.name] = value;
  }
  if (typedAmounts && !matchesTypedAmounts(fields.get(AMOUNT_FIELD), typedAmounts.amounts))
    fieldErrors.set(AMOUNT_FIELD, t.formatWrongAmount(typedAmounts.text));
  if (fieldErrors.size > 0) return { status: 'unanswered', reason: 'mistyped', fieldErrors };

  const pinCheck = await pin?.check(fields.get(PIN_FIELD) ?? '');
  if (pinCheck?.result === 'locked') return { status: 'unanswered', reason: 'locked' };
  if (pinCheck?.result === 'wrong')
    return {
      status: 'unanswered',
      reason: 'wrong_pin',
      fieldErrors: new Map([[PIN_FIELD, t.formatWrongPin(pinCheck.attemptsLeft)]]),
    };
  return { status: 'approved', typedSecrets };
}
