import { create } from '../page/dom.ts';
import { type Fields, getText } from '../page/fields.ts';
import { createSection } from '../parts/section.ts';
import { showKeyState } from '../words/charge-words.ts';
import { localize } from '../words/language.ts';
import { showPg } from '../words/payment-words.ts';
import { showTime } from '../words/time.ts';

const words = { title: { en: 'Stored cards', ko: '등록된 카드' } };

/** The cards of one customer. */
export function createCards(cards: readonly Fields[]): HTMLElement | undefined {
  if (cards.length === 0) return undefined;
  return createSection(localize(words.title), create('ul', { class: 'attention' }, ...cards.map(createCard)));
}

function createCard(card: Fields): HTMLLIElement {
  const name = [getText(card, 'card_name'), getText(card, 'card_number')].filter(Boolean).join(' ');
  const time = getText(card, 'replaced_at') ?? getText(card, 'stored_at');
  const about = [getText(card, 'customer_uid'), showPg(getText(card, 'pg_provider')), time && showTime(time)];
  return create(
    'li',
    {},
    create('strong', {}, [showKeyState(getText(card, 'billing_key')), name].filter(Boolean).join(' · ')),
    create('p', { class: 'hint' }, about.filter(Boolean).join(' · ')),
  );
}
