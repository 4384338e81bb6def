import {
  type ClientCapabilities,
  type Implementation,
  inputRequired,
  inputResponse,
  ProtocolError,
  ProtocolErrorCode,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import type { Language } from '../base/bilingual.ts';
import { stringifyOnce } from '../base/json-once.ts';
import type { Context } from '../context.ts';
import { canReadVia } from '../desk/tool-equivalents.ts';
import type { ConfirmationReply, PendingConfirmation } from '../guard/confirmation/confirm.ts';
import { describeConfirmationChannel } from '../guard/confirmation/describe-channel.ts';
import type { ResourceLink } from '../resources/resource-links.ts';
import type { ToolListing } from '../tools/definitions.ts';
import type { ReportProgress } from '../tools/tool.ts';
import { getClientCapabilities, readElicitationSupport, toCaller } from './caller.ts';
import { cacheHints, capabilities, createReadHandlers } from './handlers/index.ts';
import { instructions } from './instructions.ts';
import { CallToolParams, PassthroughServer } from './passthrough-server.ts';

interface ServerFactoryOptions {
  /** Nobody in particular is served, so what one client can do is not told. */
  manyClients?: true;
}

/** Makes servers that share everything: one is made for each connection, and over HTTP for each request. */
export function createServerFactory(
  info: Implementation,
  baseContext: Context,
  offeredTools: readonly ToolListing[],
  { manyClients }: ServerFactoryOptions = {},
): () => Server {
  const callableTools = offeredTools.map(({ openInputSchema, ...tool }) => {
    const inputSchema = baseContext.allowCardData && openInputSchema ? openInputSchema : tool.definition.inputSchema;
    const takesToken = tool.confirm && baseContext.confirmations.fallback === 'token';
    return {
      ...tool,
      definition: {
        ...tool.definition,
        title: tool.title[baseContext.confirmations.lang],
        inputSchema: takesToken ? addTokenArguments(inputSchema) : inputSchema,
      },
    };
  });
  const context: Context = { ...baseContext, offeredTools: callableTools };
  const tools = callableTools.filter(({ hidden }) => !hidden).map(({ definition }) => definition);
  const names = new Set(callableTools.map(({ definition }) => definition.name));
  const options = {
    capabilities: { tools: { listChanged: false }, ...capabilities },
    instructions,
    // The list is fixed for the life of the process.
    cacheHints: { 'tools/list': { ttlMs: 3_600_000, cacheScope: 'private' as const }, ...cacheHints },
    // Answers to questions are checked by us; the SDK's default would load a JSON schema compiler at every start.
    jsonSchemaValidator: { getValidator: refuseToValidate },
  };

  // The rows and what they need are read at the first call: a list of tools is made without them.
  let callModules: Promise<CallModules> | undefined;
  const isReadable = canReadVia(context);
  const registerReadHandlers = createReadHandlers(context, { isOffered: (tool) => names.has(tool), isReadable });

  return () => {
    const server = new PassthroughServer(info, options);
    let isChannelLogged = manyClients === true;
    // The older era tells once what a client can do, the newer one with every request: whichever comes first is said.
    const logConfirmationChannel = (capabilities: ClientCapabilities) => {
      if (!isChannelLogged)
        context.log(describeConfirmationChannel(readElicitationSupport(capabilities), context.confirmations.fallback));
      isChannelLogged = true;
    };
    server.oninitialized = () => logConfirmationChannel(server.getClientCapabilities() ?? {});
    server.setRequestHandler('tools/list', (_, ctx) => {
      logConfirmationChannel(getClientCapabilities(server, ctx));
      return { tools };
    });
    server.setRequestHandler('tools/call', { params: CallToolParams }, async (params, ctx) => {
      callModules ??= loadCallModules();
      const { callTool, findResourceLinks, toUnknownToolError, unwrapCallTool } = await callModules;
      if (!names.has(params.name))
        throw new ProtocolError(
          ProtocolErrorCode.InvalidParams,
          toUnknownToolError(params.name, callableTools).message,
        );
      logConfirmationChannel(getClientCapabilities(server, ctx));
      const call = unwrapCallTool({ name: params.name, args: params.arguments ?? {} }, callableTools);
      const { confirm_token: confirmToken, confirm_amount: typedAmount } = call.args;
      const hasToken = context.confirmations.fallback === 'token' && confirmToken !== undefined;
      const reply = hasToken
        ? ({ token: String(confirmToken), decision: 'yes', channel: 'token', typedAmount } as const)
        : readConfirmationReply(ctx);
      const outcome = await callTool(
        context,
        toCaller(server, ctx, reply),
        call.name,
        hasToken ? omitTokenArguments(call.args) : call.args,
        createProgressReporter(ctx),
      );
      if ('ask' in outcome) return requestConfirmation(outcome.ask, context.confirmations.lang);
      if ('error' in outcome) return toCallResult({ error: outcome.error }, true);
      return toCallResult(outcome.result, false, findResourceLinks(outcome.result, isReadable));
    });
    registerReadHandlers(server);
    return server;
  };
}

const addTokenArguments = <S extends ToolListing['definition']['inputSchema']>(schema: S): S => ({
  ...schema,
  properties: { ...schema.properties, confirm_token: { type: 'string' }, confirm_amount: { type: 'string' } },
});

const omitTokenArguments = ({ confirm_token: _, confirm_amount: __, ...args }: Record<string, unknown>) => args;

/** A client that gave a token is told how far a long read is; one that has gone away misses nothing. */
function createProgressReporter({ mcpReq }: ServerContext): ReportProgress | undefined {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return undefined;
  return (progress, total, message) => {
    const params = { progressToken, progress, total, message };
    mcpReq.notify({ method: 'notifications/progress', params }).catch(() => {});
  };
}

function refuseToValidate(): never {
  throw new Error('No JSON schema is validated by the SDK in this server');
}

/** What a call needs, and what finds the resources that its result speaks of. */
const loadCallModules = async () => ({
  ...(await import('../tools/call-tool.ts')),
  ...(await import('../resources/resource-links.ts')),
});
type CallModules = Awaited<ReturnType<typeof loadCallModules>>;

/** The result as JSON comes first; what is linked to follows. */
const toCallResult = (
  structuredContent: Record<string, unknown>,
  isError = false,
  links: readonly ResourceLink[] = [],
) => ({
  content: [
    { type: 'text' as const, text: stringifyOnce(structuredContent) },
    ...links.map((link) => ({ type: 'resource_link' as const, ...link })),
  ],
  structuredContent,
  ...(isError ? { isError } : {}),
});

const QUESTION_INPUT = 'confirm';
const PAGE_INPUT = 'page';
const AMOUNT_INPUT = 'amount';

const labels = {
  en: { tick: 'Yes, do it', formatAmountLabel: (amount: string) => `To agree, type the amount: ${amount}` },
  ko: {
    tick: '네, 진행합니다',
    formatAmountLabel: (amount: string) => `동의하려면 금액을 똑같이 입력하세요: ${amount}`,
  },
};

function requestConfirmation(pending: PendingConfirmation, lang: Language) {
  if (pending.by === 'url')
    return inputRequired({
      inputRequests: { [PAGE_INPUT]: inputRequired.elicitUrl({ message: pending.message, url: pending.url }) },
      requestState: pending.token,
    });
  const amount =
    pending.amountToType === undefined
      ? {}
      : { [AMOUNT_INPUT]: { type: 'string' as const, title: labels[lang].formatAmountLabel(pending.amountToType) } };
  return inputRequired({
    inputRequests: {
      [QUESTION_INPUT]: inputRequired.elicit({
        message: pending.message,
        requestedSchema: {
          type: 'object',
          properties: {
            ...amount,
            [QUESTION_INPUT]: { type: 'boolean', title: labels[lang].tick, default: false },
          },
          required: [...Object.keys(amount), QUESTION_INPUT],
        },
      }),
    },
    requestState: pending.token,
  });
}

/**
 * Only an accepted form with its box ticked is a yes; of a page, that the person opens it. An answer without a token was given
 * before any question: it is none.
 */
function readConfirmationReply({ mcpReq }: ServerContext): ConfirmationReply | undefined {
  const token = mcpReq.requestState();
  if (typeof token !== 'string') return undefined;
  const page = inputResponse(mcpReq.inputResponses, PAGE_INPUT);
  if (page.kind === 'elicit') return { token, channel: 'url', decision: page.action === 'accept' ? 'yes' : 'no' };
  const form = inputResponse(mcpReq.inputResponses, QUESTION_INPUT);
  const formValues = form.kind === 'elicit' && form.action === 'accept' ? form.content : undefined;
  return {
    token,
    channel: 'form',
    decision: formValues?.[QUESTION_INPUT] === true ? 'yes' : 'no',
    typedAmount: formValues?.[AMOUNT_INPUT],
  };
}
