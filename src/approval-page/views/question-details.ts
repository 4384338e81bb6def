import type { Language } from '../../base/bilingual.ts';
import type { Fact, QuestionChange, QuestionTable } from '../../guard/confirmation/question/question.ts';
import type { Approval } from '../approval-entry.ts';
import { formatClockTime } from './clock-time.ts';
import { html, type Markup } from './html.ts';
import { messages } from './messages.ts';

/** A longer table is folded: its summary says what matters, and whoever wants to see each row opens it. */
const MAX_OPEN_ROWS = 10;

/**
 * Renders what will happen, to what, and what the person should know before deciding. The warnings come first: the
 * buttons are always in view, so nothing that decides may need scrolling.
 */
export function renderQuestionDetails(approval: Approval, lang: Language): Markup {
  const {
    title,
    amount,
    account = [],
    alerts = [],
    changes = [],
    summary = [],
    table,
    facts,
    advice,
    warning,
  } = approval.question[lang];
  const t = messages[lang];
  return html`<div class="head">
${renderOrigin(approval, lang)}
<h1>${title}</h1>
${amount && html`<p class="amount"><span>${amount.label}</span> <strong>${amount.text}</strong></p>`}
${account.length > 0 ? html`<dl class="account">${account.map(renderFact)}</dl>` : undefined}
</div>
${alerts.map(renderWarning)}
${renderWarning(warning)}
${summary.length > 0 ? renderFacts(summary) : undefined}
${table && renderTable(table, lang)}
${changes.length > 0 ? html`<dl class="facts">${changes.map((change) => renderChange(change, lang))}</dl>` : undefined}
${facts.length > 0 ? renderFacts(facts) : undefined}
${advice.length > 0 ? html`<section class="note" aria-labelledby="advice"><h2 id="advice">${t.adviceTitle}</h2><ul>${advice.map((line) => html`<li>${line}</li>`)}</ul></section>` : undefined}`;
}

/** Renders which shop this is about, who asks and since when, and whether it is real. */
function renderOrigin({ question, shop, asker, approver, firstApproval, openedAt }: Approval, lang: Language): Markup {
  const { sandbox, channel } = question[lang];
  const t = messages[lang];
  const badge = sandbox ? 'sandbox' : channel;
  const time = formatClockTime(openedAt);
  return html`<div class="eyebrow"><p>${shop ? html`<strong>${shop}</strong> · ` : undefined}${approver === 'second' ? t.secondEyebrow : t.eyebrow}</p>${badge && html`<p class="badge ${badge}">${t.badges[badge]}</p>`}</div>
<p class="asked">${t.formatAsked(asker, time)}</p>
${firstApproval && html`<p class="asked">${t.formatFirstApproval(firstApproval, time)}</p>`}`;
}

const renderWarning = (text: string): Markup =>
  html`<p class="warning"><svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M12 3.5 2.5 20h19z"/><path d="M12 10v4.5M12 17.2v.1"/></svg><span>${text}</span></p>`;

const renderFacts = (facts: readonly Fact[]): Markup => html`<dl class="facts">${facts.map(renderFact)}</dl>`;

const renderFact = ([label, value]: Fact): Markup => html`<div><dt>${label}</dt><dd><span>${value}</span></dd></div>`;

const renderChange = ({ label, before, after }: QuestionChange, lang: Language): Markup =>
  html`<div><dt>${label}</dt><dd><span class="change"><s><span class="unseen">${messages[lang].before}: </span>${before}</s> <span aria-hidden="true">→</span> <strong><span class="unseen">${messages[lang].after}: </span>${after}</strong></span></dd></div>`;

function renderTable({ title, columns, rows }: QuestionTable, lang: Language): Markup {
  const renderCell = (text: string, index: number) =>
    html`<td${columns[index]?.isNumeric ? html` class="number"` : ''}>${text}</td>`;
  return html`<details class="records"${rows.length > MAX_OPEN_ROWS ? '' : html` open`}>
<summary>${title}</summary>
<table><thead><tr><th scope="col" class="number">${messages[lang].row}</th>${columns.map(({ label, isNumeric }) => html`<th scope="col"${isNumeric ? html` class="number"` : ''}>${label}</th>`)}</tr></thead>
<tbody>${rows.map((cells, index) => html`<tr><td class="number">${index + 1}</td>${cells.map(renderCell)}</tr>`)}</tbody></table>
</details>`;
}
