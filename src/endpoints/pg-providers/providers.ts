import type { Localized } from '../../base/bilingual.ts';

/** What a PG is called. `pg-facts/` has what it does. */
interface PgProvider {
  /** Its name in the PortOne console. */
  name: Localized;
  /** Former names and brand names, which a search finds too. */
  aliases?: readonly string[];
}

const inicis = { en: 'KG Inicis', ko: 'KG이니시스' };
const kcp = { en: 'NHN KCP', ko: 'NHN KCP' };
const kicc = { name: { en: 'EasyPay (KICC)', ko: '이지페이(KICC)' }, aliases: ['KICC', '이지페이'] } as const;
const mobilians = {
  name: { en: 'KG Financial', ko: 'KG파이낸셜' },
  aliases: ['KG모빌리언스', 'KG Mobilians'],
} as const;
const nice = {
  name: { en: 'NICE Payments', ko: '나이스정보통신' },
  aliases: ['나이스페이먼츠', '나이스페이'],
} as const;
const danal = { name: { en: 'Danal', ko: '다날' } } as const;
const hecto = { name: { en: 'Hecto Financial', ko: '헥토파이낸셜' }, aliases: ['세틀뱅크'] } as const;
const smartro = { name: { en: 'Smartro', ko: '스마트로' } } as const;
const paypal = { name: { en: 'PayPal', ko: '페이팔' } } as const;
const tossPay = { name: { en: 'Toss Pay', ko: '토스페이' } } as const;
const tossPayments = { name: { en: 'Toss Payments', ko: '토스페이먼츠' } } as const;

/**
 * The PGs of PortOne V1 by code, `pg_provider`. Some PGs have an old and a new code. Sources: PortOne guides,
 * support/code-info/pg and pg-2, and the guides of the PGs.
 */
const providers = {
  bluewalnut: { name: { en: 'Blue Walnut', ko: '블루월넛' } },
  chai: { name: { en: 'Chai', ko: '차이' } },
  danal,
  danal_tpay: danal,
  daou: { name: { en: 'Kiwoom Pay', ko: '키움페이' }, aliases: ['다우데이타', '다우', '페이조아'] },
  eximbay: { name: { en: 'Eximbay', ko: '엑심베이' } },
  galaxia: { name: { en: 'Galaxia Moneytree', ko: '갤럭시아머니트리' }, aliases: ['갤럭시아', 'Galaxia'] },
  html5_inicis: { name: inicis },
  inicis: { name: inicis },
  inicis_jp: { name: { en: 'KG Inicis Japan', ko: 'KG이니시스 일본결제' } },
  inicis_unified: { name: inicis },
  kakaopay: { name: { en: 'Kakao Pay', ko: '카카오페이' } },
  kcp: { name: kcp },
  kcp_billing: { name: kcp },
  kcp_quick: { name: { en: 'KCP Quick Pay', ko: 'KCP 퀵페이' } },
  kcp_v2: { name: kcp },
  kicc,
  kicc_v2: kicc,
  ksnet: { name: { en: 'KSNET', ko: 'KSNET' } },
  mobilians,
  mobilians_v2: mobilians,
  naverco: { name: { en: 'Naver Pay order type', ko: '네이버페이 주문형' } },
  naverpay: { name: { en: 'Naver Pay', ko: '네이버페이' } },
  nice,
  nice_v2: nice,
  payco: { name: { en: 'PAYCO', ko: '페이코' } },
  payletter_global: { name: { en: 'Payletter Global', ko: '페이레터' } },
  paymentwall: { name: { en: 'Paymentwall', ko: '페이먼트월' } },
  paypal,
  paypal_v2: paypal,
  settle: hecto,
  settle_acc: {
    name: { en: 'Hecto Financial account payment', ko: '헥토파이낸셜 내통장결제' },
    aliases: ['내통장결제', '세틀뱅크'],
  },
  settle_firm: hecto,
  smartro,
  smartro_v2: smartro,
  smilepay: { name: { en: 'Smile Pay', ko: '스마일페이' } },
  toss_brandpay: { name: { en: 'Toss BrandPay', ko: '토스 브랜드페이' }, aliases: ['브랜드페이'] },
  tosspay: tossPay,
  tosspay_v2: tossPay,
  tosspayments: tossPayments,
  uplus: tossPayments,
  welcome: { name: { en: 'Welcome Payments', ko: '웰컴페이먼츠' } },
} as const satisfies Record<string, PgProvider>;

export type Pg = keyof typeof providers;

export const pgProviders: Readonly<Record<Pg, PgProvider>> = providers;
