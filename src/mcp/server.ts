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
import type { Lang } from '../base/bilingual.ts';
import { written } from '../base/json-once.ts';
import type { Context } from '../context.ts';
import { readableIn } from '../desk/tool-equivalents.ts';
import type { Answer, Ask } from '../guard/confirmation/confirm.ts';
import { wayOfAsking } from '../guard/confirmation/describe-channel.ts';
import type { Link } from '../resources/resource-links.ts';
import type { ToolListing } from '../tools/definitions.ts';
import type { Progress } from '../tools/tool.ts';
import { callerOf, capabilitiesOf, channelsOf } from './caller.ts';
import { cacheHints, capabilities, readingHandlers } from './handlers/index.ts';
import { instructions } from './instructions.ts';
import { CallParams, PlainServer } from './passthrough-server.ts';

interface Serving {
  /** Nobody in particular is served, so what one client can do is not told. */
  manyClients?: true;
}

/** Makes servers that share everything: one is made for each connection, and over HTTP for each request. */
export function serverFactory(
  info: Implementation,
  settings: Context,
  offered: readonly ToolListing[],
  { manyClients }: Serving = {},
): () => Server {
  const callable = offered.map(({ openInputSchema, ...tool }) => {
    const inputSchema = settings.allowCardData && openInputSchema ? openInputSchema : tool.definition.inputSchema;
    const takesCode = tool.confirm && settings.asking.fallback === 'token';
    return {
      ...tool,
      definition: { ...tool.definition, inputSchema: takesCode ? withCode(inputSchema) : inputSchema },
    };
  });
  const context: Context = { ...settings, offered: callable };
  const tools = callable.filter(({ hidden }) => !hidden).map(({ definition }) => definition);
  const names = new Set(callable.map(({ definition }) => definition.name));
  const options = {
    capabilities: { tools: { listChanged: false }, ...capabilities },
    instructions,
    // The list is fixed for the life of the process.
    cacheHints: { 'tools/list': { ttlMs: 3_600_000, cacheScope: 'private' as const }, ...cacheHints },
    // Answers to questions are checked by us; the SDK's default would load a JSON schema compiler at every start.
    jsonSchemaValidator: { getValidator: refuseToValidate },
  };

  // The rows and what they need are read at the first call: a list of tools is made without them.
  let road: Promise<Road> | undefined;
  const isReadable = readableIn(context);
  const serveReading = readingHandlers(context, { isOffered: (tool) => names.has(tool), isReadable });

  return () => {
    const server = new PlainServer(info, options);
    let told = manyClients === true;
    // The older era tells once what a client can do, the newer one with every request: whichever comes first is said.
    const tell = (capabilities: ClientCapabilities) => {
      if (!told) context.log(wayOfAsking(channelsOf(capabilities), context.asking.fallback));
      told = true;
    };
    server.oninitialized = () => tell(server.getClientCapabilities() ?? {});
    server.setRequestHandler('tools/list', (_, ctx) => {
      tell(capabilitiesOf(server, ctx));
      return { tools };
    });
    server.setRequestHandler('tools/call', { params: CallParams }, async (params, ctx) => {
      road ??= openRoad();
      const { callTool, linksOf, noSuchTool, unwrapped } = await road;
      if (!names.has(params.name))
        throw new ProtocolError(ProtocolErrorCode.InvalidParams, noSuchTool(params.name, callable).message);
      tell(capabilitiesOf(server, ctx));
      const called = unwrapped({ name: params.name, args: params.arguments ?? {} }, callable);
      const { confirm_token: code, confirm_amount: typed } = called.args;
      const isCode = context.asking.fallback === 'token' && code !== undefined;
      const given = isCode ? ({ token: String(code), said: 'yes', by: 'token', typed } as const) : answerOf(ctx);
      const outcome = await callTool(
        context,
        callerOf(server, ctx, given),
        called.name,
        isCode ? withoutCode(called.args) : called.args,
        progressOf(ctx),
      );
      if ('ask' in outcome) return asked(outcome.ask, context.asking.lang);
      if ('error' in outcome) return content({ error: outcome.error }, true);
      return content(outcome.result, false, linksOf(outcome.result, isReadable));
    });
    serveReading(server);
    return server;
  };
}

const withCode = <S extends ToolListing['definition']['inputSchema']>(schema: S): S => ({
  ...schema,
  properties: { ...schema.properties, confirm_token: { type: 'string' }, confirm_amount: { type: 'string' } },
});

const withoutCode = ({ confirm_token: _, confirm_amount: __, ...args }: Record<string, unknown>) => args;

/** A client that gave a token is told how far a long read is; one that has gone away misses nothing. */
function progressOf({ mcpReq }: ServerContext): Progress | undefined {
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
const openRoad = async () => ({
  ...(await import('../tools/call-tool.ts')),
  ...(await import('../resources/resource-links.ts')),
});
type Road = Awaited<ReturnType<typeof openRoad>>;

/** The result as JSON comes first; what is linked to follows. */
const content = (structuredContent: Record<string, unknown>, isError = false, links: readonly Link[] = []) => ({
  content: [
    { type: 'text' as const, text: written(structuredContent) },
    ...links.map((link) => ({ type: 'resource_link' as const, ...link })),
  ],
  structuredContent,
  ...(isError ? { isError } : {}),
});

const QUESTION = 'confirm';
const PAGE = 'page';
const TYPED = 'amount';

const labels = {
  en: { tick: 'Yes, do it', type: (amount: string) => `To agree, type the amount: ${amount}` },
  ko: { tick: '네, 진행합니다', type: (amount: string) => `동의하려면 금액을 똑같이 입력하세요: ${amount}` },
};

function asked(ask: Ask, lang: Lang) {
  if (ask.by === 'url')
    return inputRequired({
      inputRequests: { [PAGE]: inputRequired.elicitUrl({ message: ask.message, url: ask.url }) },
      requestState: ask.token,
    });
  const amount =
    ask.typed === undefined ? {} : { [TYPED]: { type: 'string' as const, title: labels[lang].type(ask.typed) } };
  return inputRequired({
    inputRequests: {
      [QUESTION]: inputRequired.elicit({
        message: ask.message,
        requestedSchema: {
          type: 'object',
          properties: {
            ...amount,
            [QUESTION]: { type: 'boolean', title: labels[lang].tick, default: false },
          },
          required: [...Object.keys(amount), QUESTION],
        },
      }),
    },
    requestState: ask.token,
  });
}

/**
 * Only an accepted form with its box ticked is a yes; of a page, that the person opens it. An answer without a token was given
 * before any question: it is none.
 */
function answerOf({ mcpReq }: ServerContext): Answer | undefined {
  const token = mcpReq.requestState();
  if (typeof token !== 'string') return undefined;
  const page = inputResponse(mcpReq.inputResponses, PAGE);
  if (page.kind === 'elicit') return { token, by: 'url', said: page.action === 'accept' ? 'yes' : 'no' };
  const form = inputResponse(mcpReq.inputResponses, QUESTION);
  const filled = form.kind === 'elicit' && form.action === 'accept' ? form.content : undefined;
  return { token, by: 'form', said: filled?.[QUESTION] === true ? 'yes' : 'no', typed: filled?.[TYPED] };
}
