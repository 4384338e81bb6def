import {
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  type Implementation,
  inputRequired,
  inputResponse,
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import type { Context } from './context.ts';
import type { Answer, Caller, Question } from './guard/confirm.ts';
import { instructions } from './instructions.ts';
import type { ToolListing } from './tools/listing.ts';

/** Makes servers that share everything: one is made for each connection, and over HTTP for each request. */
export function serverFactory(info: Implementation, context: Context, offered: readonly ToolListing[]): () => Server {
  const tools = offered.map(({ definition, openInputSchema }) =>
    context.allowCardData && openInputSchema ? { ...definition, inputSchema: openInputSchema } : definition,
  );
  const names = new Set(tools.map((tool) => tool.name));
  const options = {
    capabilities: { tools: { listChanged: false } },
    instructions,
    // The list is fixed for the life of the process.
    cacheHints: { 'tools/list': { ttlMs: 3_600_000, cacheScope: 'private' as const } },
    // Answers to questions are checked by us; the SDK's default would load a JSON schema compiler at every start.
    jsonSchemaValidator: { getValidator: refuseToValidate },
  };

  // The rows and what they need are read at the first call: a list of tools is made without them.
  let road: Promise<typeof import('./tools/call.ts')> | undefined;

  return () => {
    const server = new Server(info, options);
    server.setRequestHandler('tools/list', () => ({ tools }));
    server.setRequestHandler('tools/call', async ({ params }, ctx) => {
      if (!names.has(params.name))
        throw new ProtocolError(
          ProtocolErrorCode.InvalidParams,
          `Unknown tool: ${JSON.stringify(params.name.slice(0, 60))}`,
        );
      road ??= import('./tools/call.ts');
      const { callTool } = await road;
      const outcome = await callTool(context, callerOf(server, ctx), params.name, params.arguments ?? {});
      if ('question' in outcome) return asked(outcome.question);
      return 'error' in outcome ? content({ error: outcome.error }, true) : content(outcome.result);
    });
    return server;
  };
}

function refuseToValidate(): never {
  throw new Error('No JSON schema is validated by the SDK in this server');
}

const content = (structuredContent: Record<string, unknown>, isError = false) => ({
  content: [{ type: 'text' as const, text: JSON.stringify(structuredContent) }],
  structuredContent,
  ...(isError ? { isError } : {}),
});

const QUESTION = 'confirm';

const asked = ({ message, token }: Question) =>
  inputRequired({
    inputRequests: {
      [QUESTION]: inputRequired.elicit({
        message,
        requestedSchema: {
          type: 'object',
          properties: { [QUESTION]: { type: 'boolean', title: 'Yes, do it / 네, 진행합니다', default: false } },
          required: [QUESTION],
        },
      }),
    },
    requestState: token,
  });

function callerOf(server: Server, ctx: ServerContext): Caller {
  const answer = answerOf(ctx);
  return {
    id: ctx.http?.authInfo?.clientId ?? 'local',
    canAsk: canAskByForm(capabilitiesOf(server, ctx)),
    ...(answer ? { answer } : {}),
    signal: ctx.mcpReq.signal,
  };
}

/** Only an accepted form with its box ticked is a yes. An answer without a token was given before any question: it is none. */
function answerOf({ mcpReq }: ServerContext): Answer | undefined {
  const token = mcpReq.requestState();
  if (typeof token !== 'string') return undefined;
  const response = inputResponse(mcpReq.inputResponses, QUESTION);
  const yes = response.kind === 'elicit' && response.action === 'accept' && response.content?.[QUESTION] === true;
  return { token, said: yes ? 'yes' : 'no' };
}

function capabilitiesOf(server: Server, { mcpReq }: ServerContext): ClientCapabilities {
  // The published type of the envelope has lost its keys.
  const envelope = mcpReq.envelope as Record<string, unknown> | undefined;
  return (
    (envelope?.[CLIENT_CAPABILITIES_META_KEY] as ClientCapabilities | undefined) ?? server.getClientCapabilities() ?? {}
  );
}

/** `elicitation: {}` means forms; a client may also declare URLs only. */
const canAskByForm = ({ elicitation }: ClientCapabilities): boolean =>
  elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
