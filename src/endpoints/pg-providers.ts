/** The PGs of PortOne V1 by `pg_provider`, with the names that people know them by. */
const PG_NAMES = {
  chai: ['Chai', '차이'],
  danal: ['Danal', '다날'],
  danal_tpay: ['Danal', '다날'],
  daou: ['Kiwoom Pay', '키움페이'],
  eximbay: ['Eximbay', '엑심베이'],
  galaxia: ['Galaxia', '갤럭시아'],
  html5_inicis: ['KG Inicis', 'KG이니시스'],
  inicis: ['KG Inicis', 'KG이니시스'],
  inicis_unified: ['KG Inicis', 'KG이니시스'],
  kakaopay: ['Kakao Pay', '카카오페이'],
  kcp: ['NHN KCP', 'NHN KCP'],
  kcp_billing: ['NHN KCP', 'NHN KCP'],
  kcp_quick: ['KCP Quick Pay', 'KCP 퀵페이'],
  kcp_v2: ['NHN KCP', 'NHN KCP'],
  kicc: ['KICC', 'KICC'],
  ksnet: ['KSNET', 'KSNET'],
  mobilians: ['KG Mobilians', 'KG모빌리언스'],
  naverco: ['Naver Pay order type', '네이버페이 주문형'],
  naverpay: ['Naver Pay', '네이버페이'],
  nice: ['NICE Payments', '나이스페이먼츠'],
  nice_v2: ['NICE Payments', '나이스페이먼츠'],
  payco: ['PAYCO', '페이코'],
  paymentwall: ['Paymentwall', '페이먼트월'],
  paypal: ['PayPal', '페이팔'],
  paypal_v2: ['PayPal', '페이팔'],
  settle: ['Hecto Financial', '헥토파이낸셜'],
  settle_acc: ['Hecto Financial', '헥토파이낸셜'],
  settle_firm: ['Hecto Financial', '헥토파이낸셜'],
  smartro: ['Smartro', '스마트로'],
  smartro_v2: ['Smartro', '스마트로'],
  smilepay: ['Smile Pay', '스마일페이'],
  tosspay: ['Toss Pay', '토스페이'],
  tosspay_v2: ['Toss Pay', '토스페이'],
  tosspayments: ['Toss Payments', '토스페이먼츠'],
  uplus: ['Toss Payments', '토스페이먼츠'],
  welcome: ['Welcome Payments', '웰컴페이먼츠'],
} as const satisfies Record<string, readonly [en: string, ko: string]>;

export type Pg = keyof typeof PG_NAMES;

/** Codes of PGs that these rules have never heard of are judged by none of them: PortOne adds PGs on ordinary days. */
export const isKnownPg = (code: string): code is Pg => code in PG_NAMES;

export const knownPgs: readonly string[] = Object.keys(PG_NAMES);

/** What people call a PG, in English and Korean. */
export const getPgNames = (code: string): readonly string[] => (isKnownPg(code) ? PG_NAMES[code] : []);

/** `KSNET (ksnet)`: the name for people, the code for those who look at the data. */
export function formatPgList(pgs: readonly Pg[], language: 'en' | 'ko'): string {
  const labels = pgs.map((pg) => `${PG_NAMES[pg][language === 'en' ? 0 : 1]} (${pg})`);
  const last = labels.pop() ?? '';
  if (labels.length === 0) return last;
  return language === 'en' ? `${labels.join(', ')} or ${last}` : `${labels.join(', ')}, ${last}`;
}
