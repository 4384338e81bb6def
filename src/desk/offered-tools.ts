import type { Context } from '../context.ts';

/** Whether a tool can be called on this server. */
export function createOfferedCheck({ offeredTools }: Pick<Context, 'offeredTools'>): (tool: string) => boolean {
  const names = new Set(offeredTools.map(({ definition }) => definition.name));
  return (tool) => names.has(tool);
}
