import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendPageRequest } from '../../support/approval-page.ts';
import { buildModernCall, type HttpServer, startHttpServer } from '../../support/http-server.ts';
import { hasRedis, type RedisServer, startRedis } from '../../support/redis.ts';
import { startUpstream, type Upstream } from '../../support/upstream.ts';

const PER_MINUTE = 6;

describe.skipIf(!hasRedis)('the rate limit of two servers that share a store', () => {
  let redis: RedisServer;
  let upstream: Upstream;
  let servers: HttpServer[];
  /** A server on the same Redis for another account. */
  let stranger: HttpServer;

  beforeAll(async () => {
    [redis, upstream] = await Promise.all([startRedis(), startUpstream()]);
    const options = {
      flags: ['--rate-limit', String(PER_MINUTE)],
      env: { PORTONE_V1_REDIS_URL: redis.url, PORTONE_V1_STATE_KEY: 'a key of thirty-two characters or more' },
    };
    const other = { ...options, env: { ...options.env, PORTONE_V1_API_KEY: 'another_account' } };
    [stranger, servers] = await Promise.all([
      startHttpServer(upstream.url, other),
      Promise.all([startHttpServer(upstream.url, options), startHttpServer(upstream.url, options)]),
    ]);
  });
  afterAll(async () => {
    await Promise.all([stranger, ...servers].map((server) => server.close()));
    await Promise.all([redis.close(), upstream.close()]);
  });

  async function getErrorKindAt(server: HttpServer | undefined): Promise<string> {
    const { text } = await sendPageRequest(String(server?.url), buildModernCall('list_bank_codes'));
    return JSON.parse(text).result.structuredContent.error?.kind ?? 'done';
  }

  it('the servers count a caller together and per account, and each alone during a store outage', async () => {
    const kinds: string[] = [];
    for (let made = 0; made < PER_MINUTE + 2; made++) kinds.push(await getErrorKindAt(servers[made % 2]));
    expect(kinds.filter((kind) => kind === 'done')).toHaveLength(PER_MINUTE);
    expect(kinds.slice(PER_MINUTE)).toEqual(['rate_limited', 'rate_limited']);
    expect(await getErrorKindAt(stranger)).not.toBe('rate_limited');
    await redis.stop();
    expect(await getErrorKindAt(servers[0])).toBe('done');
    expect((await sendPageRequest(`${servers[0]?.origin}/readyz`)).status).toBe(503);
  });
});
