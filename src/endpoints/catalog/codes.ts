import { endpoint } from '../endpoint.ts';
import { CodeSegment } from '../fields.ts';
import { list } from '../models/field.ts';
import { StandardCode } from '../models/standard-code.ts';

export const listCardCodes = endpoint('GET /cards', {
  name: 'list_card_codes',
  title: 'Card codes',
  description: 'Standard card company codes (카드사코드).',
  effect: 'read',
  returns: list(StandardCode),
});

export const getCardCode = endpoint('GET /cards/{card_standard_code}', {
  name: 'get_card_code',
  title: 'Card code',
  description: 'Card company by standard code, e.g. 361.',
  effect: 'read',
  path: { card_standard_code: CodeSegment() },
  repeatedAs: { card_standard_code: 'code' },
  returns: StandardCode,
});

export const listBankCodes = endpoint('GET /banks', {
  name: 'list_bank_codes',
  title: 'Bank codes',
  description: 'Standard bank codes (은행코드).',
  effect: 'read',
  returns: list(StandardCode),
});

export const getBankCode = endpoint('GET /banks/{bank_standard_code}', {
  name: 'get_bank_code',
  title: 'Bank code',
  description: 'Bank name by standard code, e.g. 004.',
  effect: 'read',
  path: { bank_standard_code: CodeSegment() },
  repeatedAs: { bank_standard_code: 'code' },
  returns: StandardCode,
});
