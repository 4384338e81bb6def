/** What one check of PortOne's records shows about a write whose response was lost. */
export type Evidence =
  /** The write was executed; with `partialSoFar` only in part, which is final only at the deadline. */
  | { kind: 'executed'; detail: string; value?: unknown; failed?: string[]; partialSoFar?: true }
  /** The PG declined the charge: no money was taken. */
  | { kind: 'declined'; detail: string; value: { imp_uid?: unknown; fail_reason?: unknown } }
  /** Nothing shows so far that the write was executed. */
  | { kind: 'absent'; detail: string }
  /** The records match neither the request nor the earlier state, or both: only a person can judge it. */
  | { kind: 'ambiguous'; detail: string };

export const concludeAmbiguous = (detail: string): Evidence => ({ kind: 'ambiguous', detail });
export const concludeAbsent = (detail: string): Evidence => ({ kind: 'absent', detail });

type ArgumentValues = Readonly<Record<string, unknown>>;

/** Returns the value at a dotted path. */
export function getValueAt(values: ArgumentValues, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
      values,
    );
}

export function getText(args: ArgumentValues, name: string): string | undefined {
  const value = args[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function getTexts(args: ArgumentValues, name: string): string[] | undefined {
  const value = args[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
}

export function getNumber(args: ArgumentValues, name: string): number | undefined {
  const value = args[name];
  return typeof value === 'number' ? value : undefined;
}
