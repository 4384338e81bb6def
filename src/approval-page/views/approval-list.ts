import type { Language } from '../../base/bilingual.ts';
import type { ApprovalList, ListedApproval } from '../list-approvals.ts';
import { formatClockTime } from './clock-time.ts';
import { html, type Markup } from './html.ts';
import { type HtmlPage, renderLayout } from './layout.ts';
import { LEAVE_FIELD, listMessages } from './list-messages.ts';
import { listStyle } from './list-style.ts';

interface ListView {
  lang: Language;
  path: string;
  /** Path prefix of the approval pages. */
  root: string;
}

/** Renders what waits, each with a link to the page where it is decided, and what was decided lately. */
export function renderApprovalList({ waiting, decided, moreWaiting }: ApprovalList, view: ListView): HtmlPage {
  const { lang, path } = view;
  const t = listMessages[lang];
  const shop = [...waiting, ...decided].find((one) => one.shop !== undefined)?.shop;
  const count = waiting.length + moreWaiting;
  return renderLayout(
    {
      // The number comes first, since a tab shows only the beginning.
      ...{ lang, title: `(${count}) ${t.title}${shop === undefined ? '' : ` · ${shop}`}`, kind: 'question' },
      ...{ switchUrl: `${path}?lang=${lang === 'ko' ? 'en' : 'ko'}`, footer: t.footer, ownStyle: listStyle },
    },
    html`<div class="inner">
<div class="head">${shop && html`<p class="eyebrow"><strong>${shop}</strong></p>`}<h1>${t.title}</h1></div>
<section class="part" aria-labelledby="waiting">
<h2 id="waiting">${t.waitingTitle}<span>${t.formatCount(count)}</span></h2>
${waiting.length > 0 ? html`<ul class="list">${waiting.map((one) => renderWaiting(one, view))}</ul>` : html`<p class="empty">${t.nothingWaiting}</p>`}
${moreWaiting > 0 ? html`<p class="empty">${t.formatMore(moreWaiting)}</p>` : undefined}
</section>
<section class="part" aria-labelledby="decided">
<h2 id="decided">${t.decidedTitle}</h2>
${decided.length > 0 ? html`<ul class="list">${decided.map((one) => renderDecided(one, lang))}</ul>` : html`<p class="empty">${t.nothingDecided}</p>`}
</section>
<form class="tools" method="post" action="${path}?lang=${lang}"><a href="${path}?lang=${lang}">${t.reload}</a><button class="deny" name="${LEAVE_FIELD}" value="1">${t.leave}</button></form>
</div>`,
  );
}

const renderWaiting = (approval: ListedApproval, { lang, root }: ListView): Markup =>
  html`<li><a href="${root}${approval.id}?lang=${lang}">${renderSubject(approval, lang)}<span class="state waiting">${listMessages[lang].formatUntil(formatClockTime(approval.expiresAt))}</span></a></li>`;

const renderDecided = (approval: ListedApproval, lang: Language): Markup =>
  html`<li><div class="done">${renderSubject(approval, lang)}<span class="state ${approval.outcome}">${listMessages[lang].outcomes[approval.outcome]} · ${formatClockTime(approval.endedAt)}</span></div></li>`;

function renderSubject({ title, amount, asker, approver, openedAt }: ListedApproval, lang: Language): Markup {
  const t = listMessages[lang];
  return html`<strong>${title[lang]}</strong><span class="sum">${amount[lang]}</span>
<span class="fine">${t.formatAsked(asker, formatClockTime(openedAt))}${approver === 'second' ? html` · <span class="second">${t.secondApprover}</span>` : undefined}</span>`;
}
