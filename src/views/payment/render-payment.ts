import { type Child, create } from '../page/dom.ts';
import { type Fields, getFields, getList, getNumber, getText, getTexts } from '../page/fields.ts';
import type { ViewScope } from '../page/start-view.ts';
import { createFindings } from '../parts/findings.ts';
import { createNextSteps } from '../parts/next-steps.ts';
import { createNotice } from '../parts/notice.ts';
import { createSection } from '../parts/section.ts';
import { localize } from '../words/language.ts';
import { showCount } from '../words/money.ts';
import { createPaymentCard } from './payment-card.ts';
import { createPaymentList, type OpenPayment } from './payment-list.ts';
import { createTimeline } from './timeline.ts';

const words = {
  candidates: { en: 'Which one is it?', ko: '어느 결제인가요?' },
  near: { en: 'Fits all but one condition', ko: '조건 하나만 다른 결제' },
  more: { en: 'Not shown', ko: '표시하지 않은 결제' },
  incomplete: { en: 'Some records could not be read.', ko: '일부 기록을 읽지 못했습니다.' },
};

/** Shows what investigating a payment found, or one payment as PortOne has it. */
export function renderPayment(content: Fields, scope: ViewScope, open: OpenPayment): Child[] {
  const payment = { ...getFields(content, 'result'), ...getFields(content, 'payment') };
  const candidates = getList(content, 'candidates');
  const near = getList(content, 'near').flatMap((miss) => getList(miss, 'payments'));
  const more = getNumber(content, 'candidates_more') ?? 0;
  const unavailable = getTexts(content, 'unavailable');
  return [
    getText(payment, 'imp_uid') !== undefined && createPaymentCard(payment),
    createFindings(getList(content, 'findings')),
    candidates.length > 0 &&
      createSection(
        localize(words.candidates),
        createPaymentList(localize(words.candidates), candidates, open),
        more > 0 && create('p', { class: 'hint' }, `${localize(words.more)}: ${showCount(more)}`),
      ),
    near.length > 0 && createSection(localize(words.near), createPaymentList(localize(words.near), near, open)),
    createTimeline(content),
    createNextSteps(getList(content, 'next_steps'), scope),
    unavailable.length > 0 && createNotice('warning', localize(words.incomplete), unavailable.join(', ')),
  ];
}
