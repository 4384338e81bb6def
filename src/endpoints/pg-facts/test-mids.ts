/**
 * Shop IDs that PGs publish for tests. PortOne did not say of old payments whether they were live or test.
 * Source: payments of 2017 to 2025 in public fixtures.
 */
const testMids: readonly string[] = [
  'INIpayTest',
  'INIBillTst',
  'TC0ONETIME',
  'TCSUBSCRIP',
  'nictest04m',
  'tlgdacomxpay',
  'welcometst',
];

/** Whether a shop ID, `pg_id`, is one that a PG publishes for tests. */
export const isTestMid = (mid: string | null | undefined): boolean => testMids.includes(mid ?? '');
