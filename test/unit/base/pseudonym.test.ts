import { expect, it } from 'vitest';
import { pseudonymize } from '../../../src/base/pseudonym.ts';

it.each(['imp_010123456789', 'order-2026-0001', 'customer_1', '20261130-0001'])('an id such as %s is kept', (id) => {
  expect(pseudonymize(id)).toBe(id);
});

it.each(['010-1234-5678', '01012345678', '82-10-1234-5678', '821012345678', '+82 10 1234 5678', '4242-4242-4242-4242'])(
  'a telephone or card number used as an id, such as %s, is kept only as a digest',
  (id) => {
    expect(pseudonymize(id)).toMatch(/^sha256:/);
  },
);
