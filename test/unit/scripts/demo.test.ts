import { describe, expect, it } from 'vitest';
import { isPartlyRefundable } from '../../../scripts/demo/choice.ts';
import { formatSpeech, formatTable, selectFirstRows } from '../../../scripts/demo/screen.ts';
import { createWorld } from '../../../src/sandbox/seed/index.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;
/** Start times from the first minute of a Korean day, also across the end of a year: the samples follow the clock. */
const first = Date.parse('2026-12-29T00:01:00+09:00') / 1000;
const starts = Array.from({ length: 24 }, (_, index) => first + index * 7 * HOUR);

// The demo runs on the machine's clock, so it must work at any hour.
describe.each(starts)('the demo started at %d', (startedAt) => {
  const { world } = createWorld({ seed: 1, startedAt });
  const payments = [...world.payments.values()];

  it('the demo finds failed payments of yesterday', () => {
    const today = startedAt - ((startedAt + 9 * HOUR) % DAY);
    const failed = payments.filter(({ record }) => record.status === 'failed' && !record.sandbox);
    const yesterday = failed.filter(({ record }) => Math.floor(((record.failed_at ?? 0) - today) / DAY) === -1);
    expect(yesterday.length).toBeGreaterThan(0);
  });

  it('the demo chooses no payment whose PG rejects a partial refund', () => {
    const lastWeek = payments.filter(
      ({ record }) => record.status === 'paid' && (record.paid_at ?? 0) >= startedAt - 6 * DAY,
    );
    const chosen = lastWeek.filter(({ record }) => isPartlyRefundable(record));
    expect(chosen.length).toBeGreaterThan(0);
    expect(chosen.filter(({ behavior }) => behavior !== undefined)).toEqual([]);
  });
});

describe('the screen of the demo', () => {
  it('the speaker is named once, and empty lines stay empty', () => {
    expect(formatSpeech('question', ['Refund?', '', 'Amount: ₩1'])).toEqual([
      '질문    Refund?',
      '',
      '        Amount: ₩1',
    ]);
  });

  it('columns are aligned, with a width of two for a Korean letter', () => {
    const rows = [
      ['₩1', '김○우', 'tea'],
      ['1,000', 'Kim', ''],
    ];
    expect(formatTable(rows)).toEqual(['₩1     김○우  tea', '1,000  Kim']);
  });

  it('the first rows include the selected row, wherever it is in the list', () => {
    const rows = [1, 2, 3, 4, 5, 6, 7];
    expect(selectFirstRows(rows, 2)).toEqual([1, 2, 3, 4, 5]);
    expect(selectFirstRows(rows, 7)).toEqual([1, 2, 3, 4, 7]);
  });
});
