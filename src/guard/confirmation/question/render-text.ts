import type { Language } from '../../../base/bilingual.ts';
import { withParticle } from '../../../base/korean.ts';
import { Refused } from '../../../base/refusal.ts';
import type { QuestionView } from './question.ts';

/** Nobody reads a longer question, and some clients truncate it. */
const MAX_QUESTION_LENGTH = 20_000;

const sandboxNotice = {
  en: '(Sandbox: sample data, no real money.)',
  ko: '(샌드박스: 샘플 데이터, 실제 결제가 아닙니다.)',
};

/** Renders a question as the text of a form. Throws Refused if it is too long. */
export function renderQuestion(
  { title, amount, facts, warning, advice, sandbox }: QuestionView,
  lang: Language,
): string {
  const lines = [
    lang === 'ko' ? `${withParticle(title, '을/를')} 진행할까요?` : `${title}?`,
    '',
    ...(amount ? [`${amount.label}: ${amount.text}`] : []),
    ...facts.map(([label, value]) => `${label}: ${value}`),
    '',
    ...advice.map((text) => `※ ${text}`),
    warning,
    ...(sandbox ? [sandboxNotice[lang]] : []),
  ];
  const message = lines.join('\n');
  if (message.length > MAX_QUESTION_LENGTH)
    throw new Refused(
      'invalid_input',
      'The call has too many details for a person to review in one question. Nothing was sent.',
      'Split it into several calls.',
    );
  return message;
}
