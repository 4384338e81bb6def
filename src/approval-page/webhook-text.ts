import type { Language } from '../base/bilingual.ts';
import { withParticle } from '../base/korean.ts';
import { containsPersonalText } from '../base/personal-text.ts';
import { toSingleLine } from '../base/text.ts';
import type { ApprovalRequest } from '../guard/confirmation/approvals.ts';
import { formatClockTime } from './views/clock-time.ts';

export interface WaitingPage {
  url: string;
  /** Unix seconds. */
  openedAt: number;
  /** Unix seconds. */
  expiresAt: number;
}

/**
 * What a chat is told of a page that waits: the operation, its amount, the shop, who asked, until when, and the link. Of
 * the question it takes only the title and the amount, which nobody outside has written.
 */
export function composeWebhookText(
  { question, shop, asker, approver }: ApprovalRequest,
  { url, openedAt, expiresAt }: WaitingPage,
  { lang, namesAskers }: { lang: Language; namesAskers: boolean },
): string {
  const { title, amount } = question[lang];
  const subject = [shop, [title, amount?.text].filter((part) => part !== undefined).join(' ')]
    .filter((part) => part !== undefined)
    .map(toPlainText)
    .join(' · ');
  const isNamed = namesAskers && asker !== undefined && !containsPersonalText(asker);
  const who = isNamed ? toPlainText(asker) : undefined;
  const [since, until] = [formatClockTime(openedAt), formatClockTime(expiresAt)];
  const isSecond = approver === 'second';
  if (lang === 'ko')
    return [
      `${isSecond ? '두 번째 승인 대기' : '승인 대기'}: ${subject}`,
      `${who === undefined ? '' : `${withParticle(who, '이/가')} `}${since}에 요청, ${until}까지 (한국 시간)`,
      url,
    ].join('\n');
  return [
    `${isSecond ? 'Second approval needed' : 'Approval needed'}: ${subject}`,
    `Requested ${who === undefined ? '' : `by ${who} `}at ${since}, until ${until} (Korean time)`,
    url,
  ].join('\n');
}

/** Names cannot mention people, link or format: Slack reads `<…>`, other chats `@` and Markdown. */
const toPlainText = (text: string): string =>
  toSingleLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '\uff20')
    .replace(/[[\]()*_~`|]/g, (char) => fullwidth(char));

/** The same character as East Asian texts write it, which no chat takes for markup. */
const fullwidth = (char: string): string => String.fromCodePoint((char.codePointAt(0) ?? 0) + 0xfee0);
