import { createHash } from 'node:crypto';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { connectRedis, isTimeout } from '../../store/redis/client.ts';
import { createMemoryLimiter, type LimiterFactory } from '../../transports/http/rate-limit.ts';

/** Rate limits that the servers of one account count together; while the store is away, each counts for itself. */
export function createSharedLimits(url: string, account: string): { createLimiter: LimiterFactory; close(): void } {
  const client = connectRedis(url);
  // The store's own connection tells the operator what is wrong.
  client.on('error', () => {});
  return {
    createLimiter(name, points) {
      const options = { storeClient: client, points, duration: 60, rejectIfRedisNotReady: true };
      const shared = new RateLimiterRedis({ ...options, keyPrefix: `portone-v1:{${account}}:rate:${name}` });
      const local = createMemoryLimiter(name, points);
      return {
        async consume(key) {
          try {
            // Who calls is nobody's business who can read the store.
            return await shared.consume(createHash('sha256').update(key).digest('base64url'));
          } catch (error) {
            if (error instanceof RateLimiterRes) throw error;
            // A connection that carries nothing any more is not waited for twice.
            if (isTimeout(error)) client.disconnect(true);
            return local.consume(key);
          }
        },
      };
    },
    close: () => client.disconnect(),
  };
}
