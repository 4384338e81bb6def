import { findBankByName } from '../bank-names.ts';
import { banks } from '../banks.ts';
import type { Pg } from '../pg-providers/index.ts';
import { guide, refundDocument } from './witness.ts';

interface RefundBanks {
  pgs: readonly Pg[];
  /** The PG's codes of the banks that it refunds to, by standard code; undefined if it takes the standard codes of all. */
  codes?: Readonly<Record<string, string>>;
  /** The PG's codes of banks that were merged into another, by the standard code of that one. */
  formerCodes?: Readonly<Record<string, string>>;
  /** The PG numbers the banks in its own way: its two digits are not those of the standard. */
  hasOwnNumbers?: true;
}

const toCodes = (standardCodes: string, toPgCode: (code: string) => string = (code) => code) =>
  Object.fromEntries(standardCodes.split(' ').map((code) => [code, toPgCode(code)]));

const KCP_BANKS = '004 023 039 034 003 011 031 032 002 045 007 088 048 081 020 071 037 012 090 089 027 092';

/** How each PG writes the bank of a refund account, and the banks that it takes. */
const refundBanks: readonly RefundBanks[] = [
  { pgs: ['kcp', 'kcp_v2'], codes: toCodes(KCP_BANKS, (code) => `BK${code.slice(1)}`) },
  { pgs: ['html5_inicis', 'inicis', 'inicis_unified'], codes: toCodes(KCP_BANKS, (code) => code.slice(1)) },
  {
    pgs: ['daou'],
    hasOwnNumbers: true,
    // Korea Exchange Bank (외환은행), now Hana Bank.
    formerCodes: { '05': '081' },
    codes: {
      '003': '03',
      '004': '04',
      '011': '08',
      '020': '09',
      '023': '11',
      '032': '15',
      '071': '31',
      '081': '12',
      '088': '10',
    },
  },
  { pgs: ['nice_v2'], codes: toCodes('004 023 034 003 011 031 032 088 081 020 071 089') },
  { pgs: ['welcome'], codes: toCodes('004 034 039 003 031 032 007 088 081 020 037 089') },
  { pgs: ['tosspayments', 'uplus', 'danal', 'danal_tpay', 'nice', 'kicc', 'smartro', 'smartro_v2', 'settle'] },
];

export const refundBankWitnesses = [refundDocument('refund_bank'), guide('support/code-info/pg-1')] as const;

type PgCode = string | null | undefined;
const findRefundBanks = (pg: PgCode) => refundBanks.find(({ pgs }) => pgs.some((code) => code === pg));

const isStandardCode = (code: string) => banks.some((bank) => bank.code === code);
const toStandardCode = (digits: string) => (isStandardCode(`0${digits}`) ? `0${digits}` : undefined);

/**
 * Reads the bank of a refund account, given by name, by standard code or as the PG writes it. Returns its standard code;
 * undefined if no bank is known by that.
 */
export function readRefundBank(typed: string, pg: PgCode): string | undefined {
  const text = typed.normalize('NFKC').trim().toUpperCase();
  const known = findRefundBanks(pg);
  const own = Object.entries(known?.codes ?? {}).find(([, code]) => code === text)?.[0];
  if (own !== undefined) return own;
  const former = known?.formerCodes?.[text];
  if (former !== undefined) return former;
  if (isStandardCode(text)) return text;
  const [, digits] = /^(?:BK)?(\d{2})$/.exec(text) ?? [];
  if (digits === undefined) return findBankByName(typed);
  // Two digits alone mean nothing certain at a PG with numbers of its own, or of which nothing is known.
  return text.startsWith('BK') || (known && !known.hasOwnNumbers) ? toStandardCode(digits) : undefined;
}

/** Returns the PG's code of a bank; undefined if the PG does not refund to it. */
export function getRefundBankCode(standardCode: string, pg: PgCode): string | undefined {
  const codes = findRefundBanks(pg)?.codes;
  return codes === undefined ? standardCode : codes[standardCode];
}

/** Whether a text cannot be the code of a bank at this PG; codes of PGs of which nothing is known are left to them. */
export const isUnknownRefundBank = (typed: string, pg: PgCode): boolean =>
  readRefundBank(typed, pg) === undefined && (findRefundBanks(pg) !== undefined || !/^\w{2,4}$/.test(typed.trim()));

/** Whether a code is written as the PG wants it; where a PG has no list of its own, a guide shows two digits taken too. */
export function isRefundBankCode(code: string, pg: PgCode): boolean {
  const codes = findRefundBanks(pg)?.codes;
  return codes === undefined || Object.values(codes).includes(code);
}
