import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApprovalList } from '../../support/approval-list.ts';
import { openApprovalPage, sendPageRequest } from '../../support/approval-page.ts';
import { buildModernCall, type HttpServer, startHttpServer } from '../../support/http-server.ts';
import { hasRedis, type RedisServer, startRedis } from '../../support/redis.ts';
import { PIN, startShops, type TwoShops } from '../../support/two-shops.ts';
import { startUpstream, type Upstream } from '../../support/upstream.ts';

async function callTool(url: string, args: Record<string, unknown>, token?: string) {
  const call = buildModernCall('cancel_payment', args, token === undefined ? {} : { token });
  const { text } = await sendPageRequest(url, call);
  return JSON.parse(text).result.structuredContent;
}

describe('the list of approvals of several shops', () => {
  let shops: TwoShops;
  let pageUrl: string;
  let listUrl: string;
  beforeAll(async () => {
    shops = await startShops();
    const { paid_card } = await shops.a.readSamples();
    const { error } = await callTool(
      shops.server.url,
      { imp_uid: paid_card?.imp_uid, amount: 1_000 },
      shops.getToken('anna'),
    );
    pageUrl = error.approval_url;
    listUrl = `${shops.server.origin}/approvals/shop-a`;
  });
  afterAll(() => shops.close());

  it('shows an approver of a shop what waits there, and afterwards how it was decided', async () => {
    const list = openApprovalList(listUrl);
    expect((await list.post({ pin: PIN })).status).toBe(303);
    expect(await list.readText('?lang=ko')).toMatch(
      /shop-a 승인 목록 승인 대기 1건 결제 취소\(환불\) ₩1,000 anna가 \d\d:\d\d에 요청 \d\d:\d\d까지/,
    );
    const [href = ''] = /\/approvals\/shop-a\/[\w-]{22}/.exec((await list.get()).text) ?? [];
    expect(shops.server.origin + href).toBe(pageUrl);
    await (await openApprovalPage(pageUrl)).post({ decision: 'deny' });
    expect(await list.readText('?lang=en')).toMatch(/Waiting 0 .*Cancel payment ₩1,000 Requested by anna .* Denied · /);
  });

  it('a session of one shop opens no list of another, nor one without a shop', async () => {
    const { headers } = await openApprovalList(listUrl).post({ pin: PIN });
    const [cookie = ''] = headers['set-cookie']?.[0]?.split(';') ?? [];
    for (const path of ['shop-b', 'nope', ''])
      expect(await openApprovalList(`${shops.server.origin}/approvals/${path}`, cookie).readText()).not.toMatch(
        /shop-a|₩1,000|Sign out/,
      );
  });

  it('a stranger cannot tell the lists of shops that exist from those of others', async () => {
    // The first has a PIN, the second has none, the third does not exist.
    const visit = async (name: string) => {
      const list = openApprovalList(`${shops.server.origin}/approvals/${name}`);
      const answers = [await list.get()];
      for (let attempt = 0; attempt < 6; attempt += 1) answers.push(await list.post({ pin: 'wrong' }));
      return answers.map(({ status, headers: { date: _, ...headers }, text }) => ({
        status,
        text: text.replaceAll(name, 'NAME'),
        headers: { ...headers, 'content-length': Number(headers['content-length']) - text.length },
      }));
    };
    const stranger = await visit('nobody');
    expect(stranger.map(({ status }) => status)).toEqual([200, 403, 403, 403, 403, 429, 429]);
    expect(await visit('shop-a')).toEqual(stranger);
    expect(await visit('shop-b')).toEqual(stranger);
  });
});

describe.skipIf(!hasRedis)('the list of approvals of replicas with a shared store', () => {
  let redis: RedisServer;
  let upstream: Upstream;
  let servers: HttpServer[];
  beforeAll(async () => {
    [redis, upstream] = await Promise.all([startRedis(), startUpstream()]);
    const env = {
      PORTONE_V1_REDIS_URL: redis.url,
      PORTONE_V1_STATE_KEY: 'a key of thirty-two characters or more',
      PORTONE_V1_APPROVAL_PIN: PIN,
      PORTONE_V1_NAME: '감귤상회',
    };
    servers = await Promise.all([1, 2].map(() => startHttpServer(upstream.url, { env })));
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.close()));
    await Promise.all([upstream.close(), redis.close()]);
  });

  it('is the same on every replica, and so is the session', async () => {
    const [one, other] = servers;
    const { paid_card } = await upstream.readSamples();
    const { error } = await callTool(String(one?.url), { imp_uid: paid_card?.imp_uid, amount: 2_000 });
    const { headers } = await openApprovalList(`${one?.origin}/approvals`).post({ pin: PIN });
    const [cookie = ''] = headers['set-cookie']?.[0]?.split(';') ?? [];
    const list = openApprovalList(`${other?.origin}/approvals`, cookie);
    expect(await list.readText('?lang=en')).toMatch(/감귤상회 Approvals Waiting 1 Cancel payment ₩2,000 /);
    const page = await openApprovalPage(error.approval_url.replace(one?.origin, other?.origin));
    await page.post({ decision: 'approve', pin: PIN });
    const listAtFirst = openApprovalList(`${one?.origin}/approvals/`, cookie);
    expect(await listAtFirst.readText('?lang=en')).toMatch(/Waiting 0 .*Cancel payment ₩2,000 .* Approved · /);
  });

  it('wrong PINs count on all replicas together', async () => {
    const lists = servers.map(({ origin }) => openApprovalList(`${origin}/approvals`));
    const statuses = [];
    for (const list of [...lists, ...lists, ...lists]) statuses.push((await list.post({ pin: 'wrong' })).status);
    expect(statuses).toEqual([403, 403, 403, 403, 429, 429]);
  });

  it('nothing of it can be read in the store', async () => {
    const { Redis } = await import('ioredis');
    const client = new Redis(redis.url);
    const keys = (await client.keys('*approval*')) as string[];
    expect(keys.length).toBeGreaterThan(1);
    const values = await Promise.all(keys.map((key) => client.get(key)));
    client.disconnect();
    expect([...keys, ...values].join('\n')).not.toMatch(/감귤|2,000|cancel_payment|Cancel/);
  });
});
