import { describe, expect, it } from 'vitest';
import { type Particle, withParticle } from '../../../src/base/korean.ts';

describe('a Korean particle', () => {
  it.each<[word: string, particle: Particle, expected: string]>([
    ['가상계좌', '을/를', '가상계좌를'],
    ['빌링키', '이/가', '빌링키가'],
    ['현금영수증', '은/는', '현금영수증은'],
    ['카드', '와/과', '카드와'],
    ['예약', '와/과', '예약과'],
    ['채널', '으로/로', '채널로'],
    ['계좌', '으로/로', '계좌로'],
    ['금액', '으로/로', '금액으로'],
  ])('after the Hangul word %s as %s is %s', (word, particle, expected) => {
    expect(withParticle(word, particle)).toBe(expected);
  });

  it.each<[word: string, particle: Particle, expected: string]>([
    ['1000', '을/를', '1000을'],
    ['25000', '와/과', '25000과'],
    ['25,000', '으로/로', '25,000으로'],
    ['1', '으로/로', '1로'],
    ['11', '으로/로', '11로'],
    ['12', '을/를', '12를'],
    ['100000000', '으로/로', '100000000으로'],
    ['0', '을/를', '0을'],
    ['12.50', '을/를', '12.50을'],
    ['12.5', '을/를', '12.5를'],
    ['999999999999999999', '을/를', '999999999999999999를'],
  ])('after the number %s as %s is %s', (word, particle, expected) => {
    expect(withParticle(word, particle)).toBe(expected);
  });

  it.each<[word: string, particle: Particle, expected: string]>([
    ['imp_448280090638', '을/를', 'imp_448280090638을'],
    ['imp_448280090632', '을/를', 'imp_448280090632를'],
    ['imp_4482800907', '으로/로', 'imp_4482800907로'],
    ['order-1000', '이/가', 'order-1000이'],
    ['2026-11-23', '은/는', '2026-11-23은'],
  ])('after the id %s as %s is %s, its last digit read alone', (word, particle, expected) => {
    expect(withParticle(word, particle)).toBe(expected);
  });

  it.each<[word: string, particle: Particle, expected: string]>([
    ['get_schedule', '을/를', 'get_schedule을'],
    ['retry_schedule', '으로/로', 'retry_schedule로'],
    ['investigate_payment', '을/를', 'investigate_payment를'],
    ['search_payments', '으로/로', 'search_payments로'],
    ['check_connection', '을/를', 'check_connection을'],
    ['approve_naver_return', '을/를', 'approve_naver_return을'],
    ['reason', '이/가', 'reason이'],
    ['buyer_name', '와/과', 'buyer_name과'],
    ['buyer_tel', '으로/로', 'buyer_tel로'],
    ['imp_uid', '으로/로', 'imp_uid로'],
    ['amount', '와/과', 'amount와'],
    ['otp', '을/를', 'otp를'],
    ['facebook', '은/는', 'facebook은'],
    ['reset', '을/를', 'reset을'],
    ['PG', '이/가', 'PG가'],
    ['PIN', '을/를', 'PIN을'],
    ['NHN KCP', '은/는', 'NHN KCP는'],
    ['KSNET', '은/는', 'KSNET은'],
    ['URL', '으로/로', 'URL로'],
    ['USD', '을/를', 'USD를'],
  ])('after %s in Latin letters as %s is %s', (word, particle, expected) => {
    expect(withParticle(word, particle)).toBe(expected);
  });

  it.each<[word: string, particle: Particle, expected: string]>([
    ['10,000원', '을/를', '10,000원을'],
    ['₩10,000', '으로/로', '₩10,000으로'],
    ['￦10,000', '은/는', '￦10,000은'],
    ['3건', '이/가', '3건이'],
    ['10%', '을/를', '10%를'],
    ['USD 10.00', '을/를', 'USD 10.00을'],
    ['"imp_448"', '으로/로', '"imp_448"로'],
    ['"<merchant_uid>"', '이/가', '"<merchant_uid>"가'],
    ['‘홍길동’', '은/는', '‘홍길동’은'],
    ['결제 취소(환불)', '을/를', '결제 취소(환불)를'],
    ['환불(부분 취소)', '을/를', '환불(부분 취소)을'],
    ['(주)포트원', '이/가', '(주)포트원이'],
    ['１２', '을/를', '１２를'],
  ])('after %s as %s is %s: units are read, quotes and notes in brackets are not', (word, particle, expected) => {
    expect(withParticle(word, particle)).toBe(expected);
  });

  it.each(['', '""', '()', '!'])('after %j, which nobody can read, is still one particle', (word) => {
    expect(withParticle(word, '을/를')).toMatch(/[을를]$/);
  });
});
