import type { Server } from '@modelcontextprotocol/server';
import * as z from 'zod';
import type { Context } from '../../context.ts';
import type { PromptRegistry } from '../../prompts/registry.ts';
import { assertFirstPage, toProtocolError } from '../protocol-error.ts';

/** The protocol knows only text as an argument, but hosts also send null for one that is left out, and numbers. */
const GetPromptParams = z.object({ name: z.string(), arguments: z.record(z.string(), z.unknown()).nullish() });

export function createPromptHandlers(
  context: Context,
  getRegistry: () => Promise<PromptRegistry>,
): (server: Server) => void {
  return (server) => {
    server.setRequestHandler('prompts/list', async ({ params }) => {
      assertFirstPage(params?.cursor);
      return { prompts: [...(await getRegistry()).listed] };
    });
    server.setRequestHandler('prompts/get', { params: GetPromptParams }, async ({ name, arguments: args }) => {
      try {
        const { description, text } = (await getRegistry()).get(name, args ?? {});
        return { description, messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }] };
      } catch (error) {
        throw await toProtocolError(error, context, 'prompts/get');
      }
    });
  };
}
