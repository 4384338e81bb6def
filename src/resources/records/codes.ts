import { getBankCode, getCardCode, listBankCodes, listCardCodes } from '../../endpoints/catalog/codes.ts';
import { createResourceReader, LONG_MS, type Resource } from '../resource.ts';
import { uriTemplates } from '../uri.ts';

export const bankListResource: Resource = {
  uri: uriTemplates.banks,
  title: { en: 'Bank codes', ko: '은행 코드' },
  description: { en: 'Standard codes of all banks', ko: '모든 은행의 표준 코드' },
  tool: listBankCodes.name,
  ttlMs: LONG_MS,
  read: createResourceReader(listBankCodes, () => ({})),
};

export const cardListResource: Resource = {
  uri: uriTemplates.cards,
  title: { en: 'Card codes', ko: '카드사 코드' },
  description: { en: 'Standard codes of all card companies', ko: '모든 카드사의 표준 코드' },
  tool: listCardCodes.name,
  ttlMs: LONG_MS,
  read: createResourceReader(listCardCodes, () => ({})),
};

export const bankResource: Resource = {
  uri: uriTemplates.bank,
  title: { en: 'Bank', ko: '은행' },
  description: { en: 'The bank of a standard code', ko: '표준 코드의 은행' },
  tool: getBankCode.name,
  ttlMs: LONG_MS,
  completeFrom: 'bank',
  read: createResourceReader(getBankCode, (bank_standard_code) => ({ bank_standard_code })),
};

export const cardResource: Resource = {
  uri: uriTemplates.card,
  title: { en: 'Card company', ko: '카드사' },
  description: { en: 'The card company of a standard code', ko: '표준 코드의 카드사' },
  tool: getCardCode.name,
  ttlMs: LONG_MS,
  completeFrom: 'card',
  read: createResourceReader(getCardCode, (card_standard_code) => ({ card_standard_code })),
};
