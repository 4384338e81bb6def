import type { Server } from '@modelcontextprotocol/server';
import type { Context } from '../../context.ts';
import type { Completing } from '../../desk/completion.ts';
import type { PromptOffer } from '../../prompts/registry.ts';
import type { Offer } from '../../resources/registry.ts';
import { badRequest, protocolError } from '../protocol-error.ts';

/** The protocol's own limit. */
const MOST = 100;

interface Parts {
  resources(): Promise<Offer>;
  prompts(): Promise<PromptOffer>;
  completing(): Promise<Completing>;
}

export function completionHandler(context: Context, parts: Parts): (server: Server) => void {
  return (server) =>
    server.setRequestHandler('completion/complete', async ({ params: { ref, argument } }) => {
      const from =
        ref.type === 'ref/prompt'
          ? (await parts.prompts()).choicesOf(ref.name, argument.name)
          : (await parts.resources()).knownOf(ref.uri, argument.name);
      if (!from) throw badRequest('There is no such prompt or template, or it has no such argument.');
      try {
        const found = await (await parts.completing()).complete(from, argument.value);
        return { completion: { values: found.slice(0, MOST), total: found.length, hasMore: found.length > MOST } };
      } catch (error) {
        throw await protocolError(error, context, 'completion/complete');
      }
    });
}
