import { expect, it } from 'vitest';
import { createPseudonyms } from '../../../src/base/pseudonym.ts';

const { ofId, ofKey, hash } = createPseudonyms(new Uint8Array(32).fill(1));
const other = createPseudonyms(new Uint8Array(32).fill(2));

it.each([
  ...['imp_010123456789', 'imp_982267530168', 'order-2026-0001', 'customer_1', '20261130-0001', '2611211000123'],
  ...['ORD-20261121-000123', 'order_paid_card', '20261121103000'],
])('an id such as %s is kept', (id) => {
  expect(ofId(id)).toBe(id);
});

it.each([
  ...['010-1234-5678', '01012345678', '82-10-1234-5678', '821012345678', '+82 10 1234 5678', '4242-4242-4242-4242'],
  ...['user_01098765432', 'hp01098765432', '010.9876.5432', '01098765432_2', '0212345678', '02-123-4567'],
  ...['900101-2345678', 'u900101-2345678', '9001012345678', 'hong@example.com', 'hong@example.com/2', '홍길동'],
])('an id that contains a telephone, card or resident number or a mail address, such as %s, is replaced', (id) => {
  const pseudonym = ofId(id);
  expect(pseudonym).toMatch(/^hmac:[\w-]{22}$/);
  expect(ofId(pseudonym)).toBe(pseudonym);
});

it('a pseudonym cannot be told without the key', () => {
  expect(other.ofId('01012345678')).not.toBe(ofId('01012345678'));
  expect(other.hash('{}')).not.toBe(hash('{}'));
});

it('a pseudonym of an earlier version is kept, so that its log can be continued', () => {
  expect(ofId('sha256:0123456789012345678901')).toBe('sha256:0123456789012345678901');
});

it('the pseudonym of a key keeps its name', () => {
  expect(ofKey('customer_uid c_1')).toBe('customer_uid c_1');
  expect(ofKey('benepia_user gildong')).toMatch(/^benepia_user hmac:/);
  expect(ofKey(ofKey('benepia_user gildong'))).toBe(ofKey('benepia_user gildong'));
  expect(ofKey('customer_uid hong@example.com')).toBe(`customer_uid ${ofId('hong@example.com')}`);
});
