import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  type ClientCapabilities,
  type Implementation,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { quoteUnlessPlain, toSingleLine, truncateText } from '../base/text.ts';
import { parseRequestId, parseTraceId } from '../base/trace-context.ts';
import type { Caller, ConfirmationReply } from '../guard/confirmation/caller.ts';
import type { ChannelFailures } from '../guard/confirmation/reply-decision.ts';

/** Longer than the names of known clients. */
const MAX_NAME_LENGTH = 40;

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
  const displayName = getDisplayName(server, ctx);
  return {
    id: ctx.http?.authInfo?.clientId ?? 'local',
    ...(displayName === undefined ? {} : { displayName }),
    supportsFormElicitation,
    supportsUrlElicitation,
    signal: ctx.mcpReq.signal,
    ...(reply ? { reply } : {}),
    ...(channelFailures ? { channelFailures } : {}),
    ...(trace === undefined ? {} : { trace }),
    ...(request === undefined ? {} : { request }),
  };
}

/** The caller's authenticated name, or else the name that the client gives itself, which anybody could choose. */
function getDisplayName(server: Server, ctx: ServerContext): string | undefined {
  const client = (readEnvelope(ctx)?.[CLIENT_INFO_META_KEY] ?? server.getClientVersion()) as Implementation | undefined;
  const name: unknown = ctx.http?.authInfo?.extra?.callerName ?? client?.title ?? client?.name;
  const line = typeof name === 'string' ? toSingleLine(name) : '';
  return line === '' ? undefined : quoteUnlessPlain(truncateText(line, MAX_NAME_LENGTH));
}

export const getClientCapabilities = (server: Server, ctx: ServerContext): ClientCapabilities =>
  (readEnvelope(ctx)?.[CLIENT_CAPABILITIES_META_KEY] as ClientCapabilities | undefined) ??
  server.getClientCapabilities() ??
  {};

/** What a client of the modern revision sends with every request. The SDK's published type of it has no keys. */
const readEnvelope = ({ mcpReq }: ServerContext) => mcpReq.envelope as Record<string, unknown> | undefined;
