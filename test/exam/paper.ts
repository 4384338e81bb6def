import { formatKst } from '../../src/base/korean-time.ts';
import { EXAM_TIME } from './exam-shop.ts';
import type { Fact, Ticket } from './ticket.ts';

const describeFact = (fact: Fact): string => {
  if (Array.isArray(fact)) return 'list of ids';
  if (typeof fact === 'boolean') return 'true or false';
  return typeof fact === 'number' ? 'number' : 'text; days as 2026-11-18';
};

/** What an examinee reads: the tickets, and the name and kind of each fact of a full answer, without the truth. */
export function formatPaper(exam: readonly { ticket: Ticket; truth: Readonly<Record<string, Fact>> }[]): string {
  return [
    `It is ${formatKst(EXAM_TIME)} in Korea. You work at the support desk of a shop that uses PortOne V1.`,
    'Answer each ticket with the tools, one after the other, and hand in its facts with answer_ticket.',
    'Change only what a ticket asks for.',
    ...exam.map(({ ticket: { id, question }, truth }) => {
      const facts = Object.entries(truth).map(([name, fact]) => `${name} (${describeFact(fact)})`);
      return `\n${id}\n  ${question}\n  facts: ${facts.join(', ')}`;
    }),
  ].join('\n');
}
