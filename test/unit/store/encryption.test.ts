import { expect, it } from 'vitest';
import { createSeal } from '../../../src/store/encryption.ts';

const key = new Uint8Array(32).fill(7);
const seal = createSeal(key, 'tokens');
const TEXT = '4000-1234-5678-9010 홍길동';

it('opens what it closed, and closes the same differently each time', () => {
  const [one, other] = [seal.close('a', TEXT), seal.close('a', TEXT)];
  expect(one).not.toBe(other);
  for (const closed of [one, other]) expect(seal.open('a', closed)).toBe(TEXT);
  expect(seal.open('a', seal.close('a', ''))).toBe('');
});

it('opens nothing under another name, key or purpose', () => {
  const closed = seal.close('a', TEXT);
  expect(seal.open('b', closed)).toBeUndefined();
  expect(createSeal(key, 'pages').open('a', closed)).toBeUndefined();
  expect(createSeal(new Uint8Array(32).fill(8), 'tokens').open('a', closed)).toBeUndefined();
});

it('opens nothing that was altered or cut', () => {
  const bytes = Buffer.from(seal.close('a', TEXT), 'base64url');
  for (let at = 0; at < bytes.length; at += 1) {
    const altered = Buffer.from(bytes);
    altered[at] = (altered[at] ?? 0) ^ 1;
    expect(seal.open('a', altered.toString('base64url'))).toBeUndefined();
    expect(seal.open('a', bytes.subarray(0, at).toString('base64url'))).toBeUndefined();
  }
});
