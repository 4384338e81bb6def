import { expect, it } from 'vitest';
import { findBankName } from '../../../src/endpoints/bank-names.ts';
import { banks } from '../../../src/endpoints/banks.ts';
import { cardCompanies, findCardCompanyName } from '../../../src/endpoints/card-companies.ts';
import { getArgumentValueName } from '../../../src/endpoints/code-names.ts';

it.each([
  ['pg', 'html5_inicis', 'KG Inicis', 'KG이니시스'],
  ['pg', 'html5_inicis.SHOP_A', 'KG Inicis ("html5_inicis.SHOP_A")', 'KG이니시스("html5_inicis.SHOP_A")'],
  ['refund_bank', '003', 'Industrial Bank of Korea', '기업은행'],
  ['refund_bank', '03', 'Industrial Bank of Korea ("03")', '기업은행("03")'],
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

it.each([
  ['신한', 'Shinhan Bank'],
  ['농협중앙회', 'NH NongHyup Bank'],
  ['카카오뱅크', 'KakaoBank'],
])('the bank that PortOne shows as %s is %s in English', (text, english) => {
  expect(findBankName(text)?.en).toBe(english);
});

it.each([
  ['신한카드', 'Shinhan Card'],
  ['국민KB카드', 'KB Kookmin Card'],
  ['비씨카드', 'BC Card'],
  ['삼성', 'Samsung Card'],
  ['해외비자카드', 'Visa'],
])('the card company that PortOne shows as %s is %s in English', (text, english) => {
  expect(findCardCompanyName(text)?.en).toBe(english);
});

it.each([
  ['bank', banks],
  ['card company', cardCompanies],
])('every %s has an English name of its own without Korean letters', (_, companies) => {
  const names = companies.map(({ name }) => name.en);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => /[^\x20-\x7e]/.test(name))).toEqual([]);
});
