import { ResourceNotFoundError, type Server } from '@modelcontextprotocol/server';
import type { Context } from '../../context.ts';
import { changedUris } from '../../resources/changed-uris.ts';
import type { Offer } from '../../resources/registry.ts';
import { counted } from '../metered-read.ts';
import { badRequest } from '../protocol-error.ts';

/** Serves what can be read by its address. `open` reads the rows and what they need when it is first asked. */
export function resourceHandlers(context: Context, open: () => Promise<Offer>): (server: Server) => void {
  return (server) => {
    server.setRequestHandler('resources/list', ({ params }, ctx) =>
      counted('resources/list', context, { server, ctx }, async (signal) =>
        (await open()).list(params?.cursor, signal),
      ),
    );
    server.setRequestHandler('resources/templates/list', async ({ params }) => {
      mustBeFirst(params?.cursor);
      return { resourceTemplates: [...(await open()).templates] };
    });
    server.setRequestHandler('resources/read', ({ params: { uri } }, ctx) =>
      counted('resources/read', context, { server, ctx }, async (signal) => {
        const found = await (await open()).read(uri, signal);
        if (!found) throw new ResourceNotFoundError(uri.slice(0, LONGEST));
        const { ttlMs, ...content } = found;
        return { contents: [content], ttlMs, cacheScope: 'private' as const };
      }),
    );
    subscriptions(server, context, open);
  };
}

const LONGEST = 500;
const MOST_SUBSCRIPTIONS = 1_000;

/** A list that has one page only knows no cursor. */
export function mustBeFirst(cursor: string | undefined): void {
  if (cursor !== undefined) throw badRequest('The cursor is not one of this list. Begin again without a cursor.');
}

/** In the older era the server keeps what a client looks at; in the newer one that is the SDK's. */
function subscriptions(server: Server, { changes }: Context, open: () => Promise<Offer>): void {
  /** As the client wrote them, by the address that is told: letters of an id may be encoded or not. */
  const subscribed = new Map<string, string>();
  let leave: (() => void) | undefined;
  const forget = () => {
    leave?.();
    leave = undefined;
    subscribed.clear();
  };
  server.onclose = forget;
  server.setRequestHandler('resources/subscribe', async ({ params: { uri } }) => {
    const address = (await open()).addressOf(uri);
    if (address === undefined) throw new ResourceNotFoundError(uri.slice(0, LONGEST));
    if (subscribed.size >= MOST_SUBSCRIPTIONS)
      throw badRequest(`At most ${MOST_SUBSCRIPTIONS} resources can be watched.`);
    subscribed.set(address, uri);
    leave ??= changes.listen((change) => {
      for (const one of changedUris(change)) {
        const given = subscribed.get(one);
        // A client that has gone away is told nothing more.
        if (given !== undefined) server.sendResourceUpdated({ uri: given }).catch(forget);
      }
    });
    return {};
  });
  server.setRequestHandler('resources/unsubscribe', async ({ params: { uri } }) => {
    subscribed.delete((await open()).addressOf(uri) ?? uri);
    if (subscribed.size === 0) forget();
    return {};
  });
}

/** Tells the newer era's subscriptions, which the transport keeps, of each address that changed. Returns how to stop. */
export const onResourceUpdated = ({ changes }: Context, tell: (uri: string) => void): (() => void) =>
  changes.listen((change) => {
    for (const uri of changedUris(change)) tell(uri);
  });
