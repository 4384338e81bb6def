import type { Server } from '@modelcontextprotocol/server';
import { lazy } from '../../base/lazy.ts';
import type { Context } from '../../context.ts';
import { createCompletionHandler } from './completion.ts';
import { createPromptHandlers } from './prompts.ts';
import { createResourceHandlers } from './resources.ts';

export const capabilities = {
  resources: { subscribe: true, listChanged: false },
  prompts: { listChanged: false },
  completions: {},
};

/** Recent payments change all the time; everything else listed is fixed for the life of the process. */
export const cacheHints = {
  'resources/list': { ttlMs: 5_000, cacheScope: 'private' },
  'resources/templates/list': { ttlMs: 3_600_000, cacheScope: 'private' },
  'prompts/list': { ttlMs: 3_600_000, cacheScope: 'private' },
} as const;

/** Which tools are offered, and which data may be read as a resource. */
interface ToolAvailability {
  isOffered(tool: string): boolean;
  isReadable(tool: string): boolean;
}

/**
 * Registers the handlers for resources, prompts and completion, shared by all servers of a merchant. Loads their
 * modules with the first request.
 */
export function createReadHandlers(
  context: Context,
  { isOffered, isReadable }: ToolAvailability,
): (server: Server) => void {
  const { lang } = context;
  const getResources = lazy(async () =>
    (await import('../../resources/registry.ts')).createResourceRegistry(context, lang, isReadable),
  );
  const getPrompts = lazy(async () =>
    (await import('../../prompts/registry.ts')).createPromptRegistry(lang, isOffered),
  );
  const getCompletion = lazy(async () =>
    (await import('../../desk/completion.ts')).createCompletionService(context, isReadable),
  );
  const registrations = [
    createResourceHandlers(context, getResources),
    createPromptHandlers(context, getPrompts),
    createCompletionHandler(context, { getResources, getPrompts, getCompletion }),
  ];
  return (server) => {
    for (const register of registrations) register(server);
  };
}
