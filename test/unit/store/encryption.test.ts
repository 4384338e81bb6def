import { expect, it } from 'vitest';
import { createStoreCipher } from '../../../src/store/encryption.ts';

const key = new Uint8Array(32).fill(7);
const cipher = createStoreCipher(key, 'tokens');
const TEXT = '4000-1234-5678-9010 홍길동';

it('a decrypted value equals the original, and each encryption differs', () => {
  const [one, other] = [cipher.encrypt('a', TEXT), cipher.encrypt('a', TEXT)];
  expect(one).not.toBe(other);
  for (const closed of [one, other]) expect(cipher.decrypt('a', closed)).toBe(TEXT);
  expect(cipher.decrypt('a', cipher.encrypt('a', ''))).toBe('');
});

it('a value cannot be decrypted under another name, key or purpose', () => {
  const closed = cipher.encrypt('a', TEXT);
  expect(cipher.decrypt('b', closed)).toBeUndefined();
  expect(createStoreCipher(key, 'pages').decrypt('a', closed)).toBeUndefined();
  expect(createStoreCipher(new Uint8Array(32).fill(8), 'tokens').decrypt('a', closed)).toBeUndefined();
});

it('a value that was altered or cut cannot be decrypted', () => {
  const bytes = Buffer.from(cipher.encrypt('a', TEXT), 'base64url');
  for (let at = 0; at < bytes.length; at += 1) {
    const altered = Buffer.from(bytes);
    altered[at] = (altered[at] ?? 0) ^ 1;
    expect(cipher.decrypt('a', altered.toString('base64url'))).toBeUndefined();
    expect(cipher.decrypt('a', bytes.subarray(0, at).toString('base64url'))).toBeUndefined();
  }
});
