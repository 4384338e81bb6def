import type { ClassifiedText, Occasion } from './texts.ts';

/** A table of PGs with the share of texts that are not recognized, and a list of the reasons of those a shop meets. */
export function formatReport(texts: readonly ClassifiedText[]): string {
  const pgs = [...new Set(texts.map(({ pg }) => pg))];
  const rows = [...pgs, 'all'].map((pg) => {
    const part = pg === 'all' ? texts : texts.filter((one) => one.pg === pg);
    return [
      pg.padEnd(15),
      formatShare(part),
      formatShare(pick(part, ['charge', 'refund'])),
      formatShare(pick(part, ['charge'])),
      formatShare(pick(part, ['refund'])),
    ].join(' | ');
  });
  const head = ['other of …', 'all texts', 'met by a shop', 'charge refused', 'refund refused'];
  return [
    [head[0]?.padEnd(15), ...head.slice(1).map((one) => one.padEnd(19))].join(' | '),
    ...rows,
    '',
    'Reasons of the texts that a shop meets:',
    ...countReasons(pick(texts, ['charge', 'refund'])).map(
      ([reason, count]) => `${String(count).padStart(6)} ${reason}`,
    ),
  ].join('\n');
}

const pick = (texts: readonly ClassifiedText[], occasions: readonly Occasion[]): ClassifiedText[] =>
  texts.filter(({ occasion }) => occasions.includes(occasion));

function formatShare(texts: readonly ClassifiedText[]): string {
  const others = texts.filter(({ reason }) => reason === 'other').length;
  const share = texts.length === 0 ? '-' : `${((100 * others) / texts.length).toFixed(1)} %`;
  return `${`${others}/${texts.length}`.padEnd(11)} ${share.padStart(7)}`;
}

function countReasons(texts: readonly ClassifiedText[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { reason } of texts) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}
