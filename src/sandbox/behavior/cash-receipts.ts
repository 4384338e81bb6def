import { type HandlerResult, respondError } from '../envelope.ts';

/** PGs that issue cash receipts for payments made through PortOne. */
export const issuingPgs: readonly string[] = [
  'html5_inicis',
  'kcp',
  'nice',
  'kicc',
  'settle',
  'daou',
  'tosspayments',
  'ksnet',
  'smartro',
  'smartro_v2',
  'nice_v2',
  'welcome',
];

const excludePgs = (pgs: readonly string[], ...excluded: string[]) => pgs.filter((pg) => !excluded.includes(pg));

export const revokingPgs = excludePgs(issuingPgs, 'kicc', 'smartro');
/** PGs that issue cash receipts for sales made outside PortOne. */
export const externalIssuingPgs = excludePgs(issuingPgs, 'daou');
export const externalRevokingPgs = excludePgs(issuingPgs, 'daou', 'kicc', 'smartro');

export const respondUnsupportedPg = (): HandlerResult => respondError(501, '현재 지원되지 않는 PG사입니다.');

/** Fields that are optional for PortOne but required by a PG. */
const pgRequiredFields: Readonly<Record<string, Readonly<Record<'payment' | 'external', readonly string[]>>>> = {
  kicc: { payment: ['identifier_type'], external: ['identifier_type'] },
  settle: { payment: ['identifier_type'], external: ['identifier_type'] },
  daou: { payment: ['company_tel', 'company_name', 'corp_reg_no'], external: [] },
  ksnet: { payment: ['product_type', 'buyer_name'], external: ['product_type', 'buyer_name'] },
  smartro_v2: { payment: ['buyer_name', 'buyer_tel'], external: ['buyer_name', 'buyer_tel'] },
  welcome: { payment: ['corp_reg_no', 'buyer_tel'], external: ['corp_reg_no', 'buyer_tel', 'pay_method'] },
};

export function checkReceiptFields(
  provider: string,
  args: object,
  saleKind: 'payment' | 'external',
): HandlerResult | undefined {
  const given = new Map(Object.entries(args));
  const missing = pgRequiredFields[provider]?.[saleKind].find((field) => given.get(field) === undefined);
  return missing === undefined ? undefined : respondError(400, `필수 파라메터가 누락되었습니다. (${missing})`);
}

/** Returns the VAT included in an amount: one eleventh of the taxable part, rounded down (KRW). */
export const computeVat = (amount: number, taxFree = 0): number => Math.floor((amount - taxFree) / 11);
