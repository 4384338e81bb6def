import type { Localized } from '../base/bilingual.ts';

interface PaymentMethod {
  name: Localized;
  /** Other names, in lower case without spaces and hyphens. */
  aliases?: readonly string[];
  isGiftCard?: true;
}

/**
 * What people call the payment methods, by `pay_method`. Wallets have codes of several PGs: `payment-brands.ts` has their
 * sets. Sources: PortOne guides of the PGs, `pay_method`; console/guide/payments, the filter of payment methods.
 */
export const paymentMethods: Readonly<Record<string, PaymentMethod>> = {
  card: { name: { en: 'card', ko: '신용카드' }, aliases: ['카드', 'creditcard'] },
  trans: {
    name: { en: 'bank transfer', ko: '계좌이체' },
    aliases: ['이체', '실시간계좌이체', 'transfer', 'banktransfer'],
  },
  vbank: { name: { en: 'virtual account', ko: '가상계좌' }, aliases: ['무통장', '무통장입금', 'virtualaccount'] },
  phone: {
    name: { en: 'phone bill', ko: '휴대폰 소액결제' },
    aliases: ['휴대폰', '휴대폰결제', '핸드폰', '핸드폰결제', '소액결제', 'mobile'],
  },
  cvs: { name: { en: 'convenience store', ko: '편의점' }, aliases: ['편의점결제'] },
  cultureland: {
    name: { en: 'Culture Land gift card', ko: '컬쳐랜드 문화상품권' },
    aliases: ['컬쳐랜드', '컬처랜드', '컬쳐랜드상품권', '문화상품권'],
    isGiftCard: true,
  },
  culturegift: { name: { en: 'culture gift card', ko: '문화상품권' }, isGiftCard: true },
  smartculture: {
    name: { en: 'Smart Culture gift card', ko: '스마트문상' },
    aliases: ['스마트문화상품권', '게임문화상품권'],
    isGiftCard: true,
  },
  booknlife: {
    name: { en: 'Book & Life gift card', ko: '도서문화상품권' },
    aliases: ['북앤라이프', '도서상품권'],
    isGiftCard: true,
  },
  happymoney: {
    name: { en: 'Happy Money gift card', ko: '해피머니' },
    aliases: ['해피머니상품권', '해피머니문화상품권'],
    isGiftCard: true,
  },
  point: { name: { en: 'points', ko: '포인트' } },
};

export const giftCardMethods: readonly string[] = Object.keys(paymentMethods).filter(
  (code) => paymentMethods[code]?.isGiftCard,
);
