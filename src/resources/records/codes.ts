import { getBankCode, getCardCode, listBankCodes, listCardCodes } from '../../endpoints/catalog/codes.ts';
import { LONG_MS, type Resource, reads } from '../resource.ts';
import { templates } from '../uri.ts';

export const banks: Resource = {
  uri: templates.banks,
  title: { en: 'Bank codes', ko: '은행 코드' },
  description: { en: 'Standard codes of all banks', ko: '모든 은행의 표준 코드' },
  tool: listBankCodes.name,
  ttlMs: LONG_MS,
  read: reads(listBankCodes, () => ({})),
};

export const cards: Resource = {
  uri: templates.cards,
  title: { en: 'Card codes', ko: '카드사 코드' },
  description: { en: 'Standard codes of all card companies', ko: '모든 카드사의 표준 코드' },
  tool: listCardCodes.name,
  ttlMs: LONG_MS,
  read: reads(listCardCodes, () => ({})),
};

export const bank: Resource = {
  uri: templates.bank,
  title: { en: 'Bank', ko: '은행' },
  description: { en: 'The bank of a standard code', ko: '표준 코드의 은행' },
  tool: getBankCode.name,
  ttlMs: LONG_MS,
  known: 'bank',
  read: reads(getBankCode, (bank_standard_code) => ({ bank_standard_code })),
};

export const card: Resource = {
  uri: templates.card,
  title: { en: 'Card company', ko: '카드사' },
  description: { en: 'The card company of a standard code', ko: '표준 코드의 카드사' },
  tool: getCardCode.name,
  ttlMs: LONG_MS,
  known: 'card',
  read: reads(getCardCode, (card_standard_code) => ({ card_standard_code })),
};
