import { ruleSets } from '../../src/guard/pg-rules/index.ts';
import type { PgRule } from '../../src/guard/pg-rules/rule.ts';

const kinds: Readonly<Record<PgRule['kind'], string>> = {
  invalid_input: 'refused: argument',
  rejected: 'refused: state',
  advice: 'advice',
};

const escapeCell = (text: string) => text.replaceAll('|', '\\|');
const formatCode = (text: string) => `\`${escapeCell(text)}\``;

const formatRule = ({ id, tools, kind, argument, when, message, source }: PgRule): string =>
  [
    formatCode(id),
    tools.map(formatCode).join(' '),
    escapeCell(when.map(({ description }) => description).join(', and ')),
    kinds[kind] + (argument ? ` ${formatCode(argument)}` : ''),
    escapeCell(message.en),
    escapeCell(source),
  ].join(' | ');

function formatSection(name: string, rules: readonly PgRule[]): string {
  const head = ['Rule', 'Tools', 'When', 'Effect', 'Message', 'Source'];
  const lines = [head.join(' | '), head.map(() => '---').join(' | '), ...rules.map(formatRule)];
  return `## ${name}\n\n${lines.map((line) => `| ${line} |`).join('\n')}`;
}

/** The page of all rules, made anew. */
export function renderPgRulesPage(): string {
  const rules = Object.values(ruleSets).flat();
  const advice = rules.filter(({ kind }) => kind === 'advice').length;
  return `# What PortOne or a PG would refuse

Made by \`npm run accept\` from \`src/guard/pg-rules/\`.

Before a person is asked to agree to a call, these ${rules.length} rules are held against its arguments and against what PortOne says of the payment, key, schedule, receipt or items now. ${rules.length - advice} of them refuse the call and say which argument or state is in the way; nothing is sent. ${advice} are advice: probable, or worth knowing, and shown in the question.

A rule speaks up only when everything in its column "When" is known to hold: a fact that PortOne left out, or a PG that is not listed here, keeps it silent, and PortOne decides.

"Source" names the operation and argument of PortOne's V1 document, or ("facts") a section of notes on PortOne's behaviour that are not part of the repository.

${Object.entries(ruleSets)
  .map(([name, set]) => formatSection(name, set))
  .join('\n\n')}
`;
}

export const pgRulesPath = 'docs/pg-rules.md';
