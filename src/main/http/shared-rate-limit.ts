import { createHash } from 'node:crypto';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { connectRedis, isTimeout } from '../../store/redis/client.ts';
import { createMemoryLimiter, type LimiterFactory } from '../../transports/http/rate-limit.ts';

/**
 * Creates rate limits that all servers of one account share. While the store is unreachable, each server counts by
 * itself.
 */
export function createSharedLimits(url: string, account: string): { createLimiter: LimiterFactory; close(): void } {
  const client = connectRedis(url);
  // The store's own connection reports errors to the operator.
  client.on('error', () => {});
  return {
    createLimiter(name, points) {
      const options = { storeClient: client, points, duration: 60, rejectIfRedisNotReady: true };
      const shared = new RateLimiterRedis({ ...options, keyPrefix: `portone-v1:{${account}}:rate:${name}` });
      const local = createMemoryLimiter(name, points);
      return {
        async consume(key) {
          try {
            // Hash the caller: store keys must not reveal who calls.
            return await shared.consume(createHash('sha256').update(key).digest('base64url'));
          } catch (error) {
            if (error instanceof RateLimiterRes) throw error;
            // Reconnect, so that only one call waits for a dead connection.
            if (isTimeout(error)) client.disconnect(true);
            return local.consume(key);
          }
        },
      };
    },
    close: () => client.disconnect(),
  };
}
