import { describe, expect, it } from 'vitest';
import { createSalesFile, toCell } from '../../../src/views/summary/sales-file.ts';

describe('The CSV file of a summary', () => {
  const searched = { period: '2026-11-01 ~ 2026-11-30 (Korean time)' };
  const byDay = {
    searched,
    sales: {
      by_day: [{ day: '2026-11-02', paid_count: 3, gross: 201_000, cancel_count: 1, cancelled: 22_700, net: 178_300 }],
    },
  };
  const byPg = {
    searched,
    sales: { by_pg_provider: [{ pg_provider: 'kcp', currency: 'USD', paid_count: 1, gross: 10.5 }] },
  };
  const byProduct = { searched, sales: { by_name: [{ name: '=HYPERLINK("x")', paid_count: 1, gross: 1 }] } };

  it('has each breakdown that was read once, and begins with a byte order mark for Excel', () => {
    const { name, mimeType, text } = createSalesFile([byProduct, byDay, byPg, byDay]);
    expect({ name, mimeType }).toEqual({ name: 'sales-2026-11-01-2026-11-30.csv', mimeType: 'text/csv' });
    expect(text.startsWith('\ufeff')).toBe(true);
    expect(text.slice(1).split('\r\n')).toEqual([
      'Breakdown,Line,Currency,Payments,Sales,Number of refunds,Refunds,Net sales',
      'By day,2026-11-02,KRW,3,201000,1,22700,178300',
      'By PG,NHN KCP,USD,1,10.5,0,0,10.5',
      `By product,"'=HYPERLINK(""x"")",KRW,1,1,0,0,1`,
      '',
    ]);
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+82', "'+82"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    [-5, '-5'],
  ])('writes %j as %j, so that no spreadsheet calculates a text', (value, cell) => {
    expect(toCell(value)).toBe(cell);
  });

  it('is made of a summary without any fields, too', () => {
    expect(createSalesFile([{}]).name).toBe('sales.csv');
  });
});
