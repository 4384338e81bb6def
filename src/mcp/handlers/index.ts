import type { Server } from '@modelcontextprotocol/server';
import type { Context } from '../../context.ts';
import { completionHandler } from './completion.ts';
import { promptHandlers } from './prompts.ts';
import { resourceHandlers } from './resources.ts';

export const capabilities = {
  resources: { subscribe: true, listChanged: false },
  prompts: { listChanged: false },
  completions: {},
};

/** Payments come in while a person looks; what else is listed is fixed for the life of the process. */
export const cacheHints = {
  'resources/list': { ttlMs: 5_000, cacheScope: 'private' },
  'resources/templates/list': { ttlMs: 3_600_000, cacheScope: 'private' },
  'prompts/list': { ttlMs: 3_600_000, cacheScope: 'private' },
} as const;

/** Which tools there are, and what of theirs can be read without them. */
interface Open {
  isOffered(tool: string): boolean;
  isReadable(tool: string): boolean;
}

/** Serves resources, prompts and completion, shared by all servers of a merchant. Their modules are read at the first request. */
export function readingHandlers(context: Context, { isOffered, isReadable }: Open): (server: Server) => void {
  const { lang } = context.asking;
  const resources = once(async () => (await import('../../resources/registry.ts')).offerOf(context, lang, isReadable));
  const prompts = once(async () => (await import('../../prompts/registry.ts')).promptOffer(lang, isOffered));
  const completing = once(async () => (await import('../../desk/completion.ts')).createCompleting(context, isReadable));
  const all = [
    resourceHandlers(context, resources),
    promptHandlers(context, prompts),
    completionHandler(context, { resources, prompts, completing }),
  ];
  return (server) => {
    for (const serve of all) serve(server);
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
