import {
  type ClientCapabilities,
  type Implementation,
  ProtocolError,
  ProtocolErrorCode,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { createCatalog, type GuardContext } from '../context.ts';
import { canReadVia } from '../desk/tool-equivalents.ts';
import { describeConfirmationChannel } from '../guard/confirmation/describe-channel.ts';
import type { ToolListing } from '../tools/definitions.ts';
import type { ReportProgress } from '../tools/tool.ts';
import { getClientCapabilities, readElicitationSupport, toCaller } from './caller.ts';
import {
  addTokenArguments,
  omitTokenArguments,
  readConfirmationReply,
  readTokenReply,
  requestConfirmation,
} from './elicitation.ts';
import { cacheHints, capabilities, createReadHandlers } from './handlers/index.ts';
import { instructions } from './instructions.ts';
import { CallToolParams, PassthroughServer } from './passthrough-server.ts';

interface ServerFactoryOptions {
  /** Serves many clients, so the confirmation channel of a single client is not logged. */
  manyClients?: true;
}

/**
 * Creates a factory of servers that share all state: one server for each connection, and over HTTP for each request.
 */
export function createServerFactory(
  info: Implementation,
  merchant: GuardContext,
  offeredTools: readonly ToolListing[],
  { manyClients }: ServerFactoryOptions = {},
): () => Server {
  const { allowCardData, lang, runtimeInfo } = merchant.context;
  const acceptsTokens = runtimeInfo.confirmationFallback === 'token';
  const callableTools = offeredTools.map(({ openInputSchema, ...tool }) => {
    const inputSchema = allowCardData && openInputSchema ? openInputSchema : tool.definition.inputSchema;
    const takesToken = tool.confirm && acceptsTokens;
    return {
      ...tool,
      definition: {
        ...tool.definition,
        title: tool.title[lang],
        inputSchema: takesToken ? addTokenArguments(inputSchema) : inputSchema,
      },
    };
  });
  const context = { ...merchant.context, catalog: createCatalog(callableTools) };
  const guard: GuardContext = { ...merchant, context };
  const tools = callableTools.filter(({ hidden }) => !hidden).map(({ definition }) => definition);
  const options = {
    capabilities: { tools: { listChanged: false }, ...capabilities },
    instructions,
    // The list of tools is fixed for the life of the process.
    cacheHints: { 'tools/list': { ttlMs: 3_600_000, cacheScope: 'private' as const }, ...cacheHints },
    // This server checks elicitation results itself; the SDK's default would load a JSON schema compiler at every
    // start.
    jsonSchemaValidator: { getValidator: refuseToValidate },
  };

  // Load the endpoints and their dependencies with the first call; listing tools does not need them.
  let callModules: Promise<CallModules> | undefined;
  const isReadable = canReadVia(context);
  const registerReadHandlers = createReadHandlers(context, { isOffered: context.catalog.has, isReadable });

  return () => {
    const server = new PassthroughServer(info, options);
    let isChannelLogged = manyClients === true;
    // The legacy revision sends the client's capabilities once, the modern one with every request. Log the first ones
    // received.
    const logConfirmationChannel = (capabilities: ClientCapabilities) => {
      if (!isChannelLogged)
        context.log(
          describeConfirmationChannel(readElicitationSupport(capabilities), runtimeInfo.confirmationFallback),
        );
      isChannelLogged = true;
    };
    server.oninitialized = () => logConfirmationChannel(server.getClientCapabilities() ?? {});
    server.setRequestHandler('tools/list', (_, ctx) => {
      logConfirmationChannel(getClientCapabilities(server, ctx));
      return { tools };
    });
    server.setRequestHandler('tools/call', { params: CallToolParams }, async (params, ctx) => {
      callModules ??= loadCallModules();
      const { callTool, toUnknownToolError, unwrapCallTool } = await callModules;
      if (!context.catalog.has(params.name))
        throw new ProtocolError(
          ProtocolErrorCode.InvalidParams,
          toUnknownToolError(params.name, callableTools).message,
        );
      logConfirmationChannel(getClientCapabilities(server, ctx));
      const call = unwrapCallTool({ name: params.name, args: params.arguments ?? {} }, callableTools);
      const tokenReply = acceptsTokens ? readTokenReply(call.args) : undefined;
      const outcome = await callTool(
        guard,
        toCaller(server, ctx, tokenReply ?? readConfirmationReply(ctx)),
        call.name,
        tokenReply ? omitTokenArguments(call.args) : call.args,
        createProgressReporter(ctx),
      );
      if (outcome.status === 'pending') return requestConfirmation(outcome, lang);
      if (outcome.status === 'failed') return toCallResult({ error: outcome.error }, true);
      return toCallResult(outcome.result);
    });
    registerReadHandlers(server);
    return server;
  };
}

/** Reports progress to a client that sent a progress token. Ignores errors, since the client may have disconnected. */
function createProgressReporter({ mcpReq }: ServerContext): ReportProgress | undefined {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return undefined;
  return (progress, total, message) => {
    const params = { progressToken, progress, total, message };
    mcpReq.notify({ method: 'notifications/progress', params }).catch(() => {});
  };
}

function refuseToValidate(): never {
  throw new Error('The SDK must not validate JSON schemas in this server');
}

const loadCallModules = () => import('../tools/call-tool.ts');
type CallModules = Awaited<ReturnType<typeof loadCallModules>>;

/**
 * Builds the tool result: the structured content, and the same JSON as text. Nothing else, since some clients reject or
 * drop the whole result because of a content type that they do not know.
 */
const toCallResult = (structuredContent: Record<string, unknown>, isError = false) => ({
  content: [{ type: 'text' as const, text: JSON.stringify(structuredContent) }],
  structuredContent,
  ...(isError ? { isError } : {}),
});
