import type { Tool } from './tool.ts';

/**
 * Hints for clients, only where they differ from the protocol's defaults: not read-only, destructive, not idempotent.
 */
export interface ToolAnnotations {
  readOnlyHint?: true;
  destructiveHint?: false;
  idempotentHint?: true;
}

export const readOnlyAnnotations: ToolAnnotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
};

export function buildAnnotations({ effect, irreversible, idempotent }: Tool): ToolAnnotations {
  if (effect === 'read' && !irreversible) return readOnlyAnnotations;
  return {
    ...(effect === 'destructive' || irreversible ? {} : { destructiveHint: false }),
    ...(idempotent ? { idempotentHint: true } : {}),
  };
}
