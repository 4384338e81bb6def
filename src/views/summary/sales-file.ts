import type { DownloadedFile } from '../host/downloaded-file.ts';
import { type Fields, getFields, getText } from '../page/fields.ts';
import { localize } from '../words/language.ts';
import { breakdowns, getLines, timeBreakdowns } from './breakdowns.ts';
import { salesWords } from './sales-words.ts';

const words = { breakdown: { en: 'Breakdown', ko: '구분' }, line: { en: 'Line', ko: '항목' } };

/** Excel takes a file for UTF-8 only with this at its beginning. */
const BYTE_ORDER_MARK = '\ufeff';

/** All breakdowns of a summary that were read as one CSV file. */
export function createSalesFile(contents: readonly Fields[]): DownloadedFile {
  const { gross, cancelled, net, count, cancelCount, currency } = salesWords;
  const head = [words.breakdown, words.line, currency, count, gross, cancelCount, cancelled, net].map(localize);
  const rows = [...timeBreakdowns, ...breakdowns].flatMap((breakdown) => {
    // The same breakdown was read twice if the summary was compared later.
    const lines = contents.map((content) => getLines(getFields(content, 'sales'), breakdown));
    return (lines.find(({ length }) => length > 0) ?? []).map((line) => [
      // A spreadsheet reads the date as it is in the result.
      ...[localize(breakdown.title), timeBreakdowns.includes(breakdown) ? line.value : line.label, line.currency],
      ...[line.count, line.gross, line.cancelCount, line.cancelled, line.net],
    ]);
  });
  const text = [head, ...rows].map((row) => row.map(toCell).join(',')).join('\r\n');
  const [searched = {}] = contents.map((content) => getFields(content, 'searched'));
  const dates = (getText(searched, 'period') ?? '').match(/\d{4}-\d\d-\d\d/g) ?? [];
  return { name: `${['sales', ...dates].join('-')}.csv`, mimeType: 'text/csv', text: `${BYTE_ORDER_MARK}${text}\r\n` };
}

/** A text that a spreadsheet would calculate stays a text: a product name may begin like a formula. */
export function toCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
