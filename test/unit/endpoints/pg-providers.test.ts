import { describe, expect, it } from 'vitest';
import { describeMethodSet } from '../../../src/desk/search/method-sets.ts';
import { createMatcher } from '../../../src/desk/search/payment-filter.ts';
import { endpoints } from '../../../src/endpoints/index.ts';
import { paymentBrands } from '../../../src/endpoints/payment-brands.ts';
import { paymentMethods } from '../../../src/endpoints/payment-methods.ts';
import { receiptRequirements } from '../../../src/endpoints/pg-facts/receipts.ts';
import {
  formatPgList,
  formatPgNames,
  getPgName,
  getPgNames,
  isKnownPg,
  knownPgs,
} from '../../../src/endpoints/pg-providers/index.ts';
import { offersOperation, operationPgs } from '../../../src/endpoints/pg-providers/operations.ts';

describe('The table of PGs', () => {
  it('names every PG in English and in Korean, without a code', () => {
    const unnamed = knownPgs.filter((code) => {
      const name = getPgName(code);
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
      expect(getPgName(code)).toBeUndefined();
      expect(offersOperation('issue_receipt', code)).toBe(false);
    }
    expect(isKnownPg('toString')).toBe(false);
    expect(getPgNames('some_new_pg')).toEqual([]);
  });

  it('demands receipt arguments only of PGs that issue receipts', () => {
    const wrong = Object.keys(receiptRequirements).filter((code) => !offersOperation('issue_receipt', code));
    expect(wrong).toEqual([]);
  });

  it('shows a person each name once, and the model every code', () => {
    expect(formatPgNames(['nice', 'nice_v2', 'kcp'], 'en')).toBe('NICE Payments or NHN KCP');
    expect(formatPgNames(['nice', 'nice_v2', 'kcp'], 'ko')).toBe('나이스정보통신, NHN KCP');
    expect(formatPgList(['nice', 'nice_v2'], 'en')).toBe('NICE Payments (nice) or NICE Payments (nice_v2)');
  });

  it.each([
    ['세틀뱅크', 'settle'],
    ['KG파이낸셜', 'mobilians'],
    ['나이스정보통신', 'nice_v2'],
    ['이지페이', 'kicc'],
    ['갤럭시아머니트리', 'galaxia'],
    ['페이조아', 'daou'],
    ['다우', 'daou'],
    ['KG모빌리언스', 'mobilians_v2'],
    ['KG파이낸셜', 'mobilians_v2'],
    ['나이스페이먼츠', 'nice'],
    ['KICC', 'kicc_v2'],
    ['내통장결제', 'settle_acc'],
    ['브랜드페이', 'toss_brandpay'],
    ['페이레터', 'payletter_global'],
    ['블루월넛', 'bluewalnut'],
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

  it.each([
    ['네이버페이', ['naverpay', 'naverpay_card', 'naverpay_point', 'naverpay_bridge']],
    ['토스페이', ['tosspay', 'tosspay_card', 'tosspay_money']],
    ['삼성페이', ['samsung', 'samsungpay']],
    ['문화상품권', ['cultureland', 'culturegift']],
    ['컬쳐랜드', ['cultureland']],
    ['스마트문상', ['smartculture']],
    ['게임문화상품권', ['smartculture']],
    ['해피머니', ['happymoney']],
    ['북앤라이프', ['booknlife']],
    ['상품권', ['cultureland', 'culturegift', 'smartculture', 'booknlife', 'happymoney']],
    ['알리페이', ['alipay', 'alipay_plus']],
    ['위챗페이', ['wechat', 'wechatpay']],
    ['엘페이', ['lpay']],
    ['L페이', ['lpay']],
    ['SSG페이', ['ssgpay', 'ssgpay_bank']],
    ['간편결제', ['kakaopay', 'naverpay_card', 'tosspay_money', 'samsung', 'applepay', 'payco']],
  ])('lets a search for %s find payments by %s', (word, codes) => {
    const matches = createMatcher({ pay_method: word }, 'masked');
    expect(codes.filter((pay_method) => !matches({ pay_method }))).toEqual([]);
    expect(matches({ pay_method: 'card' })).toBe(false);
  });

  it('finds a wallet also as the PG and inside the window of another PG', () => {
    const matches = createMatcher({ pay_method: '카카오페이' }, 'masked');
    expect(matches({ pay_method: 'card', pg_provider: 'kakaopay' })).toBe(true);
    expect(matches({ pay_method: 'point', pg_provider: 'kakaopay' })).toBe(true);
    expect(matches({ pay_method: 'card', pg_provider: 'html5_inicis', emb_pg_provider: 'kakaopay' })).toBe(true);
    expect(matches({ pay_method: 'card', pg_provider: 'html5_inicis' })).toBe(false);
  });

  it('takes a code of one PG for that code alone', () => {
    const matches = createMatcher({ pay_method: 'naverpay_card' }, 'masked');
    expect(matches({ pay_method: 'naverpay_card' })).toBe(true);
    expect(matches({ pay_method: 'naverpay' })).toBe(false);
  });

  it('says which codes a word was taken for, and what it cannot find', () => {
    expect(describeMethodSet('토스페이')).toContain('tosspay, tosspay_card, tosspay_money');
    expect(describeMethodSet('토스페이')).toContain('NHN KCP');
    expect(describeMethodSet('상품권')).not.toContain('NHN KCP');
    expect(describeMethodSet('card')).toBeUndefined();
  });

  it('writes every alias as a search compares it', () => {
    const aliases = [...Object.values(paymentMethods), ...paymentBrands].flatMap((method) => method.aliases ?? []);
    expect(aliases.filter((alias) => /[\sA-Z-]/.test(alias))).toEqual([]);
  });
});
