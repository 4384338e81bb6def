import type { Language } from '../../../base/bilingual.ts';
import { Refused } from '../../../base/refusal.ts';
import type { Fact, QuestionTable, QuestionView } from './question.ts';

/** Nobody reads a longer question, and some hosts cut it off. */
const MAX_QUESTION_LENGTH = 20_000;

const sandboxNotice = {
  en: '(Sandbox: sample data, no real money.)',
  ko: '(샌드박스: 샘플 데이터이며 실제 결제가 아닙니다.)',
};

/**
 * A question as the text of a form. The lines that decide come first and without a gap, because some hosts show only the
 * first few. Throws Refused if it is too long to show.
 */
export function renderQuestion(view: QuestionView, lang: Language): string {
  const { lead, amount, account = [], alerts = [], advice, changes = [], summary = [], table, facts, sandbox } = view;
  const lines = [
    ...lead,
    ...alerts.filter((text) => !lead[2].includes(text)).map((text) => `⚠ ${text}`),
    ...advice.map((text) => `※ ${text}`),
    ...(amount ? [`${amount.label}: ${amount.text}`] : []),
    ...account.map(([label, value]) => `${label}: ${value}`),
    ...changes.map(({ label, before, after }) => `${label}: ${before} → ${after}`),
    ...facts.map(([label, value]) => `${label}: ${value}`),
    ...(table ? renderTable(table, summary) : summary.map(([label, value]) => `${label}: ${value}`)),
    ...(sandbox ? [sandboxNotice[lang]] : []),
  ];
  const message = lines.join('\n');
  if (message.length > MAX_QUESTION_LENGTH)
    throw new Refused(
      'invalid_input',
      'This request is too long to show in one question. Nothing was sent.',
      'Split it into several calls.',
    );
  return message;
}

function renderTable({ title, columns, rows }: QuestionTable, summary: readonly Fact[]): string[] {
  return [
    [title, ...summary.map(([label, value]) => `${label}: ${value}`)].join(' · '),
    `(${columns.map(({ label }) => label).join(' · ')})`,
    ...rows.map((cells, index) => `${index + 1}. ${cells.join(' · ')}`),
  ];
}
