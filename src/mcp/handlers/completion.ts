import type { Server } from '@modelcontextprotocol/server';
import { withinTime } from '../../base/within-time.ts';
import type { Context } from '../../context.ts';
import type { CompletionService } from '../../desk/completion.ts';
import type { PromptRegistry } from '../../prompts/registry.ts';
import type { ResourceRegistry } from '../../resources/registry.ts';
import { createInvalidParamsError, toProtocolError } from '../protocol-error.ts';

/** The protocol's own limit. */
const MAX_COMPLETIONS = 100;

/** A person is typing: suggestions that come later are of no use. The values go on loading for the next keystroke. */
const MAX_WAIT_MS = 800;

interface CompletionSources {
  getResources(): Promise<ResourceRegistry>;
  getPrompts(): Promise<PromptRegistry>;
  getCompletion(): Promise<CompletionService>;
}

export function createCompletionHandler(context: Context, sources: CompletionSources): (server: Server) => void {
  return (server) =>
    server.setRequestHandler('completion/complete', async ({ params: { ref, argument } }) => {
      const from =
        ref.type === 'ref/prompt'
          ? (await sources.getPrompts()).getCompletionSource(ref.name, argument.name)
          : (await sources.getResources()).getCompletionSource(ref.uri, argument.name);
      if (!from) throw createInvalidParamsError('Unknown prompt, template or argument.');
      try {
        const completion = await sources.getCompletion();
        const found = (await withinTime(MAX_WAIT_MS, completion.complete(from, argument.value))) ?? [];
        return {
          completion: {
            values: found.slice(0, MAX_COMPLETIONS),
            total: found.length,
            hasMore: found.length > MAX_COMPLETIONS,
          },
        };
      } catch (error) {
        throw await toProtocolError(error, context, 'completion/complete');
      }
    });
}
