import type { Language } from '../../base/bilingual.ts';
import type { Approval } from '../approval-entry.ts';
import {
  buildAmountInput,
  buildPinInput,
  buildSecretInputs,
  DECISION_FIELD,
  type FormInput,
  renderInput,
  TOKEN_FIELD,
} from './form-input.ts';
import { html, type Markup } from './html.ts';
import { type HtmlPage, renderLayout } from './layout.ts';
import { messages } from './messages.ts';
import { renderQuestionDetails } from './question-details.ts';
import { EXTENSION_FORM, renderTimeLeft, renderTimeStyle } from './time-left.ts';

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

export function renderQuestionPage(view: QuestionPageView): HtmlPage {
  const { approval, lang, switchUrl, action, token, fieldErrors, now } = view;
  const { title, amount } = approval.question[lang];
  const t = messages[lang];
  // The amount comes first, since a tab shows only the beginning.
  const subject = amount ? `${amount.text} ${title}` : title;
  return renderLayout(
    {
      lang,
      title: `${fieldErrors.size > 0 ? `${t.mistakesTitle}: ` : ''}${subject}${approval.shop ? ` · ${approval.shop}` : ''}`,
      switchUrl,
      kind: 'question',
      footer: approval.approver === 'second' ? t.secondFooter : t.footer,
      ownStyle: renderTimeStyle(approval, now),
    },
    html`<div class="time" aria-hidden="true"><i></i></div>
${renderForm(view)}
${approval.isExtended ? undefined : html`<form id="${EXTENSION_FORM}" method="post" action="${action}"><input type="hidden" name="${TOKEN_FIELD}" value="${token}"></form>`}`,
  );
}

/** The form holds the whole question, so that its buttons stay at the bottom of the window however long that is. */
function renderForm({ approval, lang, action, token, requiresPin, fieldErrors }: QuestionPageView): Markup {
  const t = messages[lang];
  const { amount } = approval.question[lang];
  const secretInputs = buildSecretInputs(approval, lang);
  const amountInput = buildAmountInput(approval, lang);
  const pinInput = requiresPin ? buildPinInput(approval, lang) : undefined;
  const inputs = [...secretInputs, amountInput, pinInput].filter((field) => field !== undefined);
  const invalidInputs = inputs.filter((field) => fieldErrors.has(field.name));
  const renderOwnInput = (field: FormInput) =>
    renderInput(field, fieldErrors.get(field.name), lang, field === invalidInputs[0]);
  return html`<form method="post" action="${action}" autocomplete="off">
<input type="hidden" name="${TOKEN_FIELD}" value="${token}">
<div class="inner">
${renderQuestionDetails(approval, lang)}
${invalidInputs.length > 0 ? html`<div class="mistakes" role="alert"><h2>${t.mistakesHeading}</h2><p>${t.cleared}</p><ul>${invalidInputs.map((field) => html`<li><a href="#${field.name}">${field.label}</a></li>`)}</ul></div>` : undefined}
${secretInputs.length > 0 ? html`<fieldset aria-describedby="secrets"><legend>${t.secrets}</legend><p class="fine" id="secrets">${t.secretsHint}</p>${secretInputs.map(renderOwnInput)}</fieldset>` : undefined}
${amountInput && renderOwnInput(amountInput)}
${pinInput && renderOwnInput(pinInput)}
</div>
<div class="bar">
<div class="buttons">
<button class="approve" name="${DECISION_FIELD}" value="approve">${amount ? t.approveAmount(amount.text) : t.approve}</button>
<button class="deny" name="${DECISION_FIELD}" value="deny" formnovalidate>${t.deny}</button>
</div>
${renderTimeLeft(approval, lang, inputs.length > 0)}
</div>
</form>`;
}
