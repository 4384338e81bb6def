import { ResourceNotFoundError, type Server } from '@modelcontextprotocol/server';
import type { Context } from '../../context.ts';
import { getChangedUris } from '../../resources/changed-uris.ts';
import type { ResourceRegistry } from '../../resources/registry.ts';
import { withMetering } from '../metered-read.ts';
import { assertFirstPage, createInvalidParamsError } from '../protocol-error.ts';

/** Serves what can be read by its address. `open` reads the rows and what they need when it is first asked. */
export function createResourceHandlers(
  context: Context,
  getRegistry: () => Promise<ResourceRegistry>,
): (server: Server) => void {
  return (server) => {
    server.setRequestHandler('resources/list', ({ params }, ctx) =>
      withMetering('resources/list', context, { server, ctx }, async (signal) =>
        (await getRegistry()).list(params?.cursor, signal),
      ),
    );
    server.setRequestHandler('resources/templates/list', async ({ params }) => {
      assertFirstPage(params?.cursor);
      return { resourceTemplates: [...(await getRegistry()).templates] };
    });
    server.setRequestHandler('resources/read', ({ params: { uri } }, ctx) =>
      withMetering('resources/read', context, { server, ctx }, async (signal) => {
        const found = await (await getRegistry()).read(uri, signal);
        if (!found) throw new ResourceNotFoundError(uri.slice(0, MAX_URI_LENGTH));
        const { ttlMs, ...content } = found;
        return { contents: [content], ttlMs, cacheScope: 'private' as const };
      }),
    );
    registerSubscriptions(server, context, getRegistry);
  };
}

const MAX_URI_LENGTH = 500;
const MAX_SUBSCRIPTIONS = 1_000;

/** In the older era the server keeps what a client looks at; in the newer one that is the SDK's. */
function registerSubscriptions(
  server: Server,
  { changes }: Context,
  getRegistry: () => Promise<ResourceRegistry>,
): void {
  /** As the client wrote them, by the address that is told: letters of an id may be encoded or not. */
  const subscribed = new Map<string, string>();
  let unsubscribe: (() => void) | undefined;
  const clearSubscriptions = () => {
    unsubscribe?.();
    unsubscribe = undefined;
    subscribed.clear();
  };
  server.onclose = clearSubscriptions;
  server.setRequestHandler('resources/subscribe', async ({ params: { uri } }) => {
    const address = (await getRegistry()).toCanonicalUri(uri);
    if (address === undefined) throw new ResourceNotFoundError(uri.slice(0, MAX_URI_LENGTH));
    if (subscribed.size >= MAX_SUBSCRIPTIONS)
      throw createInvalidParamsError(`At most ${MAX_SUBSCRIPTIONS} resources can be watched.`);
    subscribed.set(address, uri);
    unsubscribe ??= changes.subscribe((change) => {
      for (const changedUri of getChangedUris(change)) {
        const requestedUri = subscribed.get(changedUri);
        // A client that has gone away is told nothing more.
        if (requestedUri !== undefined) server.sendResourceUpdated({ uri: requestedUri }).catch(clearSubscriptions);
      }
    });
    return {};
  });
  server.setRequestHandler('resources/unsubscribe', async ({ params: { uri } }) => {
    subscribed.delete((await getRegistry()).toCanonicalUri(uri) ?? uri);
    if (subscribed.size === 0) clearSubscriptions();
    return {};
  });
}

/** Tells the newer era's subscriptions, which the transport keeps, of each address that changed. Returns how to stop. */
export const subscribeToUpdates = ({ changes }: Context, notify: (uri: string) => void): (() => void) =>
  changes.subscribe((change) => {
    for (const uri of getChangedUris(change)) notify(uri);
  });
