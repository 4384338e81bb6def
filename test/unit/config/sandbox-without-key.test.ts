import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/index.ts';

const KEYS = { PORTONE_V1_API_KEY: 'key', PORTONE_V1_API_SECRET: 'secret' };
const read = (env: Record<string, string>, flags: string[] = []) =>
  readConfig(['--sandbox-without-key', ...flags], env);

/** What a host passes whose person filled in nothing, and which does not know the defaults. */
const LITERAL = Object.fromEntries(
  ['API_KEY', 'API_SECRET', 'SANDBOX', 'READ_ONLY', 'TOOLSETS', 'PII', 'LANG', 'POLICY', 'AUDIT', 'APPROVAL_PIN'].map(
    (name) => [`PORTONE_V1_${name}`, `\${user_config.${name.toLowerCase()}}`],
  ),
);

describe('a server started with --sandbox-without-key', () => {
  it.each([
    ['nothing is given', {}],
    ['key and secret are empty', { PORTONE_V1_API_KEY: '', PORTONE_V1_API_SECRET: ' ' }],
    ['the client filled in no placeholder at all', LITERAL],
  ])('opens the sandbox when %s', (_, env) => {
    expect(read(env)).toMatchObject({ sandbox: true, lacksKey: true });
  });

  it('uses PortOne, and remembers no lack, when it has key and secret', () => {
    expect(read(KEYS)).toMatchObject({ sandbox: false, lacksKey: false, apiKey: 'key' });
  });

  it.each([
    ['PORTONE_V1_API_SECRET', { PORTONE_V1_API_KEY: 'key' }],
    ['PORTONE_V1_API_KEY', { PORTONE_V1_API_SECRET: 'secret' }],
  ])('does not start without %s when the other half of the pair is given', (missing, env) => {
    expect(() => read(env)).toThrow(`${missing} is missing`);
  });

  it('does not start against PortOne while a protection was not filled in', () => {
    expect(() => read({ ...LITERAL, ...KEYS })).toThrow('is a placeholder that the client did not fill in');
  });

  it('keeps the protections that were given', () => {
    expect(read({ ...LITERAL, PORTONE_V1_READ_ONLY: 'true' })).toMatchObject({ lacksKey: true, readOnly: true });
  });

  it('does not start beside a tenants file, whose merchants have their own keys', () => {
    expect(() => read({}, ['--http', '--tokens', 'a.json', '--tenants', 'b.json'])).toThrow(
      '--sandbox-without-key has no effect beside --tenants',
    );
  });
});

it('a server without a key does not start unless it was told what to do then', () => {
  expect(() => readConfig([], {})).toThrow('PORTONE_V1_API_KEY and PORTONE_V1_API_SECRET must be set');
});

describe('a setting that a form gives as switches', () => {
  it.each([
    ['desk=true,support=false,discover=false', ['desk']],
    ['desk=TRUE,support=1', ['desk', 'support']],
    ['desk=true,payments', ['desk', 'payments']],
    ['desk=false,support=false', undefined],
    [`desk=\${user_config.desk},support=true`, ['support']],
    ['desk=yes', ['desk=yes']],
  ])('reads the toolsets "%s" as %j', (text, toolsets) => {
    expect(Object(readConfig([], { ...KEYS, PORTONE_V1_TOOLSETS: text })).toolsets).toEqual(toolsets);
  });

  it.each([
    ['full=true', 'full'],
    ['full=false', 'masked'],
    [`full=\${user_config.show_personal_data}`, 'masked'],
  ])('reads the personal data setting "%s" as %s', (text, pii) => {
    expect(readConfig([], { ...KEYS, PORTONE_V1_PII: text })).toMatchObject({ pii });
  });
});
