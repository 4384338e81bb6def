import type { Localized } from '../base/bilingual.ts';

interface PaymentMethod {
  name: Localized;
  /** Other names, in lower case without spaces and hyphens. */
  aliases?: readonly string[];
  /** Can only be refunded in full. Source: PortOne Help Center, refund deadlines by payment method. */
  isGiftCard?: true;
}

/** What people call the payment methods, by `pay_method`. An easy pay has the code of its PG, and its name. */
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
  cultureland: { name: { en: 'gift card', ko: '문화상품권' }, isGiftCard: true },
  culturegift: { name: { en: 'gift card', ko: '문화상품권' }, isGiftCard: true },
  smartculture: { name: { en: 'gift card', ko: '스마트문상' }, isGiftCard: true },
  point: { name: { en: 'points', ko: '포인트' } },
  samsung: { name: { en: 'Samsung Pay', ko: '삼성페이' } },
  applepay: { name: { en: 'Apple Pay', ko: '애플페이' } },
  booknlife: { name: { en: 'gift card', ko: '도서문화상품권' }, isGiftCard: true },
  ssgpay: { name: { en: 'SSG Pay', ko: 'SSG페이' } },
  lpay: { name: { en: 'L.Pay', ko: 'L.PAY' } },
};

export const giftCardMethods: readonly string[] = Object.keys(paymentMethods).filter(
  (code) => paymentMethods[code]?.isGiftCard,
);
