import {
  createMcpHandler,
  type Implementation,
  type McpHttpHandler,
  type Server,
  type ServerEventBus,
} from '@modelcontextprotocol/server';
import type { Scope } from '../../config/scopes.ts';
import type { Context, GuardContext } from '../../context.ts';
import { createServerFactory } from '../../mcp/server.ts';
import { getChangedUris } from '../../resources/changed-uris.ts';
import type { ToolListing } from '../../tools/definitions.ts';
import { getPrincipal, requiredScope, type Scopes, toScopeKey } from './auth/principal.ts';

/** One merchant as served over HTTP. Shares nothing with other merchants. */
export interface Tenant {
  name: string;
  context: Context;
  /** Resolves when no write is in flight; none begins after it was called. */
  drainWrites(): Promise<void>;
  /** Makes servers that offer what these scopes allow. */
  getServerFactory(scopes: Scopes): () => Server;
  /** Handles the modern, sessionless protocol revision. Its event streams are this merchant's only. */
  modern: McpHttpHandler;
  /** Returns the scope that a request requires and the caller lacks. */
  missingScope(request: RpcRequest, scopes: Scopes): Scope | undefined;
}

export interface RpcRequest {
  method: string;
  params?: unknown;
}

export const MAX_BODY_BYTES = 1024 * 1024;
/**
 * Requests besides tool calls that read a merchant's payments. Lists only show what may be read, so they are excluded.
 */
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
        // The client receives its own protocol errors; do not log them.
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

/** Passes changes to the SDK, which knows which stream subscribed to them. */
const createEventBus = ({ changes }: Context): ServerEventBus => ({
  publish() {
    throw new Error('Publish changes through the merchant context, not through the event bus');
  },
  subscribe: (listener) =>
    changes.subscribe((change) => {
      for (const uri of getChangedUris(change)) listener({ kind: 'resource_updated', uri });
    }),
});

const hasScope = (scope: Scope | undefined, scopes: Scopes) => scope === undefined || scopes.has(scope);

/** Returns the tool that is actually called. */
function getCalledTool(params: unknown): string {
  const { name, arguments: args } = Object(params) as { name?: unknown; arguments?: unknown };
  const calledName = name === 'call_tool' ? Object(args).name : name;
  return typeof calledName === 'string' ? calledName : '';
}
