import type { Localized } from '../base/bilingual.ts';
import { normalizeForMatch } from '../base/text.ts';

interface CardCompany {
  code: string;
  name: Localized;
  /** Other names that PGs write, without 카드 at the end. */
  aliases?: readonly string[];
}

/**
 * Card companies by PortOne's standard codes: three-digit KFTC codes, and five-digit codes for foreign brands without
 * one. Source: the card code tables of PortOne's V1 documentation.
 */
export const cardCompanies: readonly CardCompany[] = [
  { code: '361', name: { en: 'BC Card', ko: 'BC카드' }, aliases: ['비씨'] },
  { code: '364', name: { en: 'Gwangju Card', ko: '광주카드' } },
  { code: '365', name: { en: 'Samsung Card', ko: '삼성카드' } },
  { code: '366', name: { en: 'Shinhan Card', ko: '신한카드' } },
  { code: '367', name: { en: 'Hyundai Card', ko: '현대카드' } },
  { code: '368', name: { en: 'Lotte Card', ko: '롯데카드' } },
  { code: '369', name: { en: 'Suhyup Card', ko: '수협카드' } },
  { code: '370', name: { en: 'Citi Card', ko: '씨티카드' }, aliases: ['시티'] },
  { code: '371', name: { en: 'NH Card', ko: 'NH카드' }, aliases: ['NH농협', '농협'] },
  { code: '372', name: { en: 'Jeonbuk Card', ko: '전북카드' } },
  { code: '373', name: { en: 'Jeju Card', ko: '제주카드' } },
  { code: '374', name: { en: 'Hana Card', ko: '하나카드' }, aliases: ['외환', '하나SK', 'KEB하나'] },
  { code: '381', name: { en: 'KB Kookmin Card', ko: 'KB국민카드' }, aliases: ['국민', '국민KB', 'KB'] },
  { code: '002', name: { en: 'KDB Card', ko: 'KDB산업은행카드' }, aliases: ['KDB산업', '산업'] },
  { code: '041', name: { en: 'Woori Card', ko: '우리카드' } },
  { code: '045', name: { en: 'MG Card', ko: '새마을금고카드' }, aliases: ['새마을', 'MG새마을금고'] },
  { code: '048', name: { en: 'Shinhyup Card', ko: '신협카드' } },
  { code: '071', name: { en: 'Korea Post Card', ko: '우체국카드' } },
  { code: '089', name: { en: 'K Bank Card', ko: '케이뱅크카드' } },
  { code: '090', name: { en: 'KakaoBank Card', ko: '카카오뱅크카드' } },
  { code: '10001', name: { en: 'UnionPay', ko: '해외은련카드' }, aliases: ['은련'] },
  { code: '10002', name: { en: 'Diners Club', ko: '해외다이너스카드' }, aliases: ['다이너스'] },
  { code: '10003', name: { en: 'American Express', ko: '해외아멕스카드' }, aliases: ['아멕스'] },
  { code: '10004', name: { en: 'Mastercard', ko: '해외마스터카드' }, aliases: ['마스터'] },
  { code: '10005', name: { en: 'Visa', ko: '해외비자카드' }, aliases: ['비자'] },
  { code: '10006', name: { en: 'JCB', ko: '해외JCB카드' } },
];

const namesByText = new Map<string, Localized>();
for (const { name, aliases = [] } of cardCompanies)
  for (const text of [name.en, name.ko, ...aliases]) namesByText.set(toCardKey(text), name);

function toCardKey(text: string): string {
  return normalizeForMatch(text).replace(/(?:카드|card)$/, '');
}

/** Both names of a card company, by the name that a PG writes; undefined if it is not known. */
export const findCardCompanyName = (text: string): Localized | undefined => namesByText.get(toCardKey(text));
