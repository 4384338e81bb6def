import { expect, it } from 'vitest';
import { createSecretHider, createServerSecrets } from '../../../src/output/hide-secrets.ts';

it('a secret is hidden in every spelling', () => {
  const hide = createSecretHider(['4000-1234-5678-9010', '2029-03', '913572', 'pass.word(1)']);
  expect(hide?.('4000123456789010, 4000 1234 5678 9010, 4000-1234-5678-9010')).toBe('•••, •••, •••');
  expect(hide?.('expiry 2029-03 / 202903')).toBe('expiry ••• / •••');
  expect(hide?.('otp 913572, order 19135720, pass.word(1)')).toBe('otp •••, order 19135720, •••');
});

it.each(['a-verifier-of-the-browser', '^$.*+?()[]{}|/\\-', 'half \ud800 pair', '비밀번호-1234!', '---'])(
  'the secret "%s" is hidden whatever characters it has',
  (secret) => {
    expect(createSecretHider([secret])?.(`<${secret}>`)).toBe('<•••>');
  },
);

it('a short value is not hidden, since it would occur in other numbers', () => {
  expect(createSecretHider(['19', ' ', undefined])).toBeUndefined();
});

it('the secrets of a server include its latest access tokens', () => {
  const { addToken, hide } = createServerSecrets(['the_api_secret', undefined]);
  addToken('first_token');
  addToken('second_token');
  expect(hide('the_api_secret first_token second_token')).toBe('••• ••• •••');
});
