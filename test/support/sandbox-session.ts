import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';
import { missingBillingKeyOption } from './missing-billing-key.ts';

interface SandboxResponse {
  status: number;
  code: number;
  message: string | null;
  response: unknown;
}

interface LedgerText {
  text: string;
  entries: Record<string, unknown>[];
  warnings: Record<string, unknown>[];
}

export interface SandboxSession extends Sandbox {
  /** A call as a client makes it: JSON, with a token. */
  call(method: string, path: string, body?: object): Promise<SandboxResponse>;
  /** The whole ledger, also as text to search for forbidden values. */
  readLedger(): Promise<LedgerText>;
}

/** A separate sandbox with a stopped clock; strict by default. */
export async function startSandboxSession({ strict = true } = {}): Promise<SandboxSession> {
  const sandbox = await startSandbox({ seed: 1, startedAt: 1_795_000_000, strict, ...missingBillingKeyOption });
  const send = (method: string, path: string, body: object | undefined, token: string) =>
    fetch(sandbox.url + path, {
      method,
      headers: {
        accept: 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const keys = { imp_key: 'sandbox_key', imp_secret: 'sandbox_secret' };
  const tokenReply = (await (await send('POST', '/users/getToken', keys, '')).json()) as {
    response: { access_token: string };
  };
  return {
    ...sandbox,
    call: async (method, path, body) => {
      const reply = await send(method, path, body, tokenReply.response.access_token);
      return { status: reply.status, ...((await reply.json()) as Omit<SandboxResponse, 'status'>) };
    },
    readLedger: async () => {
      const text = await (await send('GET', '/_sandbox/ledger', undefined, '')).text();
      return { text, ...(JSON.parse(text) as Omit<LedgerText, 'text'>) };
    },
  };
}
