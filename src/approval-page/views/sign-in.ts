import type { Language } from '../../base/bilingual.ts';
import type { PinCheck } from '../pin.ts';
import { PIN_FIELD, renderInput } from './form-input.ts';
import { html } from './html.ts';
import { type HtmlPage, renderLayout } from './layout.ts';
import { listMessages } from './list-messages.ts';
import { listStyle } from './list-style.ts';

export type SignInProblem = Exclude<PinCheck, { result: 'right' }>;

interface SignInView {
  lang: Language;
  path: string;
  problem?: SignInProblem;
}

/** Renders the page that asks for a PIN before it shows the list. */
export function renderSignIn({ lang, path, problem }: SignInView): HtmlPage {
  const t = listMessages[lang];
  const error = problem && (problem.result === 'wrong' ? t.formatWrongPin(problem.attemptsLeft) : t.locked);
  const field = {
    ...{ name: PIN_FIELD, label: t.pin, hint: t.pinHint },
    ...{ required: true, keyboard: 'text' as const, concealed: true },
  };
  return renderLayout(
    {
      ...{ lang, title: t.signInTitle, kind: 'question', ownStyle: listStyle },
      switchUrl: `${path}?lang=${lang === 'ko' ? 'en' : 'ko'}`,
    },
    html`<form method="post" action="${path}?lang=${lang}" autocomplete="off">
<div class="inner">
<div class="head"><h1>${t.signInTitle}</h1><p>${t.signInText}</p></div>
${renderInput(field, error, lang, true)}
<button class="approve">${t.signIn}</button>
</div>
</form>`,
  );
}
