import type { Server, ServerContext } from '@modelcontextprotocol/server';
import { createChannelFailures, forgetfulFailures } from '../guard/confirmation/channel-failures.ts';
import { describeConfirmationChannel } from '../guard/confirmation/describe-channel.ts';
import type { ChannelFailures } from '../guard/confirmation/reply-decision.ts';
import type { ConfirmationFallback, ConfirmationMode } from '../guard/confirmation/service.ts';
import { getClientCapabilities, readElicitationSupport } from './caller.ts';

/** Callers whose failures are remembered at the same time; the oldest is forgotten first. */
const MAX_CALLERS = 1_000;

interface FailureMemoryOptions {
  confirmation: { mode: ConfirmationMode; fallback: ConfirmationFallback };
  log(line: string): void;
}

/**
 * Remembers what clients did wrong when they should have asked a person. `forConnection` is for one connection; without
 * connections, `forCaller` tells clients apart by the caller's token and the client's name.
 */
export interface FailureMemory {
  forConnection(server: Server, ctx: ServerContext): ChannelFailures;
  /** Remembers nothing of a caller without a token, who could be anybody. */
  forCaller(server: Server, ctx: ServerContext): ChannelFailures;
}

export function createFailureMemory({ confirmation, log }: FailureMemoryOptions): FailureMemory {
  const byCaller = new Map<string, ChannelFailures>();
  const forConnection = (server: Server, ctx: ServerContext): ChannelFailures => {
    const support = readElicitationSupport(getClientCapabilities(server, ctx));
    return createChannelFailures((channelFailures) =>
      log(describeConfirmationChannel({ ...support, channelFailures }, confirmation)),
    );
  };
  return {
    forConnection,
    forCaller(server, ctx) {
      const caller = ctx.http?.authInfo?.clientId;
      if (caller === undefined || caller === LOCAL_CALLER) return forgetfulFailures;
      const { name, version } = server.getClientVersion() ?? {};
      const key = JSON.stringify([caller, name, version]);
      const known = byCaller.get(key);
      if (known) return known;
      const failures = forConnection(server, ctx);
      const [oldest] = byCaller.keys();
      if (byCaller.size >= MAX_CALLERS && oldest !== undefined) byCaller.delete(oldest);
      byCaller.set(key, failures);
      return failures;
    },
  };
}

/** Everybody on a server without authentication. */
const LOCAL_CALLER = 'local';
