import {
  createMcpHandler,
  type Implementation,
  type McpHttpHandler,
  type Server,
  type ServerEventBus,
} from '@modelcontextprotocol/server';
import type { Context, GuardContext } from '../../context.ts';
import { createServerFactory } from '../../mcp/server.ts';
import { getChangedUris } from '../../resources/changed-uris.ts';
import type { ToolListing } from '../../tools/definitions.ts';
import { getPrincipal, requiredScope, type Scope, type Scopes, toScopeKey } from './auth/principal.ts';

/** One merchant as it is served over HTTP. Nothing in here is shared with another. */
export interface Tenant {
  name: string;
  context: Context;
  /** Resolves when no write is in flight; none begins after it was called. */
  drainWrites(): Promise<void>;
  /** Makes servers that offer what these scopes allow. */
  getServerFactory(scopes: Scopes): () => Server;
  /** The era without sessions. It has event streams of its own: a subscription never hears of another merchant. */
  modern: McpHttpHandler;
  /** The scope that a request needs and these do not hold. */
  missingScope(request: RpcRequest, scopes: Scopes): Scope | undefined;
}

export interface RpcRequest {
  method: string;
  params?: unknown;
}

export const MAX_BODY_BYTES = 1024 * 1024;
/** Beside tools, everything that shows a merchant's payments; a list holds only what may be read. */
const READ_METHODS = /^(resources|prompts|completion|subscriptions)\/(?!(templates\/)?list$)/;

export function createTenant(
  info: Implementation,
  { name, guard, offeredTools }: { name: string; guard: GuardContext; offeredTools: readonly ToolListing[] },
): Tenant {
  const { context } = guard;
  const factories = new Map<string, () => Server>();
  const scopesByTool = new Map(offeredTools.map((tool) => [tool.definition.name, requiredScope(tool)]));

  function getServerFactory(scopes: Scopes): () => Server {
    const key = toScopeKey(scopes);
    let factory = factories.get(key);
    if (!factory) {
      const pii = scopes.has('personal:full') ? context.pii : 'masked';
      const allowedTools = offeredTools.filter((tool) => hasScope(requiredScope(tool), scopes));
      factory = createServerFactory(info, { ...guard, context: { ...context, pii } }, allowedTools, {
        manyClients: true,
      });
      factories.set(key, factory);
    }
    return factory;
  }

  return {
    name,
    context,
    drainWrites: guard.writeQueue.drain,
    getServerFactory,
    modern: createMcpHandler(({ authInfo }) => getServerFactory(getPrincipal(authInfo).scopes)(), {
      legacy: 'reject',
      bus: createEventBus(context),
      maxRequestBodySize: MAX_BODY_BYTES,
      onerror: ({ name, message }) => {
        // A client's mistakes are told to the client.
        if (!/^(Rejected|Unsupported|Missing)/.test(message)) context.log(`http: ${name} in the protocol`);
      },
    }),
    missingScope({ method, params }, scopes) {
      const tool = method === 'tools/call' ? scopesByTool.get(getCalledTool(params)) : undefined;
      const scope = READ_METHODS.test(method) ? 'payments:read' : tool;
      return hasScope(scope, scopes) ? undefined : scope;
    },
  };
}

/** What changes is heard of wherever it was told; the SDK knows which stream wants to know. */
const createEventBus = ({ changes }: Context): ServerEventBus => ({
  publish() {
    throw new Error('Changes are told to the merchant, not to the event streams');
  },
  subscribe: (listener) =>
    changes.subscribe((change) => {
      for (const uri of getChangedUris(change)) listener({ kind: 'resource_updated', uri });
    }),
});

const hasScope = (scope: Scope | undefined, scopes: Scopes) => scope === undefined || scopes.has(scope);

/** The tool that is called in the end. */
function getCalledTool(params: unknown): string {
  const { name, arguments: args } = Object(params) as { name?: unknown; arguments?: unknown };
  const calledName = name === 'call_tool' ? Object(args).name : name;
  return typeof calledName === 'string' ? calledName : '';
}
