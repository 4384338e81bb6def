import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { getPayment } from '../../../src/endpoints/catalog/payments.ts';
import { maskContent } from '../../../src/output/content-mask.ts';
import { createPortOne } from '../../../src/portone/client.ts';
import { adviseModel, explainConnectionFailure, isTransient } from '../../../src/portone/failure-cause.ts';
import { findFreePort } from '../../support/free-port.ts';
import { catchPortOneError } from '../../support/portone-fixture.ts';

/** The sentences about a failed connection, and those that describe how a person is asked. */
function readSentences(): string[] {
  const files = [
    'portone/failure-cause',
    'portone/errors',
    'portone/http-client',
    'guard/confirmation/describe-channel',
  ];
  const texts = files.map((file) => readFileSync(new URL(`../../../src/${file}.ts`, import.meta.url), 'utf8'));
  const literals = texts.join('\n').match(/'[^'\n]{30,}'|"[^"\n]{30,}"|`[^`\n]{30,}`/g) ?? [];
  return literals.map((literal) => literal.slice(1, -1));
}

describe('the cause of a failed connection', () => {
  it.each([
    ['ECONNREFUSED', 'refused the connection', 'PORTONE_V1_BASE_URL'],
    ['ENOTFOUND', 'could not be resolved: there is no such host name', 'HTTPS_PROXY'],
    ['EAI_AGAIN', 'could not be resolved: DNS gives no answer', 'DNS'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'shows a TLS certificate that is not trusted', 'NODE_EXTRA_CA_CERTS'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'shows a TLS certificate that is not trusted', 'NODE_EXTRA_CA_CERTS'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'shows a TLS certificate that is not trusted', 'NODE_EXTRA_CA_CERTS'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'shows a TLS certificate that is not trusted', 'NODE_EXTRA_CA_CERTS'],
    ['CERT_HAS_EXPIRED', 'shows a TLS certificate that is not valid at this time', 'TLS'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'shows a TLS certificate of another host', 'DNS'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'failed the TLS handshake', 'PORTONE_V1_BASE_URL'],
    ['ECONNRESET', 'broke the connection off', 'VPN'],
    ['UND_ERR_CONNECT_TIMEOUT', 'does not answer', 'HTTPS_PROXY'],
    ['ENETUNREACH', 'does not answer', 'HTTPS_PROXY'],
  ])('%s is told with what to do about it', (code, description, next) => {
    const { what, advice } = explainConnectionFailure('api.example.com', code);
    expect(what.en).toContain(`api.example.com ${description}`);
    expect(what.ko).toMatch(/^api\.example\.com: .*[가-힣]/);
    for (const text of [what.en, what.ko]) expect(text).toContain(code);
    for (const text of [advice?.en, advice?.ko]) expect(text).toContain(next);
  });

  it.each(readSentences())('the mask of personal data leaves our own sentence as it is: %s', (sentence) => {
    expect(maskContent(sentence)).toBe(sentence);
  });

  it('a certificate and an unknown host are not tried again at once; a refused connection is', () => {
    expect(['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ENOTFOUND'].map(isTransient)).toEqual(
      Array(3).fill(false),
    );
    expect(['ECONNREFUSED', 'ECONNRESET', undefined].map(isTransient)).toEqual(Array(3).fill(true));
  });

  it('an unknown code is told without advice of its own', () => {
    const { what, advice } = explainConnectionFailure('api.example.com', 'ESOMETHING');
    expect(what.en).toBe('the connection to api.example.com failed (ESOMETHING)');
    expect(advice).toBeUndefined();
  });

  it('a model is told to hand the advice on, and to wait only where waiting helps', () => {
    const { advice } = explainConnectionFailure('api.example.com', 'DEPTH_ZERO_SELF_SIGNED_CERT');
    expect(adviseModel(advice ?? { en: '', ko: '' })).toMatch(/^Tell the user, or whoever set up this server: /);
    const waiting = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'CERT_HAS_EXPIRED', 'PROXY_AUTH_REQUIRED', 'EPROTO'];
    for (const code of waiting)
      expect(explainConnectionFailure('h', code).advice?.en, code).not.toMatch(/try again|later|wait a/i);
  });

  it('a refused connection reaches the caller with its cause', async () => {
    const baseUrl = `http://127.0.0.1:${await findFreePort()}`;
    const { reader, close } = createPortOne(
      { baseUrl, apiKey: 'k', apiSecret: 's', userAgent: 'u' },
      { sleep: async () => {} },
    );
    const error = await catchPortOneError(reader.call(getPayment, { imp_uid: 'imp_1' }));
    expect(error).toMatchObject({
      kind: 'unreachable',
      message: `PortOne could not be reached: ${new URL(baseUrl).host} refused the connection (ECONNREFUSED). Nothing was changed.`,
      next: expect.stringContaining('PORTONE_V1_BASE_URL'),
    });
    await close();
  });
});
