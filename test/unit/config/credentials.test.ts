import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/index.ts';

const read =
  (key: string, secret = 'a-real-secret') =>
  () =>
    readConfig([], { PORTONE_V1_API_KEY: key, PORTONE_V1_API_SECRET: secret });

describe('the API key and secret', () => {
  it.each([
    ['the placeholder of an extension', `\${user_config.api_key}`],
    ['the placeholder of an input', `\${input:portone-key}`],
    ['a variable of Windows', '%PORTONE_KEY%'],
    ['a variable of a shell', '$PORTONE_KEY'],
    ['the text of the README', 'your key'],
    ['the text of a command in the README', 'your-key'],
    ['a text between angle brackets', '<your key>'],
    ['a Korean instruction', '여기에 키를 입력'],
  ])('are refused as %s', (_, key) => {
    expect(read(key)).toThrow(
      /PORTONE_V1_API_KEY (is a placeholder that the client did not fill in|still holds the sample text)/,
    );
  });

  it('of V2, of the payment window and of a channel are told apart from those of V1', () => {
    expect(read('store-0a1b2c3d-0000-1111-2222-333344445555')).toThrow(/is a store ID of PortOne V2.*V1 value/);
    expect(read('channel-key-0a1b2c3d-0000')).toThrow(/is a channel key/);
    expect(read('imp12345678')).toThrow(/identification code for the payment window, not the REST API key/);
  });

  it('say which of the two is missing', () => {
    expect(read('key', ' ')).toThrow(/\(PORTONE_V1_API_SECRET is missing\)/);
    expect(read('', 'secret')).toThrow(/\(PORTONE_V1_API_KEY is missing\)/);
  });

  it('do not stand in an error', () => {
    expect(read('same-value', 'same-value')).toThrow(/^(?!.*same-value).*are the same/);
    expect(read('key', 'hunter2 and more')).toThrow(/^(?!.*hunter2).*contains spaces/);
  });

  it('are trimmed', () => {
    expect(read(' key\n', '\tsecret\r\n')()).toMatchObject({ apiKey: 'key', apiSecret: 'secret' });
  });
});
