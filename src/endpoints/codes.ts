import { endpoint } from './endpoint.ts';
import { Segment } from './fields.ts';
import { StandardCode } from './models/code.ts';
import { list } from './models/field.ts';

export const listCardCodes = endpoint('GET /cards', {
  name: 'list_card_codes',
  title: 'List card codes',
  description: 'All card companies with their standard codes (카드사 코드).',
  effect: 'read',
  returns: list(StandardCode),
});

export const getCardCode = endpoint('GET /cards/{card_standard_code}', {
  name: 'get_card_code',
  title: 'Get a card code',
  description: 'The name of a card company by its standard code (카드사 코드), such as 361.',
  effect: 'read',
  path: { card_standard_code: Segment() },
  returns: StandardCode,
});

export const listBankCodes = endpoint('GET /banks', {
  name: 'list_bank_codes',
  title: 'List bank codes',
  description:
    "All banks with their standard codes (은행 코드). Refunds and virtual accounts may want the PG's own codes instead.",
  effect: 'read',
  returns: list(StandardCode),
});

export const getBankCode = endpoint('GET /banks/{bank_standard_code}', {
  name: 'get_bank_code',
  title: 'Get a bank code',
  description: 'The name of a bank by its standard code (은행 코드), such as 004.',
  effect: 'read',
  path: { bank_standard_code: Segment() },
  returns: StandardCode,
});
