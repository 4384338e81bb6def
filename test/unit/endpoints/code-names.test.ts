import { expect, it } from 'vitest';
import { getArgumentValueName } from '../../../src/endpoints/code-names.ts';

it.each([
  ['pg', 'html5_inicis', 'KG Inicis', 'KG이니시스'],
  ['pg', 'html5_inicis.SHOP_A', 'KG Inicis ("html5_inicis.SHOP_A")', 'KG이니시스("html5_inicis.SHOP_A")'],
  ['refund_bank', '003', '기업은행', '기업은행'],
  ['refund_bank', '03', '기업은행 ("03")', '기업은행("03")'],
])('the argument %s with the code %s is shown as %s', (argument, code, en, ko) => {
  expect(getArgumentValueName(argument, code)).toEqual({ en, ko });
});

it.each([
  ['pg', ['html5_inicis', 'html5_inicis.SHOP_A', 'html5_inicis.SHOP_B', 'html5_inicis.']],
  ['refund_bank', ['3', '03', '003']],
])('different codes of the argument %s never have the same name', (argument, codes) => {
  const names = codes.map((code) => getArgumentValueName(argument, code)?.ko ?? code);
  expect(new Set(names).size).toBe(codes.length);
});
