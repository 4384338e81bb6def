import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Keeps what is written into a store from whoever can read it there, or would change it. */
export interface StoreCipher {
  /** `name` says what it is: under another name it does not open. */
  encrypt(name: string, text: string): string;
  /** Undefined when it was not closed with this key and name. */
  decrypt(name: string, ciphertext: string): string | undefined;
}

/** A key of its own for each purpose. */
export const deriveKey = (key: Uint8Array, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, new Uint8Array(), `portone-v1-mcp ${purpose}`, 32));

export function createStoreCipher(key: Uint8Array, purpose: string): StoreCipher {
  const derived = deriveKey(key, purpose);
  return {
    encrypt(name, text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, derived, nonce).setAAD(Buffer.from(name));
      const body = [cipher.update(text, 'utf8'), cipher.final()];
      return Buffer.concat([nonce, ...body, cipher.getAuthTag()]).toString('base64url');
    },
    decrypt(name, ciphertext) {
      const bytes = Buffer.from(ciphertext, 'base64url');
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
      const cipher = createDecipheriv(CIPHER, derived, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(name)).setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        return cipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + cipher.final('utf8');
      } catch {
        return undefined;
      }
    },
  };
}
