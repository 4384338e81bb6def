import { type Answer, failed } from '../envelope.ts';

/** PGs that issue cash receipts of PortOne's payments. */
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

const without = (pgs: readonly string[], ...gone: string[]) => pgs.filter((pg) => !gone.includes(pg));

export const revokingPgs = without(issuingPgs, 'kicc', 'smartro');
/** Of sales made outside PortOne. */
export const externalIssuingPgs = without(issuingPgs, 'daou');
export const externalRevokingPgs = without(issuingPgs, 'daou', 'kicc', 'smartro');

export const unsupportedPg = (): Answer => failed(501, '현재 지원되지 않는 PG사입니다.');

/** Fields that are optional to PortOne and mandatory to a PG. */
const wanted: Readonly<Record<string, Readonly<Record<'payment' | 'external', readonly string[]>>>> = {
  kicc: { payment: ['identifier_type'], external: ['identifier_type'] },
  settle: { payment: ['identifier_type'], external: ['identifier_type'] },
  daou: { payment: ['company_tel', 'company_name', 'corp_reg_no'], external: [] },
  ksnet: { payment: ['product_type', 'buyer_name'], external: ['product_type', 'buyer_name'] },
  smartro_v2: { payment: ['buyer_name', 'buyer_tel'], external: ['buyer_name', 'buyer_tel'] },
  welcome: { payment: ['corp_reg_no', 'buyer_tel'], external: ['corp_reg_no', 'buyer_tel', 'pay_method'] },
};

export function missingField(provider: string, args: object, of: 'payment' | 'external'): Answer | undefined {
  const given = new Map(Object.entries(args));
  const missing = wanted[provider]?.[of].find((field) => given.get(field) === undefined);
  return missing === undefined ? undefined : failed(400, `필수 파라메터가 누락되었습니다. (${missing})`);
}

/** The tax inside an amount: an eleventh of what is not tax free. */
export const taxOf = (amount: number, taxFree = 0): number => Math.floor((amount - taxFree) / 11);
