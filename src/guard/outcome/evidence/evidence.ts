/** What one look at PortOne says of a write whose answer was lost. */
export type Evidence =
  /** It was executed. `late`: in part so far, which counts only when there is no time left for the rest. */
  | { kind: 'executed'; detail: string; value?: unknown; failed?: string[]; partialSoFar?: true }
  /** A charge that reached the PG and was refused there: no money was taken. */
  | { kind: 'declined'; detail: string; value: { imp_uid?: unknown; fail_reason?: unknown } }
  /** There is no trace of it, so far. */
  | { kind: 'absent'; detail: string }
  /** Neither what was asked nor what was there before, or both at once: nobody but a person can judge it. */
  | { kind: 'ambiguous'; detail: string };

export const concludeAmbiguous = (detail: string): Evidence => ({ kind: 'ambiguous', detail });
export const concludeAbsent = (detail: string): Evidence => ({ kind: 'absent', detail });

type ArgumentValues = Readonly<Record<string, unknown>>;

/** The value at a path with dots. */
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
