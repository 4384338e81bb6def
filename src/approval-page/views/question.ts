import type { Lang } from '../../base/bilingual.ts';
import type { SecretField } from '../../guard/confirmation/secret-field.ts';
import { type Approval, LIFETIME_SECONDS } from '../approval-store.ts';
import { html, type Markup } from './html.ts';
import { framed, type Page } from './layout.ts';
import { words } from './messages.ts';

/** Names of the form's own fields; what is secret is `secret.` and the argument's name. */
export const AMOUNT = 'amount';
export const PIN = 'pin';
export const TOKEN = 'token';
export const DECISION = 'decision';
export const secretName = (field: SecretField): string => `secret.${field.name}`;

/** What is wrong with a field, by its name in the form. */
export type Mistakes = ReadonlyMap<string, string>;

interface Shown {
  approval: Approval;
  lang: Lang;
  /** Where the answer goes, and this page in the other language. */
  action: string;
  switchUrl: string;
  token: string;
  now: number;
  asksPin: boolean;
  mistakes: Mistakes;
}

interface Field {
  name: string;
  label: string;
  hint: string;
  required: boolean;
  keyboard: 'numeric' | 'decimal' | 'text';
  concealed: boolean;
}

export function questionPage(shown: Shown): Page {
  const { approval, lang, switchUrl, mistakes, now } = shown;
  const question = approval.question[lang];
  const t = words[lang];
  const spent = Math.max(0, LIFETIME_SECONDS - (approval.expiresAt - now));
  return framed(
    {
      lang,
      title: mistakes.size > 0 ? `${t.mistakesTitle}: ${question.title}` : question.title,
      switchUrl,
      kind: 'question',
      ownStyle: `.time i,.until .open,.until .late{animation-delay:-${spent}s}`,
    },
    html`<div class="time" aria-hidden="true"><i></i></div>
<div class="inner">
${preview(approval, lang)}
${answer(shown)}
</div>`,
  );
}

function preview({ question, second }: Approval, lang: Lang): Markup {
  const { title, amount, facts, advice, warning, sandbox, channel } = question[lang];
  const t = words[lang];
  const badge = sandbox ? 'sandbox' : channel;
  return html`<div class="head">
<div class="eyebrow"><p>${second ? t.secondEyebrow : t.eyebrow}</p>${badge && html`<p class="badge ${badge}">${t.badges[badge]}</p>`}</div>
<h1>${title}</h1>
${amount && html`<p class="amount"><span>${amount.label}</span> <strong>${amount.text}</strong></p>`}
</div>
${facts.length > 0 ? html`<dl class="facts">${facts.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>` : undefined}
${advice.length > 0 ? html`<section class="note" aria-labelledby="advice"><h2 id="advice">${t.advice}</h2><ul>${advice.map((line) => html`<li>${line}</li>`)}</ul></section>` : undefined}
<p class="warning"><svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M12 3.5 2.5 20h19z"/><path d="M12 10v4.5M12 17.2v.1"/></svg><span>${warning}</span></p>`;
}

function answer({ approval, lang, action, token, asksPin, mistakes }: Shown): Markup {
  const t = words[lang];
  const { typedAmount, secrets, second, expiresAt } = approval;
  const { amount } = approval.question[lang];
  const secretInputs = secrets.map(
    (field): Field => ({ ...field, name: secretName(field), label: field.label[lang], hint: field.hint[lang] }),
  );
  const amountInput: Field | undefined = typedAmount && {
    name: AMOUNT,
    label: t.typeAmount,
    hint: t.typeAmountHint(typedAmount.text),
    required: true,
    keyboard: Number.isInteger(typedAmount.amount) ? 'numeric' : 'decimal',
    concealed: false,
  };
  const pinInput: Field | undefined = asksPin
    ? {
        name: PIN,
        label: second ? t.secondPin : t.pin,
        hint: second ? t.secondPinHint : t.pinHint,
        required: true,
        keyboard: 'text',
        concealed: true,
      }
    : undefined;
  const all = [...secretInputs, amountInput, pinInput].filter((field) => field !== undefined);
  const wrong = all.filter((field) => mistakes.has(field.name));
  const input = (field: Field) => inputOf(field, mistakes.get(field.name), lang, field === wrong[0]);
  return html`<form method="post" action="${action}" autocomplete="off">
<input type="hidden" name="${TOKEN}" value="${token}">
${wrong.length > 0 ? html`<div class="mistakes" role="alert"><h2>${t.mistakes}</h2><p>${t.cleared}</p><ul>${wrong.map((field) => html`<li><a href="#${field.name}">${field.label}</a></li>`)}</ul></div>` : undefined}
${secretInputs.length > 0 ? html`<fieldset aria-describedby="secrets"><legend>${t.secrets}</legend><p class="fine" id="secrets">${t.secretsHint}</p>${secretInputs.map(input)}</fieldset>` : undefined}
${amountInput && input(amountInput)}
${pinInput && input(pinInput)}
<div class="buttons">
<button class="approve" name="${DECISION}" value="approve">${amount ? t.approveAmount(amount.text) : t.approve}</button>
<button class="deny" name="${DECISION}" value="deny" formnovalidate>${t.deny}</button>
</div>
<p class="until"><span class="open">${t.openUntil(clockTime(expiresAt))}</span><span class="late">${t.tooLate}</span></p>
</form>`;
}

function inputOf(field: Field, mistake: string | undefined, lang: Lang, first: boolean): Markup {
  const { name, label, hint, required, keyboard, concealed } = field;
  const t = words[lang];
  // A value that was sent is never written back: not even the person's own browser keeps it in a page.
  return html`<div class="field">
<label for="${name}"><span>${label}</span><small>${required ? t.required : t.optional}</small></label>
<p class="fine" id="${name}.hint">${hint}</p>
<input id="${name}" name="${name}" type="${concealed ? 'password' : 'text'}" inputmode="${keyboard}" autocomplete="off" autocapitalize="off" autocorrect="off" spellcheck="false" maxlength="2000" aria-describedby="${mistake ? html`${name}.wrong ` : ''}${name}.hint"${required ? html` required` : ''}${mistake ? html` aria-invalid="true"` : ''}${first ? html` autofocus` : ''}>
${mistake && html`<p class="wrong" id="${name}.wrong">${mistake}</p>`}
</div>`;
}

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Seoul', timeStyle: 'short' });
const clockTime = (seconds: number) => clock.format(seconds * 1000);
