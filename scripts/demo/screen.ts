/** Labels the demo's lines: the first line of a text has its speaker, empty lines have no label. */
const speakers = { person: '사람', tool: '도구', answer: '답변', question: '질문' } as const;
export type Speaker = keyof typeof speakers;

const INDENT = 8;

/** The labels in English. */
export const legend = [
  `${speakers.person} the person   ${speakers.tool} what the model calls   ${speakers.answer} what comes back`,
  `${speakers.question} what the person must confirm before money moves (in English with --lang en)`,
];

export function formatSpeech(by: Speaker, lines: readonly string[], style = (label: string) => label): string[] {
  return lines.map((line, at) => {
    if (line === '') return '';
    return at === 0 ? `${style(speakers[by])}${' '.repeat(INDENT - measureWidth(speakers[by]))}${line}` : indent(line);
  });
}

const indent = (line: string) => ' '.repeat(INDENT) + line;

/** Korean characters are two columns wide in a terminal. */
const measureWidth = (text: string) => [...text].length + (text.match(/\p{Script=Hangul}/gu)?.length ?? 0);

/** Rows with aligned columns. */
export function formatTable(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => measureWidth(row[at] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - measureWidth(cell)))
      .join('  ')
      .trimEnd(),
  );
}

/** The first rows of a list, and the row that the demo continues with. */
export const selectFirstRows = <T>(rows: readonly T[], chosen: T, maxRows = 5): T[] =>
  rows.indexOf(chosen) < maxRows ? rows.slice(0, maxRows) : [...rows.slice(0, maxRows - 1), chosen];
