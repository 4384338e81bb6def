import { type Child, create } from '../page/dom.ts';
import { getList, getText } from '../page/fields.ts';
import type { ViewScope } from '../page/start-view.ts';
import { createNextSteps } from '../parts/next-steps.ts';
import { createBadge } from '../parts/notice.ts';
import { createSection } from '../parts/section.ts';
import { chargeStates, showKeyState, showReason, translateAdvice } from '../words/charge-words.ts';
import { localize } from '../words/language.ts';
import { showMoney } from '../words/money.ts';
import { showTime } from '../words/time.ts';
import type { Charge } from './charges.ts';

const words = { title: { en: 'Needs attention', ko: '조치가 필요한 결제' } };

const needsAttention = ({ state, fields }: Charge): boolean =>
  state === 'failed' || state === 'not_run' || (state === 'due' && fields.billing_key === 'missing');

/** The charges that somebody has to do something about, and what. */
export function createAttention(charges: readonly Charge[], scope: ViewScope): HTMLElement | undefined {
  const items = charges.filter(needsAttention).map(createItem);
  const steps = charges.filter(needsAttention).flatMap(({ fields }) => getList(fields, 'next_steps'));
  if (items.length === 0) return undefined;
  return createSection(
    localize(words.title),
    create('ul', { class: 'attention' }, ...items),
    createNextSteps(steps, scope),
  );
}

function createItem({ state, fields, buyer, customer, amount, currency }: Charge): HTMLLIElement {
  const stateWords = chargeStates.find((one) => one.state === state);
  const reason = [showReason(getText(fields, 'reason')), getText(fields, 'fail_reason')].filter(Boolean).join(' · ');
  const advice = translateAdvice(getText(fields, 'todo'));
  const keyState = getText(fields, 'billing_key');
  const about = [buyer, customer, showTime(getText(fields, 'schedule_at'))].filter(Boolean).join(' · ');
  const children: Child[] = [
    create(
      'p',
      { class: 'badges' },
      stateWords && createBadge(stateWords.severity, stateWords.icon, localize(stateWords.label)),
      create('strong', {}, getText(fields, 'name') ?? getText(fields, 'merchant_uid') ?? '–'),
      create('span', { class: 'sum' }, showMoney(amount, currency)),
    ),
    create('p', { class: 'hint' }, about),
    reason !== '' && create('p', {}, reason),
    advice !== undefined && create('p', {}, advice),
    // The advice says the same of a key that is missing or has changed.
    advice === undefined &&
      keyState !== undefined &&
      keyState !== 'stored' &&
      create('p', { class: 'hint' }, showKeyState(keyState)),
  ];
  return create('li', {}, ...children);
}
