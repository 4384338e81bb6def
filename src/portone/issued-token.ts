import type { IssuedToken } from './access-token.ts';
import { CredentialsRefused, PortOneRejected, PortOneUnreachable } from './errors.ts';
import { type HttpResponse, isNotPortOne, parseEnvelope } from './response.ts';

/** Reads the response to a token request. Throws CredentialsRefused, PortOneRejected or PortOneUnreachable. */
export function parseIssuedToken({ status, text }: HttpResponse): IssuedToken {
  const envelope = parseEnvelope(text);
  if (status === 400 || status === 401)
    throw new CredentialsRefused({
      httpStatus: status,
      ...(envelope ? { code: envelope.code, upstreamMessage: envelope.message } : { fromPortOne: false }),
    });
  if (envelope && status < 500 && (status !== 200 || envelope.code !== 0))
    throw new PortOneRejected({ httpStatus: status, code: envelope.code, upstreamMessage: envelope.message });
  const response: Record<string, unknown> = Object(envelope?.response);
  const { access_token: value, now, expired_at: expiresAt } = response;
  // Visible ASCII: nothing else is valid in a header.
  if (status !== 200 || typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value))
    throw new PortOneUnreachable({
      detail: `the HTTP ${status} response contained no access token${envelope ? '' : " and was not PortOne's JSON"}`,
      httpStatus: status,
      fromPortOne: envelope !== undefined || !isNotPortOne(status),
    });
  // Without times, the token only serves the calls waiting for it.
  return { value, now: Number(now) || 0, expiresAt: Number(expiresAt) || 0 };
}
