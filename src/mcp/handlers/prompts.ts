import type { Server } from '@modelcontextprotocol/server';
import type { Context } from '../../context.ts';
import type { PromptOffer } from '../../prompts/registry.ts';
import { protocolError } from '../protocol-error.ts';
import { mustBeFirst } from './resources.ts';

export function promptHandlers(context: Context, open: () => Promise<PromptOffer>): (server: Server) => void {
  return (server) => {
    server.setRequestHandler('prompts/list', async ({ params }) => {
      mustBeFirst(params?.cursor);
      return { prompts: [...(await open()).listed] };
    });
    server.setRequestHandler('prompts/get', async ({ params: { name, arguments: given = {} } }) => {
      try {
        const { description, text } = (await open()).get(name, given);
        return { description, messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }] };
      } catch (error) {
        throw await protocolError(error, context, 'prompts/get');
      }
    });
  };
}
