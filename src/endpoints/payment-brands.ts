import type { Localized } from '../base/bilingual.ts';
import { pgGuide, type Witnesses } from './pg-facts/witness.ts';
import type { Pg } from './pg-providers/index.ts';

/** A wallet (간편결제). Each PG that offers it has a code of its own for it, and the wallet itself may be the PG. */
interface PaymentBrand {
  name: Localized;
  /** Other names, in lower case without spaces and hyphens. */
  aliases?: readonly string[];
  /** Its values of `pay_method`. */
  methods: readonly string[];
  /** Its own codes of `pg_provider`. */
  pgs?: readonly Pg[];
  witnesses: Witnesses;
}

export const paymentBrands: readonly PaymentBrand[] = [
  {
    name: { en: 'Kakao Pay', ko: '카카오페이' },
    methods: ['kakaopay'],
    pgs: ['kakaopay'],
    // Kakao Pay as the PG ignores the requested method and records card or point.
    witnesses: [pgGuide('kakaopay'), pgGuide('nhn-kcp/readme')],
  },
  {
    name: { en: 'Naver Pay', ko: '네이버페이' },
    methods: ['naverpay', 'naverpay_card', 'naverpay_point', 'naverpay_bridge'],
    pgs: ['naverpay', 'naverco'],
    witnesses: [pgGuide('nice-v2/payment-caution'), pgGuide('nhn-kcp/readme')],
  },
  {
    name: { en: 'Toss Pay', ko: '토스페이' },
    methods: ['tosspay', 'tosspay_card', 'tosspay_money'],
    pgs: ['tosspay', 'tosspay_v2'],
    witnesses: [pgGuide('tosspay-v2/readme')],
  },
  { name: { en: 'PAYCO', ko: '페이코' }, methods: ['payco'], pgs: ['payco'], witnesses: [pgGuide('payco')] },
  {
    name: { en: 'Samsung Pay', ko: '삼성페이' },
    methods: ['samsung', 'samsungpay'],
    witnesses: [pgGuide('nhn-kcp/readme'), pgGuide('galaxia')],
  },
  { name: { en: 'Apple Pay', ko: '애플페이' }, methods: ['applepay'], witnesses: [pgGuide('nhn-kcp/readme')] },
  {
    name: { en: 'SSG Pay', ko: 'SSG페이' },
    aliases: ['쓱페이', '에스에스지페이'],
    methods: ['ssgpay', 'ssgpay_bank'],
    witnesses: [pgGuide('nhn-kcp/readme'), pgGuide('nice-v2/payment-caution')],
  },
  {
    name: { en: 'L.Pay', ko: 'L페이' },
    aliases: ['l.pay', 'lpay', '엘페이', '롯데페이'],
    methods: ['lpay'],
    witnesses: [pgGuide('nhn-kcp/readme')],
  },
  {
    name: { en: 'PayPal', ko: '페이팔' },
    methods: ['paypal'],
    pgs: ['paypal', 'paypal_v2'],
    witnesses: [pgGuide('paypal')],
  },
  {
    name: { en: 'Alipay', ko: '알리페이' },
    aliases: ['alipayplus', '알리페이플러스'],
    methods: ['alipay', 'alipay_plus'],
    witnesses: [pgGuide('kicc-v2'), pgGuide('eximbay')],
  },
  {
    name: { en: 'WeChat Pay', ko: '위챗페이' },
    aliases: ['wechat', '위챗'],
    methods: ['wechat', 'wechatpay'],
    witnesses: [pgGuide('kicc-v2'), pgGuide('eximbay')],
  },
  {
    name: { en: 'Toss BrandPay', ko: '브랜드페이' },
    aliases: ['토스브랜드페이'],
    methods: ['toss_brandpay'],
    pgs: ['toss_brandpay'],
    witnesses: [pgGuide('toss-brandpay/readme')],
  },
  {
    name: { en: 'Smile Pay', ko: '스마일페이' },
    methods: ['smilepay'],
    pgs: ['smilepay'],
    witnesses: [pgGuide('smilepay')],
  },
];

interface BrandTraits {
  pg_provider?: string | null | undefined;
  emb_pg_provider?: string | null | undefined;
  pay_method?: string | null | undefined;
}

/** Whether a payment was made with a wallet, as its method, its PG, or inside the window of another PG. */
export const hasBrand = (
  { methods, pgs = [] }: Pick<PaymentBrand, 'methods' | 'pgs'>,
  { pg_provider, emb_pg_provider, pay_method }: BrandTraits,
): boolean => {
  const codes: readonly (string | null | undefined)[] = [...methods, ...pgs];
  const ownPgs: readonly (string | null | undefined)[] = pgs;
  return codes.includes(pay_method) || ownPgs.includes(pg_provider) || codes.includes(emb_pg_provider);
};

export const isEasyPay = (payment: BrandTraits): boolean => paymentBrands.some((brand) => hasBrand(brand, payment));

/** The wallet that a value of `pay_method` stands for. */
export const findBrandByMethod = (code: string): PaymentBrand | undefined =>
  paymentBrands.find(({ methods }) => methods.includes(code));
