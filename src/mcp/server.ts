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
import type { ConfirmationReply } from '../guard/confirmation/caller.ts';
import { describeConfirmationChannel } from '../guard/confirmation/describe-channel.ts';
import type { ChannelFailures } from '../guard/confirmation/reply-decision.ts';
import type { ToolListing } from '../tools/definitions.ts';
import { supportsApps } from './apps/capability.ts';
import { addViews } from './apps/views.ts';
import { getClientCapabilities, readElicitationSupport, toCaller } from './caller.ts';
import { addTokenArguments, omitTokenArguments, readTokenReply, requestConfirmation } from './elicitation.ts';
import { createFailureMemory } from './failure-memory.ts';
import { cacheHints, capabilities, createReadHandlers } from './handlers/index.ts';
import { instructions } from './instructions.ts';
import { createLegacyQuestions } from './legacy-questions.ts';
import { CallToolParams, PassthroughServer } from './passthrough-server.ts';
import { createProgressReporter } from './progress.ts';
import { getRevision, isModern, runWithQuestions } from './run-with-questions.ts';
import { noteSandbox, SANDBOX_NOTE } from './sandbox-note.ts';

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
  const acceptsTokens = runtimeInfo.confirmation.fallback === 'token';
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
  const toolsWithViews = addViews(tools);
  const options = {
    capabilities: { tools: { listChanged: false }, ...capabilities },
    instructions: runtimeInfo.lacksKey ? `${SANDBOX_NOTE}\n${instructions}` : instructions,
    // The list of tools is fixed for the life of the process.
    cacheHints: { 'tools/list': { ttlMs: 3_600_000, cacheScope: 'private' as const }, ...cacheHints },
    // This server checks elicitation results itself; the SDK's default would load a JSON schema compiler at every
    // start.
    jsonSchemaValidator: { getValidator: refuseToValidate },
    // This server asks the questions of the legacy revisions itself.
    inputRequired: { legacyShim: false },
  };
  const { times } = merchant.confirmations;
  const failureMemory = createFailureMemory({ confirmation: runtimeInfo.confirmation, log: context.log });

  // Load the endpoints and their dependencies with the first call; listing tools does not need them.
  let callModules: Promise<CallModules> | undefined;
  const isReadable = canReadVia(context);
  const registerReadHandlers = createReadHandlers(context, { isOffered: context.catalog.has, isReadable });

  return () => {
    const server = new PassthroughServer(info, options);
    const questions = createLegacyQuestions(context.getMonotonicMs);
    let connectionFailures: ChannelFailures | undefined;
    const getChannelFailures = (ctx: ServerContext) => {
      // Over HTTP, the modern revision has no connections.
      if (manyClients && isModern(server)) return failureMemory.forCaller(server, ctx);
      connectionFailures ??= failureMemory.forConnection(server, ctx);
      return connectionFailures;
    };
    let isChannelLogged = manyClients === true;
    // The legacy revision sends the client's capabilities once, the modern one with every request. Log the first ones
    // received.
    const logConfirmationChannel = (capabilities: ClientCapabilities) => {
      if (!isChannelLogged)
        context.log(describeConfirmationChannel(readElicitationSupport(capabilities), runtimeInfo.confirmation));
      isChannelLogged = true;
    };
    server.oninitialized = () => logConfirmationChannel(server.getClientCapabilities() ?? {});
    server.setRequestHandler('tools/list', (_, ctx) => {
      const clientCapabilities = getClientCapabilities(server, ctx);
      logConfirmationChannel(clientCapabilities);
      return { tools: supportsApps(clientCapabilities) ? toolsWithViews : tools };
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
      const { name, args: givenArgs } = unwrapCallTool(
        { name: params.name, args: params.arguments ?? {} },
        callableTools,
      );
      const tokenReply = acceptsTokens ? readTokenReply(givenArgs) : undefined;
      const call = { name, args: acceptsTokens ? omitTokenArguments(givenArgs) : givenArgs };
      const progress = createProgressReporter(ctx, times.progressMs);
      const channelFailures = getChannelFailures(ctx);
      const run = (reply: ConfirmationReply | undefined) =>
        callTool(guard, toCaller(server, ctx, { reply, channelFailures }), call.name, call.args, progress.report);
      const isRead = callableTools.find(({ definition }) => definition.name === call.name)?.effect === 'read';
      const outcome = await runWithQuestions({
        ...{ server, ctx, call, questions, times, lang, progress, isRead, tokenReply, run },
      });
      if (outcome.status === 'pending') return requestConfirmation(outcome, { lang, revision: getRevision(server) });
      if (outcome.status === 'failed') return toCallResult(noteSandbox({ error: outcome.error }, runtimeInfo), true);
      return toCallResult(noteSandbox(outcome.result, runtimeInfo));
    });
    registerReadHandlers(server);
    return server;
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
