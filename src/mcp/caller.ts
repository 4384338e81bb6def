import {
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { requestOf, traceOf } from '../base/trace-context.ts';
import type { Answer, Caller } from '../guard/confirmation/confirm.ts';

type Channels = Pick<Caller, 'canAsk' | 'canOpen'>;

export const channelsOf = ({ elicitation }: ClientCapabilities): Channels => ({
  // `elicitation: {}` means forms; a client may also declare URLs only.
  canAsk: elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined),
  canOpen: elicitation?.url !== undefined,
});

export function callerOf(server: Server, ctx: ServerContext, answer?: Answer): Caller {
  const trace = traceOf(ctx.mcpReq._meta?.traceparent);
  const request = requestOf(ctx.mcpReq.id);
  const { canAsk, canOpen } = channelsOf(capabilitiesOf(server, ctx));
  return {
    id: ctx.http?.authInfo?.clientId ?? 'local',
    canAsk,
    canOpen,
    signal: ctx.mcpReq.signal,
    ...(answer ? { answer } : {}),
    ...(trace === undefined ? {} : { trace }),
    ...(request === undefined ? {} : { request }),
  };
}

export function capabilitiesOf(server: Server, { mcpReq }: ServerContext): ClientCapabilities {
  // The published type of the envelope has lost its keys.
  const envelope = mcpReq.envelope as Record<string, unknown> | undefined;
  return (
    (envelope?.[CLIENT_CAPABILITIES_META_KEY] as ClientCapabilities | undefined) ?? server.getClientCapabilities() ?? {}
  );
}
