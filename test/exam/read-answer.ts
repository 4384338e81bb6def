/** The value at a path such as `payments.0.imp_uid` of an answer; undefined where there is none. */
export const pick = (answer: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => Object(value)[name], answer);

export const pickText = (answer: unknown, path: string): string => String(pick(answer, path) ?? '');
export const pickNumber = (answer: unknown, path: string): number => Number(pick(answer, path) ?? 0);
export const pickDay = (answer: unknown, path: string): string => pickText(answer, path).slice(0, 10);

/** The first amount in won of the sentence at a path. */
export const pickAmount = (answer: unknown, path: string): number =>
  Number(/₩([\d,]+)/.exec(pickText(answer, path))?.[1]?.replaceAll(',', ''));

/** The list at a path, empty where there is none. */
export function pickList(answer: unknown, path: string): unknown[] {
  const list = pick(answer, path);
  return Array.isArray(list) ? list : [];
}

/** The rows of a search, which fails when it did not read everything: a sum of part of the rows is wrong. */
export function pickRows(answer: unknown): unknown[] {
  if (pick(answer, 'searched.complete') !== true) throw new Error('This answer is not complete');
  const shared = Object(pick(answer, 'in_every_row') ?? {});
  return pickList(answer, 'payments').map((row) => ({ ...shared, ...Object(row) }));
}

export const sumOf = (rows: readonly unknown[], name: string): number =>
  rows.reduce<number>((sum, row) => sum + pickNumber(row, name), 0);

export const hasFinding = (answer: unknown, code: string): boolean =>
  pickList(answer, 'findings').some((finding) => pick(finding, 'code') === code);

/** The line of a list of sums whose property has this value. */
export const pickLine = (answer: unknown, path: string, name: string, value: string): unknown =>
  pickList(answer, path).find((line) => pick(line, name) === value);
