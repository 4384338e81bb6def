import { create } from '../page/dom.ts';
import { type Fields, getList, getNumber, getText } from '../page/fields.ts';
import { createSection } from '../parts/section.ts';
import { localize } from '../words/language.ts';
import { showTime } from '../words/time.ts';
import { translateEvent } from '../words/timeline-text.ts';

const words = {
  title: { en: 'What happened', ko: '경과' },
  omitted: { en: 'Earlier events are not shown.', ko: '더 오래된 기록은 생략했습니다.' },
};

const getKind = (text: string): string => {
  if (/^(Failed|Refunded|Schedule revoked|Cash receipt cancelled)/.test(text)) return 'bad';
  return /^(Paid|Deposit of)/.test(text) ? 'good' : 'plain';
};

/** What happened to a payment and its order, oldest first. */
export function createTimeline(content: Fields): HTMLElement | undefined {
  const events = getList(content, 'timeline').flatMap((event) => {
    const text = getText(event, 'text');
    if (text === undefined) return [];
    const impUid = getText(event, 'imp_uid');
    return [
      create(
        'li',
        { class: getKind(text) },
        create('time', {}, showTime(getText(event, 'at'))),
        create('span', {}, translateEvent(text)),
        impUid && create('code', { class: 'attempt' }, impUid),
      ),
    ];
  });
  if (events.length === 0) return undefined;
  return createSection(
    localize(words.title),
    (getNumber(content, 'timeline_omitted') ?? 0) > 0 && create('p', { class: 'hint' }, localize(words.omitted)),
    create('ol', { class: 'timeline' }, ...events),
  );
}
