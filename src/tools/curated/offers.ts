import type { Context } from '../../context.ts';

/** Whether a tool can be called on this server. */
export function offersOf({ offered }: Context): (tool: string) => boolean {
  const names = new Set(offered.map(({ definition }) => definition.name));
  return (tool) => names.has(tool);
}
