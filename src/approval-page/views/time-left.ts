import type { Language } from '../../base/bilingual.ts';
import { type Approval, LIFETIME_SECONDS } from '../approval-entry.ts';
import { formatClockTime } from './clock-time.ts';
import { DECISION_FIELD } from './form-input.ts';
import { html, type Markup } from './html.ts';
import { messages } from './messages.ts';

/** Id of the form whose button extends the time. It is a form of its own, so that it sends nothing that was typed. */
export const EXTENSION_FORM = 'extension';
/** How long before the end the page warns. A person needs at least 20 seconds to react (WCAG 2.2.1). */
const NOTICE_SECONDS = 60;

/**
 * Renders until when the person can decide. Pages have no scripts: the style of `renderTimeStyle` shows the three texts
 * one after the other.
 */
export function renderTimeLeft(
  { expiresAt, isExtended, approver }: Approval,
  lang: Language,
  hasInputs: boolean,
): Markup {
  const t = messages[lang];
  const time = formatClockTime(expiresAt);
  const extendButton = html`<button class="extend" form="${EXTENSION_FORM}" name="${DECISION_FIELD}" value="extend">${t.extend}</button>`;
  return html`<div class="until">
<p class="open">${isExtended ? t.formatExtendedDeadline(time) : t.formatDeadline(time)}</p>
<div class="soon" role="alert"><p>${t.formatEndingSoon(time)}${hasInputs && !isExtended ? ` ${t.extensionClears}` : undefined}</p>${isExtended ? undefined : extendButton}</div>
<p class="late" role="alert">${approver === 'second' ? t.secondTooLate : t.tooLate}</p>
</div>`;
}

/** The style that moves the time bar and changes the text at the right moments after the page was loaded. */
export function renderTimeStyle({ expiresAt }: Approval, now: number): string {
  const seconds = Math.max(0, expiresAt - now);
  const noticeSeconds = Math.min(NOTICE_SECONDS, seconds);
  const openSeconds = seconds - noticeSeconds;
  return [
    `.time i{animation-delay:${seconds - LIFETIME_SECONDS}s}`,
    `.until .open{animation-duration:${openSeconds}s}`,
    `.until .soon{animation-duration:${noticeSeconds}s;animation-delay:${openSeconds}s}`,
    `.until .late{animation-delay:${seconds}s}`,
  ].join('');
}
