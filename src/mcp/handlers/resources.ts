import { ResourceNotFoundError, type Server } from '@modelcontextprotocol/server';
import type { Context } from '../../context.ts';
import { getChangedUris } from '../../resources/changed-uris.ts';
import type { ResourceRegistry } from '../../resources/registry.ts';
import { supportsApps } from '../apps/capability.ts';
import { findView, listViews, type View } from '../apps/views.ts';
import { getClientCapabilities } from '../caller.ts';
import { withMetering } from '../metered-read.ts';
import { assertFirstPage, createInvalidParamsError } from '../protocol-error.ts';
import { SANDBOX_NOTE } from '../sandbox-note.ts';

/** Registers the resource handlers. `open` loads the resources when they are first needed. */
export function createResourceHandlers(
  context: Context,
  getRegistry: () => Promise<ResourceRegistry>,
): (server: Server) => void {
  return (server) => {
    server.setRequestHandler('resources/list', ({ params }, ctx) =>
      // A caller over its rate limit still gets what is fixed: a failing list can cost a client the whole server.
      withMetering('resources/list', context, { server, ctx }, async (_signal, admit) => {
        const page = await (await getRegistry()).list(params?.cursor, admit);
        if (params?.cursor !== undefined || !supportsApps(getClientCapabilities(server, ctx))) return page;
        return { ...page, resources: [...listViews(context), ...page.resources] };
      }),
    );
    server.setRequestHandler('resources/templates/list', async ({ params }) => {
      assertFirstPage(params?.cursor);
      return { resourceTemplates: [...(await getRegistry()).templates] };
    });
    server.setRequestHandler('resources/read', async ({ params: { uri } }, ctx) => {
      // A view is the same for everybody and asks nothing of PortOne.
      const view = findView(uri);
      if (view) return await readViewResource(view);
      return await withMetering('resources/read', context, { server, ctx }, async (signal, admit, caller) => {
        await admit();
        const found = await (await getRegistry()).read(uri, signal, caller);
        if (!found) throw new ResourceNotFoundError(uri.slice(0, MAX_URI_LENGTH));
        const { ttlMs, ...content } = found;
        const note = context.runtimeInfo.lacksKey ? [{ uri, mimeType: 'text/plain', text: SANDBOX_NOTE }] : [];
        return { contents: [content, ...note], ttlMs, cacheScope: 'private' as const };
      });
    });
    registerSubscriptions(server, context, getRegistry);
  };
}

async function readViewResource(view: View) {
  const { readView } = await import('../apps/read-view.ts');
  return { contents: [await readView(view)], ttlMs: VIEW_TTL_MS, cacheScope: 'public' as const };
}

/** Fixed for the life of the process. */
const VIEW_TTL_MS = 3_600_000;
const MAX_URI_LENGTH = 500;
const MAX_SUBSCRIPTIONS = 1_000;

/** In the legacy protocol revision the server keeps subscriptions itself; in the modern one the SDK does. */
function registerSubscriptions(
  server: Server,
  { changes }: Context,
  getRegistry: () => Promise<ResourceRegistry>,
): void {
  /** The URIs as the client wrote them, by canonical URI: a client may percent-encode the characters of an id. */
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
      throw createInvalidParamsError(`At most ${MAX_SUBSCRIPTIONS} resources can be subscribed to.`);
    subscribed.set(address, uri);
    unsubscribe ??= changes.subscribe((change) => {
      for (const changedUri of getChangedUris(change)) {
        const requestedUri = subscribed.get(changedUri);
        // The client has disconnected: drop its subscriptions.
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

/**
 * Notifies the modern revision's subscriptions, which the transport keeps, of each changed URI. Returns a function that
 * stops it.
 */
export const subscribeToUpdates = ({ changes }: Context, notify: (uri: string) => void): (() => void) =>
  changes.subscribe((change) => {
    for (const uri of getChangedUris(change)) notify(uri);
  });
