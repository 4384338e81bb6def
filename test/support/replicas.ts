import { Redis } from 'ioredis';
import { scripts } from '../../src/store/redis/scripts.ts';
import { type Passage, startPassage } from './delay-proxy.ts';
import { capabilities, type RawClient, rawClient } from './raw-client.ts';
import { type RedisServer, startRedis } from './redis.ts';
import type { Samples } from './tool-case.ts';
import { serverAt, startUpstream, type Upstream } from './upstream.ts';

const STATE_KEY = 'a key of thirty-two characters or more';

/** Several servers that share a Redis and a state key, in front of one sandbox. */
export interface Fleet {
  redis: RedisServer;
  upstream: Upstream;
  passage: Passage;
  samples: Samples;
  /** So many servers, each a process of its own with a client of its own. */
  start(count: number, setting?: Setting): Promise<RawClient[]>;
  close(): Promise<void>;
}

interface Setting {
  declares?: keyof typeof capabilities;
  flags?: readonly string[];
  /** Flags of each server alone, by its number. */
  own?: (server: number) => string[];
  env?: Record<string, string>;
}

export async function startFleet(options: { keeps?: boolean; password?: string } = {}): Promise<Fleet> {
  const [redis, upstream] = await Promise.all([startRedis(options), startUpstream()]);
  await age(redis.url);
  const passage = await startPassage(upstream.url);
  const clients: RawClient[] = [];
  return {
    redis,
    upstream,
    passage,
    samples: await upstream.samples(),
    async start(count, { declares = 'form', flags = [], own = () => [], env = {} } = {}) {
      const started = await Promise.all(
        Array.from({ length: count }, (_, server) => {
          const command = serverAt(passage.url, '--lang', 'en', ...flags, ...own(server));
          const shared = { PORTONE_V1_REDIS_URL: redis.url, PORTONE_V1_STATE_KEY: STATE_KEY };
          // In the newer era the state of a question travels, so that another server can be given the answer.
          return rawClient(
            '2026-07-28',
            { ...command, env: { ...command.env, ...shared, ...env } },
            capabilities[declares],
          );
        }),
      );
      clients.push(...started);
      return started;
    },
    async close() {
      await Promise.all(clients.map((client) => client.close()));
      await Promise.all([passage.close(), upstream.close(), redis.close()]);
    },
  };
}

/** In a new store nobody may write for some seconds: this one looks as if it had been there for long, until it is started anew. */
async function age(url: string): Promise<void> {
  const key = 'portone-v1:epoch';
  const redis = new Redis(url);
  const epoch = String(await redis.eval(scripts.epoch, 1, key, 'long ago'));
  // The time of its birth comes last.
  await redis.set(key, epoch.replace(/\d+$/, '0'));
  redis.disconnect();
}
