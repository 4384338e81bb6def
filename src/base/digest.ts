import { createHash } from 'node:crypto';
import { stringify } from 'safe-stable-stringify';

/** Unkeyed hash of a plain value, independent of key order. It must not leave the process: short inputs can be brute-forced. */
export const digest = (value: unknown) =>
  createHash('sha256')
    .update(stringify(value) ?? '')
    .digest('base64url');
