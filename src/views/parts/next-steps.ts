import { createButton } from '../page/controls.ts';
import { create } from '../page/dom.ts';
import { type Fields, getText } from '../page/fields.ts';
import type { ViewScope } from '../page/start-view.ts';
import { getLanguage, localize } from '../words/language.ts';
import { writeStep } from '../words/step-sentences.ts';
import { createIcon } from './icon.ts';
import { createSection } from './section.ts';

const words = {
  title: { en: 'What to do next', ko: '다음 할 일' },
  hint: {
    en: 'A button writes its sentence into the chat. Nothing is changed before you confirm it.',
    ko: '버튼을 누르면 이 문장이 대화에 입력됩니다. 확인하기 전에는 아무것도 변경되지 않습니다.',
  },
  sent: { en: 'Written into the chat.', ko: '대화에 입력했습니다.' },
  refused: {
    en: 'The app did not take the message. Write it yourself: ',
    ko: '앱에 메시지를 입력하지 못했습니다. 직접 입력해 주세요: ',
  },
};

/** Writes a message into the chat, and says whether it worked. */
export async function writeMessage(text: string, { host, announce }: ViewScope): Promise<void> {
  const isSent = await host.sendMessage(text);
  announce(isSent ? localize(words.sent) : `${localize(words.refused)}${text}`);
}

/** The suggested calls as sentences. A press writes the sentence on the button, word for word, and calls nothing. */
export function createNextSteps(steps: readonly Fields[], scope: ViewScope): HTMLElement | undefined {
  const items = steps.flatMap((step) => {
    const text = writeStep(step);
    if (text === undefined) return [];
    // The server writes its reasons in English.
    const why = getLanguage() === 'en' ? getText(step, 'why') : undefined;
    const button = createButton(
      `step-${text}`,
      () => writeMessage(text, scope),
      { class: 'step' },
      create('span', {}, text),
      createIcon('send'),
    );
    return [create('li', {}, button, why && create('p', { class: 'why' }, why))];
  });
  if (items.length === 0) return undefined;
  return createSection(
    localize(words.title),
    create('ul', { class: 'steps' }, ...items),
    create('p', { class: 'hint' }, localize(words.hint)),
  );
}
