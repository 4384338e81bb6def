import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { getPayment } from '../../../src/endpoints/catalog/payments.ts';
import { maskContent } from '../../../src/output/content-mask.ts';
import { createPortOne } from '../../../src/portone/client.ts';
import { describeConnectionFailure, getCauseNextStep, isTransient } from '../../../src/portone/failure-cause.ts';
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
    ['ECONNREFUSED', 'was refused', 'PORTONE_V1_BASE_URL'],
    ['ENOTFOUND', 'could not be resolved', 'HTTPS_PROXY'],
    ['EAI_AGAIN', 'could not be resolved', 'DNS'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'not trusted', 'NODE_EXTRA_CA_CERTS'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'not trusted', 'NODE_EXTRA_CA_CERTS'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'not trusted', 'NODE_EXTRA_CA_CERTS'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'not trusted', 'NODE_EXTRA_CA_CERTS'],
    ['CERT_HAS_EXPIRED', 'not valid at this time', 'clock'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'another host', 'DNS'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'TLS handshake', 'proxy'],
    ['UND_ERR_CONNECT_TIMEOUT', 'no connection', 'firewall'],
    ['ENETUNREACH', 'no connection', 'internet connection'],
  ])('%s is told with what to do about it', (code, description, next) => {
    expect(describeConnectionFailure(code)).toContain(description);
    expect(describeConnectionFailure(code)).toContain(code);
    expect(getCauseNextStep(code)).toContain(next);
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
    expect(describeConnectionFailure('ESOMETHING')).toBe('the connection failed (ESOMETHING)');
    expect(getCauseNextStep('ESOMETHING')).toBeUndefined();
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
      message: 'PortOne could not be reached: the connection was refused (ECONNREFUSED). Nothing was changed.',
      next: expect.stringContaining('PORTONE_V1_BASE_URL'),
    });
    await close();
  });
});
