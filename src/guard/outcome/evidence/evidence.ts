/** What one look at PortOne says of a write whose answer was lost. */
export type Sight =
  /** It was executed. `late`: in part so far, which counts only when there is no time left for the rest. */
  | { sight: 'done'; proof: string; value?: unknown; failed?: string[]; late?: true }
  /** A charge that reached the PG and was refused there: no money was taken. */
  | { sight: 'failed'; proof: string; value: { imp_uid?: unknown; fail_reason?: unknown } }
  /** There is no trace of it, so far. */
  | { sight: 'nothing'; proof: string }
  /** Neither what was asked nor what was there before, or both at once: nobody but a person can judge it. */
  | { sight: 'odd'; seen: string };

export const odd = (seen: string): Sight => ({ sight: 'odd', seen });
export const nothing = (proof: string): Sight => ({ sight: 'nothing', proof });

type Values = Readonly<Record<string, unknown>>;

/** The value at a path with dots. */
export function valueAt(values: Values, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
      values,
    );
}

export function textOf(args: Values, name: string): string | undefined {
  const value = args[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function textsOf(args: Values, name: string): string[] | undefined {
  const value = args[name];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : undefined;
}

export function numberOf(args: Values, name: string): number | undefined {
  const value = args[name];
  return typeof value === 'number' ? value : undefined;
}

/** Foreign amounts have cents, whose sums binary fractions spoil. */
export const sameAmount = (a: number, b: number): boolean => Math.round(a * 100) === Math.round(b * 100);
