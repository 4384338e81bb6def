import type { Language } from '../../base/bilingual.ts';
import type { Approver } from '../pin.ts';
import { createStyleElement, html, type Markup } from './html.ts';
import { iconLink } from './icon.ts';
import { messages } from './messages.ts';
import { getNoticeText, type Notice } from './notices.ts';
import { style } from './style.ts';

/** A rendered page: its markup, and the styles that its content security policy allows. */
export interface HtmlPage {
  markup: string;
  styles: readonly string[];
}

interface Layout {
  lang: Language;
  title: string;
  /** URL of the page in the other language. Absent for a page without an address of its own. */
  switchUrl?: string;
  kind: 'question' | 'notice';
  /** Lines below the card. */
  footer?: readonly string[];
  /** A style for this page only. */
  ownStyle?: string;
}

const getOtherLanguage = (lang: Language): Language => (lang === 'ko' ? 'en' : 'ko');

export function renderLayout({ lang, title, switchUrl, kind, footer, ownStyle }: Layout, content: Markup): HtmlPage {
  const t = messages[lang];
  const styles = ownStyle === undefined ? [style] : [style, ownStyle];
  const page = html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow">
<title>${title} · ${t.product}</title>
${iconLink}
${styles.map(createStyleElement)}
</head>
<body class="${kind}">
<header class="top">
<strong>${t.product}</strong>
${switchUrl && html`<a href="${switchUrl}" lang="${getOtherLanguage(lang)}" hreflang="${getOtherLanguage(lang)}" aria-label="${t.switchTo}">${t.otherLanguage}</a>`}
</header>
<main class="card">
${content}
</main>
${footer && html`<footer class="bottom">${footer.map((line) => html`<p>${line}</p>`)}</footer>`}
</body>
</html>
`;
  return { markup: page.text, styles };
}

const tick = html`<path d="M4 12.5 9.5 18 20 6.5"/>`;
const cross = html`<path d="M6 6l12 12M18 6 6 18"/>`;
const clock = html`<circle cx="12" cy="12" r="9"/><path d="M12 7v5.5l3.5 2"/>`;
const bang = html`<path d="M12 4v10M12 19.5v.5"/>`;

const noticeIcons: Readonly<Partial<Record<Notice, { icon: Markup; tone: string }>>> = {
  approved: { icon: tick, tone: 'good' },
  used: { icon: tick, tone: 'plain' },
  declined: { icon: cross, tone: 'plain' },
  expired: { icon: clock, tone: 'plain' },
  locked: { icon: cross, tone: 'bad' },
  wrongHost: { icon: bang, tone: 'bad' },
  csrfFailed: { icon: bang, tone: 'bad' },
};

interface NoticeDetails {
  switchUrl?: string;
  /** The subject, if the reader may know it. */
  about?: string;
  /** Set if two people must approve. */
  approver?: Approver | undefined;
}

/** Renders a page that shows a status without a form. */
export function renderNotice(notice: Notice, lang: Language, details: NoticeDetails = {}): HtmlPage {
  const { switchUrl, about, approver } = details;
  const { title, text } = getNoticeText(notice, lang, approver);
  const { icon, tone } = noticeIcons[notice] ?? { icon: bang, tone: 'plain' };
  return renderLayout(
    { lang, title, kind: 'notice', ...(switchUrl ? { switchUrl } : {}) },
    html`<div class="inner" role="status">
<svg class="mark ${tone}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${icon}</svg>
<h1>${title}</h1>
${about && html`<p class="what">${about}</p>`}
<p>${text}</p>
</div>`,
  );
}
