import type { Lang, QuestionView } from '../../../base/bilingual.ts';
import { Refused } from '../../../base/refusal.ts';

/** Longer than this nobody reads, and some hosts cut it off. */
const LONGEST_QUESTION = 20_000;

const pretence = { en: '(Sandbox: sample data, no real money.)', ko: '(샌드박스: 샘플 데이터, 실제 결제가 아닙니다.)' };

/** A question as the text of a form. Throws Refused when it is more than a person can be shown. */
export function messageOf({ title, amount, facts, warning, advice, sandbox }: QuestionView, lang: Lang): string {
  const lines = [
    lang === 'ko' ? `${title}, 진행할까요?` : `${title}?`,
    '',
    ...(amount ? [`${amount.label}: ${amount.text}`] : []),
    ...facts.map(([label, value]) => `${label}: ${value}`),
    '',
    ...advice.map((text) => `※ ${text}`),
    warning,
    ...(sandbox ? [pretence[lang]] : []),
  ];
  const message = lines.join('\n');
  if (message.length > LONGEST_QUESTION)
    throw new Refused(
      'invalid_input',
      'This is more than a person can be shown in one question. Nothing was sent.',
      'Split it into several calls.',
    );
  return message;
}

/** Whether what a person typed is the amount; currency signs, commas and spaces do not matter. */
export function typedRight(typed: unknown, amount: number): boolean {
  if (typeof typed === 'number') return typed === amount;
  if (typeof typed !== 'string') return false;
  const digits = typed.normalize('NFKC').replace(/[₩￦원,\s]|[A-Z]{3}/g, '');
  return /^\d+(\.\d+)?$/.test(digits) && Number(digits) === amount;
}
