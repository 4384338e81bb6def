import { Redis } from 'ioredis';
import { scripts } from '../../src/store/redis/scripts.ts';
import { type DelayProxy, startDelayProxy } from './delay-proxy.ts';
import { capabilities, type RawClient, startRawClient } from './raw-client.ts';
import { type RedisServer, startRedis } from './redis.ts';
import type { Samples } from './tool-case.ts';
import { getServerCommand, startUpstream, type Upstream } from './upstream.ts';

const STATE_KEY = 'a key of thirty-two characters or more';

/** Several servers that share a Redis and a state key, in front of one sandbox. */
export interface Replicas {
  redis: RedisServer;
  upstream: Upstream;
  proxy: DelayProxy;
  samples: Samples;
  /** Starts the given number of servers, each in a process of its own with its own client. */
  start(count: number, setting?: ReplicaSetup): Promise<RawClient[]>;
  close(): Promise<void>;
}

interface ReplicaSetup {
  capability?: keyof typeof capabilities;
  flags?: readonly string[];
  /** Additional flags of each server, by its number. */
  getOwnFlags?: (server: number) => string[];
  env?: Record<string, string>;
}

export async function startReplicas(options: { persists?: boolean; password?: string } = {}): Promise<Replicas> {
  const [redis, upstream] = await Promise.all([startRedis(options), startUpstream()]);
  await backdateStore(redis.url);
  const proxy = await startDelayProxy(upstream.url);
  const clients: RawClient[] = [];
  return {
    redis,
    upstream,
    proxy,
    samples: await upstream.readSamples(),
    async start(count, { capability = 'form', flags = [], getOwnFlags = () => [], env = {} } = {}) {
      const replicaClients = await Promise.all(
        Array.from({ length: count }, (_, server) => {
          const command = getServerCommand(proxy.url, '--lang', 'en', ...flags, ...getOwnFlags(server));
          const shared = { PORTONE_V1_REDIS_URL: redis.url, PORTONE_V1_STATE_KEY: STATE_KEY };
          // In the modern protocol revision the state of a question travels, so that another server can get the answer.
          return startRawClient(
            '2026-07-28',
            { ...command, env: { ...command.env, ...shared, ...env } },
            capabilities[capability],
          );
        }),
      );
      clients.push(...replicaClients);
      return replicaClients;
    },
    async close() {
      await Promise.all(clients.map((client) => client.close()));
      await Promise.all([proxy.close(), upstream.close(), redis.close()]);
    },
  };
}

/** A new store allows no writes for some seconds: this makes it look old until it is restarted. */
async function backdateStore(url: string): Promise<void> {
  const key = 'portone-v1:epoch';
  const redis = new Redis(url);
  const epoch = String(await redis.eval(scripts.epoch, 1, key, 'long ago'));
  // The time of its creation is written last.
  await redis.set(key, epoch.replace(/\d+$/, '0'));
  redis.disconnect();
}
