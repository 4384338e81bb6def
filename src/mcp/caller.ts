import {
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { parseRequestId, parseTraceId } from '../base/trace-context.ts';
import type { Caller, ConfirmationReply } from '../guard/confirmation/caller.ts';
import type { ChannelFailures } from '../guard/confirmation/channel-failures.ts';

type ElicitationSupport = Pick<Caller, 'supportsFormElicitation' | 'supportsUrlElicitation'>;

export const readElicitationSupport = ({ elicitation }: ClientCapabilities): ElicitationSupport => ({
  // `elicitation: {}` means forms; a client may also declare URLs only.
  supportsFormElicitation:
    elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined),
  supportsUrlElicitation: elicitation?.url !== undefined,
});

interface CallerParts {
  reply?: ConfirmationReply | undefined;
  channelFailures?: ChannelFailures | undefined;
}

export function toCaller(server: Server, ctx: ServerContext, { reply, channelFailures }: CallerParts = {}): Caller {
  const trace = parseTraceId(ctx.mcpReq._meta?.traceparent);
  const request = parseRequestId(ctx.mcpReq.id);
  const { supportsFormElicitation, supportsUrlElicitation } = readElicitationSupport(
    getClientCapabilities(server, ctx),
  );
  return {
    id: ctx.http?.authInfo?.clientId ?? 'local',
    supportsFormElicitation,
    supportsUrlElicitation,
    signal: ctx.mcpReq.signal,
    ...(reply ? { reply } : {}),
    ...(channelFailures ? { channelFailures } : {}),
    ...(trace === undefined ? {} : { trace }),
    ...(request === undefined ? {} : { request }),
  };
}

export function getClientCapabilities(server: Server, { mcpReq }: ServerContext): ClientCapabilities {
  // The SDK's published type of the envelope has no keys.
  const envelope = mcpReq.envelope as Record<string, unknown> | undefined;
  return (
    (envelope?.[CLIENT_CAPABILITIES_META_KEY] as ClientCapabilities | undefined) ?? server.getClientCapabilities() ?? {}
  );
}
