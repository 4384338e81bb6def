import { endpoint } from './endpoint.ts';
import { Segment } from './fields.ts';
import { StandardCode } from './models/code.ts';
import { list } from './models/field.ts';

export const listCardCodes = endpoint('GET /cards', {
  name: 'list_card_codes',
  title: 'List card codes',
  description: 'static reference: cache',
  effect: 'read',
  returns: list(StandardCode),
});

export const getCardCode = endpoint('GET /cards/{card_standard_code}', {
  name: 'get_card_code',
  title: 'Get card code',
  description: '',
  effect: 'read',
  path: { card_standard_code: Segment() },
  returns: StandardCode,
});

export const listBankCodes = endpoint('GET /banks', {
  name: 'list_bank_codes',
  title: 'List bank codes',
  description: 'static reference: cache',
  effect: 'read',
  returns: list(StandardCode),
});

export const getBankCode = endpoint('GET /banks/{bank_standard_code}', {
  name: 'get_bank_code',
  title: 'Get bank code',
  description: '',
  effect: 'read',
  path: { bank_standard_code: Segment() },
  returns: StandardCode,
});
