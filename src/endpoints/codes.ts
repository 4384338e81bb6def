import { endpoint } from './endpoint.ts';
import { Segment } from './fields.ts';
import { StandardCode } from './models/code.ts';
import { list } from './models/field.ts';

export const listCardCodes = endpoint('GET /cards', {
  name: 'list_card_codes',
  title: 'List card codes',
  description: 'Standard codes of card companies (카드사 코드).',
  effect: 'read',
  returns: list(StandardCode),
});

export const getCardCode = endpoint('GET /cards/{card_standard_code}', {
  name: 'get_card_code',
  title: 'Get card code',
  description: 'Card company by standard code (카드사 코드), e.g. 361.',
  effect: 'read',
  path: { card_standard_code: Segment() },
  returns: StandardCode,
});

export const listBankCodes = endpoint('GET /banks', {
  name: 'list_bank_codes',
  title: 'List bank codes',
  description: "Standard bank codes (은행 코드). Refunds and virtual accounts may need the PG's own.",
  effect: 'read',
  returns: list(StandardCode),
});

export const getBankCode = endpoint('GET /banks/{bank_standard_code}', {
  name: 'get_bank_code',
  title: 'Get bank code',
  description: 'Bank name by standard code (은행 코드), e.g. 004.',
  effect: 'read',
  path: { bank_standard_code: Segment() },
  returns: StandardCode,
});
