import type { Sandbox } from '../../src/sandbox/server.ts';

export interface SandboxAnswer {
  status: number;
  code: number;
  message: string | null;
  response: unknown;
}

/** Sends a request such as `POST /payments/cancel` to a sandbox. `{sample}` in a body is the `imp_uid` of a sample. */
export async function sendToSandbox(sandbox: Sandbox, call: string, body?: object, token = ''): Promise<SandboxAnswer> {
  const [method = '', path = ''] = call.split(' ');
  const text = JSON.stringify(body)?.replaceAll(
    /\{(\w+)\}/g,
    (_, situation: string) => sandbox.getSamples()[situation]?.imp_uid ?? '',
  );
  const reply = await fetch(sandbox.url + path, {
    method,
    headers: { authorization: token, 'content-type': 'application/json' },
    ...(text === undefined ? {} : { body: text }),
  });
  // PortOne's envelope.
  return { status: reply.status, ...((await reply.json()) as Omit<SandboxAnswer, 'status'>) };
}

export async function getSandboxToken(sandbox: Sandbox): Promise<string> {
  const keys = { imp_key: 'sandbox_key', imp_secret: 'sandbox_secret' };
  const { response } = await sendToSandbox(sandbox, 'POST /users/getToken', keys);
  return (response as { access_token: string }).access_token;
}
