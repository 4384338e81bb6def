import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleChannelGroup } from '../../src/sandbox/behavior/channels.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';
import { buildGuideRequests, type GuideRequest } from './guide-requests.ts';

const START = 1_795_000_000;

async function getToken(url: string): Promise<string> {
  const reply = await fetch(`${url}/users/getToken`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ imp_key: 'sandbox_key', imp_secret: 'sandbox_secret' }),
  });
  return ((await reply.json()) as { response: { access_token: string } }).response.access_token;
}

async function send(url: string, token: string, { call, body }: GuideRequest) {
  const [method = '', path = ''] = call.split(' ');
  const isForm = typeof body === 'string';
  const reply = await fetch(url + path, {
    method,
    headers: {
      authorization: token,
      'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
    },
    body: isForm ? body : JSON.stringify(body),
  });
  const { code, message } = (await reply.json()) as { code: number; message: string | null };
  return { status: reply.status, code, message };
}

describe.each([{ strict: false }, { strict: true }])(
  'the requests of PortOne’s guides in the mode %j',
  ({ strict }) => {
    let sandbox: Sandbox;
    let token: string;
    let requests: readonly GuideRequest[];

    beforeAll(async () => {
      sandbox = await startSandbox({ seed: 1, startedAt: START, strict });
      token = await getToken(sandbox.url);
      const samples = sandbox.getSamples();
      const key = { pg: 'nice_v2.sandbox00m', card_number: '4000-1234-5678-9010', expiry: '2099-12' };
      await send(sandbox.url, token, { page: '', call: 'POST /subscribe/customers/bob', body: key });
      requests = buildGuideRequests({
        customer: 'bob',
        schedulesAt: START + 86_400,
        channelGroup: sampleChannelGroup,
        paidCard: samples.paid_card?.imp_uid ?? '',
        paidAmount: 89_000,
        paidVbank: samples.vbank_paid?.imp_uid ?? '',
        paidTransfer: samples.receipt_none?.imp_uid ?? '',
        requestedCertification: samples.certification_requested?.imp_uid ?? '',
        otp: samples.certification_requested?.otp ?? '',
      });
    });
    afterAll(() => sandbox.close());

    it('every request succeeds unless it is the guide’s own mistake', async () => {
      const outcomes: Record<string, unknown> = {};
      const expected: Record<string, unknown> = {};
      for (const [index, request] of requests.entries()) {
        const name = `${index + 1}. ${request.page}: ${request.call}`;
        const isRefused =
          request.refusedBecause !== undefined || (strict && request.strictRefusesBecause !== undefined);
        const { status, code, message } = await send(sandbox.url, token, request);
        outcomes[name] = code === 0 ? 'succeeded' : isRefused ? 'refused' : `${status} ${code} ${message}`;
        expected[name] = isRefused ? 'refused' : 'succeeded';
        if (strict && request.strictRefusesBecause) expect(message).toContain(request.strictRefusesBecause);
      }
      expect(outcomes).toEqual(expected);
    });

    it('the customer of a smart-routing example has a key of several channels', async () => {
      expect(sandbox.getWorld().billingKeys.get('super')?.record.succeededChannels?.length).toBeGreaterThan(1);
    });

    it('the partial refunds of the examples refund their amounts and no more', () => {
      const { imp_uid = '' } = sandbox.getSamples().paid_card ?? {};
      expect(sandbox.getWorld().payments.get(imp_uid)?.record.cancel_amount).toBe(2_000);
    });
  },
);
