import type * as z from 'zod';
import type { WriteEndpoint } from '../../src/endpoints/endpoint.ts';
import type { PortOneConnection } from '../../src/portone/client.ts';
import { WritePermit } from '../../src/portone/write-permit.ts';

/**
 * Sends a write without the guard, by a permit that the test issues itself: no rule, no policy and no person is asked. Only
 * for tests of what is sent to PortOne and of what comes back.
 */
export const sendUnguarded = <A, S extends z.ZodType>(
  { writer }: Pick<PortOneConnection, 'writer'>,
  row: WriteEndpoint<A, S>,
  args: NoInfer<A>,
  options?: { signal?: AbortSignal },
) => writer.send(new WritePermit(row, args), options);
