import type { Language } from '../../base/bilingual.ts';
import type { SecretField } from '../../guard/confirmation/secret-field.ts';
import { type Approval, LIFETIME_SECONDS } from '../approval-store.ts';
import { html, type Markup } from './html.ts';
import { type HtmlPage, renderLayout } from './layout.ts';
import { messages } from './messages.ts';

/** Names of the form's own fields. A secret field is named `secret.` plus the argument's name. */
export const AMOUNT_FIELD = 'amount';
export const PIN_FIELD = 'pin';
export const TOKEN_FIELD = 'token';
export const DECISION_FIELD = 'decision';
export const toSecretFieldName = (field: SecretField): string => `secret.${field.name}`;

/** Errors by field name in the form. */
export type FieldErrors = ReadonlyMap<string, string>;

interface QuestionPageView {
  approval: Approval;
  lang: Language;
  /** The form's target, and the page's URL in the other language. */
  action: string;
  switchUrl: string;
  token: string;
  now: number;
  requiresPin: boolean;
  fieldErrors: FieldErrors;
}

interface FormInput {
  name: string;
  label: string;
  hint: string;
  required: boolean;
  keyboard: 'numeric' | 'decimal' | 'text';
  concealed: boolean;
}

export function renderQuestionPage(view: QuestionPageView): HtmlPage {
  const { approval, lang, switchUrl, fieldErrors, now } = view;
  const question = approval.question[lang];
  const t = messages[lang];
  const elapsedSeconds = Math.max(0, LIFETIME_SECONDS - (approval.expiresAt - now));
  return renderLayout(
    {
      lang,
      title: fieldErrors.size > 0 ? `${t.mistakesTitle}: ${question.title}` : question.title,
      switchUrl,
      kind: 'question',
      ownStyle: `.time i,.until .open,.until .late{animation-delay:-${elapsedSeconds}s}`,
    },
    html`<div class="time" aria-hidden="true"><i></i></div>
<div class="inner">
${renderQuestion(approval, lang)}
${renderForm(view)}
</div>`,
  );
}

function renderQuestion({ question, second }: Approval, lang: Language): Markup {
  const { title, amount, facts, advice, warning, sandbox, channel } = question[lang];
  const t = messages[lang];
  const badge = sandbox ? 'sandbox' : channel;
  return html`<div class="head">
<div class="eyebrow"><p>${second ? t.secondEyebrow : t.eyebrow}</p>${badge && html`<p class="badge ${badge}">${t.badges[badge]}</p>`}</div>
<h1>${title}</h1>
${amount && html`<p class="amount"><span>${amount.label}</span> <strong>${amount.text}</strong></p>`}
</div>
${facts.length > 0 ? html`<dl class="facts">${facts.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>` : undefined}
${advice.length > 0 ? html`<section class="note" aria-labelledby="advice"><h2 id="advice">${t.adviceTitle}</h2><ul>${advice.map((line) => html`<li>${line}</li>`)}</ul></section>` : undefined}
<p class="warning"><svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M12 3.5 2.5 20h19z"/><path d="M12 10v4.5M12 17.2v.1"/></svg><span>${warning}</span></p>`;
}

function renderForm({ approval, lang, action, token, requiresPin, fieldErrors }: QuestionPageView): Markup {
  const t = messages[lang];
  const { typedAmount, secrets, second, expiresAt } = approval;
  const { amount } = approval.question[lang];
  const secretInputs = secrets.map(
    (field): FormInput => ({
      ...field,
      name: toSecretFieldName(field),
      label: field.label[lang],
      hint: field.hint[lang],
    }),
  );
  const amountInput: FormInput | undefined = typedAmount && {
    name: AMOUNT_FIELD,
    label: t.typeAmount,
    hint: t.formatAmountHint(typedAmount.text),
    required: true,
    keyboard: Number.isInteger(typedAmount.amount) ? 'numeric' : 'decimal',
    concealed: false,
  };
  const pinInput: FormInput | undefined = requiresPin
    ? {
        name: PIN_FIELD,
        label: second ? t.secondPin : t.pin,
        hint: second ? t.secondPinHint : t.pinHint,
        required: true,
        keyboard: 'text',
        concealed: true,
      }
    : undefined;
  const inputs = [...secretInputs, amountInput, pinInput].filter((field) => field !== undefined);
  const invalidInputs = inputs.filter((field) => fieldErrors.has(field.name));
  const renderOwnInput = (field: FormInput) =>
    renderInput(field, fieldErrors.get(field.name), lang, field === invalidInputs[0]);
  return html`<form method="post" action="${action}" autocomplete="off">
<input type="hidden" name="${TOKEN_FIELD}" value="${token}">
${invalidInputs.length > 0 ? html`<div class="mistakes" role="alert"><h2>${t.mistakesHeading}</h2><p>${t.cleared}</p><ul>${invalidInputs.map((field) => html`<li><a href="#${field.name}">${field.label}</a></li>`)}</ul></div>` : undefined}
${secretInputs.length > 0 ? html`<fieldset aria-describedby="secrets"><legend>${t.secrets}</legend><p class="fine" id="secrets">${t.secretsHint}</p>${secretInputs.map(renderOwnInput)}</fieldset>` : undefined}
${amountInput && renderOwnInput(amountInput)}
${pinInput && renderOwnInput(pinInput)}
<div class="buttons">
<button class="approve" name="${DECISION_FIELD}" value="approve">${amount ? t.approveAmount(amount.text) : t.approve}</button>
<button class="deny" name="${DECISION_FIELD}" value="deny" formnovalidate>${t.deny}</button>
</div>
<p class="until"><span class="open">${t.formatDeadline(formatClockTime(expiresAt))}</span><span class="late">${t.tooLate}</span></p>
</form>`;
}

function renderInput(field: FormInput, error: string | undefined, lang: Language, hasFocus: boolean): Markup {
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

const clockFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Seoul', timeStyle: 'short' });
const formatClockTime = (seconds: number) => clockFormat.format(seconds * 1000);
