import { describe, expect, it } from 'vitest';
import { createMatcher } from '../../../src/desk/search/payment-filter.ts';
import { endpoints } from '../../../src/endpoints/index.ts';
import { paymentMethods } from '../../../src/endpoints/payment-methods.ts';
import {
  formatPgList,
  formatPgNames,
  getPgFacts,
  getPgNames,
  isKnownPg,
  knownPgs,
} from '../../../src/endpoints/pg-providers/index.ts';
import { offersOperation, operationPgs } from '../../../src/endpoints/pg-providers/operations.ts';

describe('The table of PGs', () => {
  it('names every PG in English and in Korean, without a code', () => {
    const unnamed = knownPgs.filter((code) => {
      const { name } = getPgFacts(code);
      return !name?.en || !name.ko || /_/.test(name.en + name.ko);
    });
    expect(unnamed).toEqual([]);
  });

  it('lists PGs only for tools that exist, and each PG once', () => {
    const names = endpoints.map(({ name }) => name);
    expect(Object.keys(operationPgs).filter((tool) => !names.includes(tool))).toEqual([]);
    const repeated = Object.entries(operationPgs).filter(([, pgs]) => new Set<string>(pgs).size < pgs.length);
    expect(repeated).toEqual([]);
  });

  it('knows nothing of a PG that PortOne adds tomorrow, nor of a name that every object has', () => {
    for (const code of ['some_new_pg', 'constructor', '', undefined, null]) {
      expect(getPgFacts(code)).toEqual({});
      expect(offersOperation('issue_receipt', code)).toBe(false);
    }
    expect(isKnownPg('toString')).toBe(false);
    expect(getPgNames('some_new_pg')).toEqual([]);
  });

  it('demands receipt arguments only of PGs that issue receipts', () => {
    const wrong = knownPgs.filter(
      (code) => getPgFacts(code).receipts?.requiredArguments && !offersOperation('issue_receipt', code),
    );
    expect(wrong).toEqual([]);
  });

  it('shows a person each name once, and the model every code', () => {
    expect(formatPgNames(['nice', 'nice_v2', 'kcp'], 'en')).toBe('NICE Payments or NHN KCP');
    expect(formatPgNames(['nice', 'nice_v2', 'kcp'], 'ko')).toBe('나이스페이먼츠, NHN KCP');
    expect(formatPgList(['nice', 'nice_v2'], 'en')).toBe('NICE Payments (nice) or NICE Payments (nice_v2)');
  });

  it.each([
    ['세틀뱅크', 'settle'],
    ['KG파이낸셜', 'mobilians'],
    ['나이스정보통신', 'nice_v2'],
    ['이지페이', 'kicc'],
    ['갤럭시아머니트리', 'galaxia'],
    ['페이조아', 'daou'],
  ])('lets a search for %s find payments of %s', (name, pg_provider) => {
    expect(createMatcher({ pg_provider: name }, 'masked')({ pg_provider })).toBe(true);
    expect(createMatcher({ pg_provider: name }, 'masked')({ pg_provider: 'paypal' })).toBe(false);
  });
});

describe('The table of payment methods', () => {
  it.each([
    ['신용카드', 'card'],
    ['Bank Transfer', 'trans'],
    ['무통장 입금', 'vbank'],
    ['휴대폰 소액결제', 'phone'],
    ['문화상품권', 'cultureland'],
    ['카카오페이', 'kakaopay'],
    ['Naver Pay', 'naverpay'],
    ['삼성페이', 'samsung'],
  ])('lets a search for %s find payments by %s', (word, pay_method) => {
    expect(createMatcher({ pay_method: word }, 'masked')({ pay_method })).toBe(true);
    expect(createMatcher({ pay_method: word }, 'masked')({ pay_method: 'tosspay' })).toBe(false);
  });

  it('writes every alias as a search compares it', () => {
    const aliases = Object.values(paymentMethods).flatMap((method) => method.aliases ?? []);
    expect(aliases.filter((alias) => /[\sA-Z-]/.test(alias))).toEqual([]);
  });
});
