import type { Tool } from './tool.ts';

/**
 * Hints for clients, only where they differ from the protocol's defaults: not read-only, destructive, not idempotent. The
 * last says nothing of a tool that only reads; the one before is repeated for clients that look at nothing else.
 */
export interface ToolAnnotations {
  readOnlyHint?: true;
  destructiveHint?: false;
  idempotentHint?: true;
}

export const readOnlyAnnotations: ToolAnnotations = {
  readOnlyHint: true,
  destructiveHint: false,
};

export function buildAnnotations({ effect, irreversible, idempotent }: Tool): ToolAnnotations {
  if (effect === 'read' && !irreversible) return readOnlyAnnotations;
  return {
    ...(effect === 'destructive' || irreversible ? {} : { destructiveHint: false }),
    ...(idempotent ? { idempotentHint: true } : {}),
  };
}
