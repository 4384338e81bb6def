import type { Localized } from '../../base/bilingual.ts';
import type { Pg } from '../pg-providers/index.ts';
import { guide, pgGuide, type RefusalWitnesses, v1Document, type Witnesses } from './witness.ts';

const keyGuide = guide('support/code-info/pg');

/** Store a card only in the payment window, not by the API. */
export const windowOnlyKeys = {
  pgs: ['danal_tpay', 'kakaopay', 'kicc', 'mobilians', 'naverpay', 'payco', 'settle_acc', 'smartro_v2'],
  witnesses: [v1Document('POST /subscribe/payments/schedule', 'card_number'), keyGuide],
} as const satisfies { pgs: readonly Pg[]; witnesses: RefusalWitnesses };

/** As the document alone says. */
export const probablyWindowOnlyKeys = {
  pgs: ['chai', 'settle_firm', 'smartro', 'uplus'],
  witnesses: [v1Document('POST /subscribe/payments/schedule', 'card_number')],
} as const satisfies { pgs: readonly Pg[]; witnesses: Witnesses };

interface KeyCharge {
  id: string;
  pgs: readonly Pg[];
  /** What registering a card charges. */
  charge: Localized;
  witnesses: Witnesses;
}

/** The PGs that charge money when a card is registered. */
export const keyIssueCharges: readonly KeyCharge[] = [
  {
    id: 'danal',
    pgs: ['danal', 'danal_tpay'],
    charge: {
      en: 'Danal charges KRW 10 to check the card and refunds it after about 30 minutes',
      ko: '다날은 카드 확인을 위해 10원을 결제했다가 약 30분 뒤 자동 취소합니다',
    },
    witnesses: [pgGuide('danal')],
  },
  {
    id: 'mobilians',
    pgs: ['mobilians'],
    charge: {
      en: 'KG Financial charges the amount really when a phone is registered',
      ko: 'KG파이낸셜 휴대폰 빌링키는 발급 시 금액이 실제로 결제됩니다',
    },
    witnesses: [pgGuide('kg')],
  },
  {
    id: 'paymentwall',
    pgs: ['paymentwall'],
    charge: {
      en: 'Paymentwall always charges when a card is registered, and may block a shop that refunds these charges at once',
      ko: '페이먼트월은 빌링키 발급 시 항상 결제되며, 바로 취소를 반복하면 이용이 중지될 수 있습니다',
    },
    witnesses: [pgGuide('paymentwall')],
  },
];

export const findKeyIssueCharge = (pg: string | null | undefined): KeyCharge | undefined =>
  keyIssueCharges.find(({ pgs }) => pgs.some((code) => code === pg));

/** A new key under a used `customer_uid` makes the former means unusable, and the buyer can change the card in the app. */
export const walletKeys = {
  pgs: ['tosspay_v2'],
  witnesses: [pgGuide('tosspay-v2/caution')],
} as const satisfies { pgs: readonly Pg[]; witnesses: Witnesses };

/** Takes neither VAT nor a tax-free part in charges by key. */
export const keysWithoutTax = {
  pgs: ['mobilians_v2'],
  witnesses: [pgGuide('kg-mobilians-v2')],
} as const satisfies { pgs: readonly Pg[]; witnesses: Witnesses };

/** The keys of a customer are deleted after the PIN was reset or the membership ended. */
export const pinKeys = {
  pgs: ['kcp_quick'],
  witnesses: [pgGuide('nhn-kcp/kcp-quickpay')],
} as const satisfies { pgs: readonly Pg[]; witnesses: Witnesses };

/** Card companies accept smaller installments here: KSNET with Hyundai Card, KCP with some. */
export const smallInstallments = {
  pgs: ['ksnet', 'kcp', 'kcp_billing'],
  from: 10_000,
  witnesses: [pgGuide('ksnet/readme'), pgGuide('nhn-kcp/readme')],
} as const satisfies { pgs: readonly Pg[]; from: number; witnesses: Witnesses };

/** PortOne's document and guides disagree whether a charge by card number stores the card. */
export const disputedStorage = {
  ksnet: { pgs: ['ksnet'], witnesses: [v1Document('POST /subscribe/payments/onetime', 'customer_uid')] },
  toss: {
    pgs: ['tosspayments'],
    witnesses: [v1Document('POST /subscribe/payments/onetime', 'customer_uid'), pgGuide('newtoss/readme')],
  },
} as const satisfies Record<string, { pgs: readonly Pg[]; witnesses: Witnesses }>;

/** Support only shop IDs of mixed taxation (복합과세) through PortOne; the document speaks of tax-free ones. */
export const mixedTaxOnly = {
  pgs: ['ksnet'],
  witnesses: [pgGuide('ksnet/warning'), v1Document('POST /subscribe/payments/again', 'tax_free', 'ksnet')],
} as const satisfies { pgs: readonly Pg[]; witnesses: Witnesses };
