import {
  createMcpHandler,
  type Implementation,
  type McpHttpHandler,
  type Server,
  type ServerEventBus,
} from '@modelcontextprotocol/server';
import type { Context } from '../../context.ts';
import { serverFactory } from '../../mcp/server.ts';
import { changedUris } from '../../resources/changed-uris.ts';
import type { ToolListing } from '../../tools/definitions.ts';
import { principalOf, type Scope, type Scopes, scopeKey, scopeOf } from './auth/principal.ts';

/** One merchant as it is served over HTTP. Nothing in here is shared with another. */
export interface Tenant {
  name: string;
  context: Context;
  /** Makes servers that offer what these scopes allow. */
  serversFor(scopes: Scopes): () => Server;
  /** The era without sessions. It has event streams of its own: a subscription never hears of another merchant. */
  modern: McpHttpHandler;
  /** The scope that a request needs and these do not hold. */
  lacking(request: CalledMethod, scopes: Scopes): Scope | undefined;
}

export interface CalledMethod {
  method: string;
  params?: unknown;
}

export const MOST_BODY_BYTES = 1024 * 1024;
/** Beside tools, everything that shows a merchant's payments; a list holds only what may be read. */
const READS = /^(resources|prompts|completion|subscriptions)\/(?!(templates\/)?list$)/;

export function createTenant(
  info: Implementation,
  { name, context, offered }: { name: string; context: Context; offered: readonly ToolListing[] },
): Tenant {
  const factories = new Map<string, () => Server>();
  const needed = new Map(offered.map((tool) => [tool.definition.name, scopeOf(tool)]));

  function serversFor(scopes: Scopes): () => Server {
    const key = scopeKey(scopes);
    let factory = factories.get(key);
    if (!factory) {
      const pii = scopes.has('personal:full') ? context.pii : 'masked';
      const allowed = offered.filter((tool) => isHeld(scopeOf(tool), scopes));
      factory = serverFactory(info, { ...context, pii }, allowed, { manyClients: true });
      factories.set(key, factory);
    }
    return factory;
  }

  return {
    name,
    context,
    serversFor,
    modern: createMcpHandler(({ authInfo }) => serversFor(principalOf(authInfo).scopes)(), {
      legacy: 'reject',
      bus: busOf(context),
      maxRequestBodySize: MOST_BODY_BYTES,
      onerror: ({ name, message }) => {
        // A client's mistakes are told to the client.
        if (!/^(Rejected|Unsupported|Missing)/.test(message)) context.log(`http: ${name} in the protocol`);
      },
    }),
    lacking({ method, params }, scopes) {
      const tool = method === 'tools/call' ? needed.get(toolOf(params)) : undefined;
      const scope = READS.test(method) ? 'payments:read' : tool;
      return isHeld(scope, scopes) ? undefined : scope;
    },
  };
}

/** What changes is heard of wherever it was told; the SDK knows which stream wants to know. */
const busOf = ({ changes }: Context): ServerEventBus => ({
  publish() {
    throw new Error('Changes are told to the merchant, not to the event streams');
  },
  subscribe: (listener) =>
    changes.listen((change) => {
      for (const uri of changedUris(change)) listener({ kind: 'resource_updated', uri });
    }),
});

const isHeld = (scope: Scope | undefined, scopes: Scopes) => scope === undefined || scopes.has(scope);

/** The tool that is called in the end. */
function toolOf(params: unknown): string {
  const { name, arguments: args } = Object(params) as { name?: unknown; arguments?: unknown };
  const called = name === 'call_tool' ? Object(args).name : name;
  return typeof called === 'string' ? called : '';
}
