import { describe, expect, it } from 'vitest';
import { normalizePhone } from '../../../src/base/phone.ts';

describe('a telephone number', () => {
  it.each([
    '010-1234-5678',
    '01012345678',
    '+82-10-1234-5678',
    '+82 (0)10 1234 5678',
    '82 10 1234 5678',
    '0082-10-1234-5678',
    '010.1234.5678',
    '０１０－１２３４－５６７８',
  ])('is one and the same when written as %j', (text) => {
    expect(normalizePhone(text)).toBe('01012345678');
  });

  it.each([
    ['(02) 123-4567', '021234567'],
    ['+82-2-123-4567', '021234567'],
    ['+82 31 1234 5678', '03112345678'],
    ['+82-70-1234-5678', '07012345678'],
    ['1588-1234', '15881234'],
    ['+1 415 555 0100', '14155550100'],
    ['8212-3456', '82123456'],
    ['5678', '5678'],
  ])('%j has the digits %s', (text, digits) => {
    expect(normalizePhone(text)).toBe(digits);
  });

  it.each(['', 'none', null, undefined])('is empty when there is none: %j', (text) => {
    expect(normalizePhone(text)).toBe('');
  });
});
