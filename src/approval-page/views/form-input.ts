import type { Language } from '../../base/bilingual.ts';
import type { CurrencyAmount } from '../../base/money.ts';
import type { SecretField } from '../../guard/confirmation/secret-field.ts';
import type { Approval } from '../approval-entry.ts';
import { html, type Markup } from './html.ts';
import { messages } from './messages.ts';

/** Names of the form's own fields. A secret field is named `secret.` plus the argument's name. */
export const AMOUNT_FIELD = 'amount';
export const PIN_FIELD = 'pin';
export const TOKEN_FIELD = 'token';
export const DECISION_FIELD = 'decision';
export const toSecretFieldName = (field: SecretField): string => `secret.${field.name}`;

export interface FormInput {
  name: string;
  label: string;
  hint: string;
  required: boolean;
  keyboard: 'numeric' | 'decimal' | 'text';
  concealed: boolean;
}

export const buildSecretInputs = ({ secrets }: Approval, lang: Language): FormInput[] =>
  secrets.map((field) => ({
    ...field,
    name: toSecretFieldName(field),
    label: field.label[lang],
    hint: field.hint[lang],
  }));

export function buildAmountInput({ typedAmounts }: Approval, lang: Language): FormInput | undefined {
  const t = messages[lang];
  return (
    typedAmounts && {
      name: AMOUNT_FIELD,
      label: t.typeAmount,
      hint: t.formatAmountHint(typedAmounts.text),
      required: true,
      keyboard: getKeyboard(typedAmounts.amounts),
      concealed: false,
    }
  );
}

/** A keyboard of digits has no sign to add amounts with. */
function getKeyboard(amounts: readonly CurrencyAmount[]): FormInput['keyboard'] {
  if (amounts.length > 1) return 'text';
  return amounts.every(({ amount }) => Number.isInteger(amount)) ? 'numeric' : 'decimal';
}

export function buildPinInput({ approver }: Approval, lang: Language): FormInput {
  const t = messages[lang];
  return {
    name: PIN_FIELD,
    label: approver === 'second' ? t.secondPin : t.pin,
    hint: approver === 'second' ? t.secondPinHint : t.pinHint,
    required: true,
    keyboard: 'text',
    concealed: true,
  };
}

export function renderInput(field: FormInput, error: string | undefined, lang: Language, hasFocus: boolean): Markup {
  const { name, label, hint, required, keyboard, concealed } = field;
  const t = messages[lang];
  // Never render a submitted value again: not even the person's own browser keeps it in a page.
  return html`<div class="field">
<label for="${name}"><span>${label}</span><small>${required ? t.required : t.optional}</small></label>
<p class="fine" id="${name}.hint">${hint}</p>
<input id="${name}" name="${name}" type="${concealed ? 'password' : 'text'}" inputmode="${keyboard}" autocomplete="off" autocapitalize="off" autocorrect="off" spellcheck="false" maxlength="2000" aria-describedby="${error ? html`${name}.wrong ` : ''}${name}.hint"${required ? html` required` : ''}${error ? html` aria-invalid="true"` : ''}${hasFocus ? html` autofocus` : ''}>
${error && html`<p class="wrong" id="${name}.wrong">${error}</p>`}
</div>`;
}
