import { expect } from 'vitest';

/** Compares two texts; a failure shows only the lines that one of them lacks. */
export function expectSameLines(actual: string, expected: string, advice: string): void {
  const [actualLines, expectedLines] = [actual.split('\n'), expected.split('\n')];
  const missing = expectedLines.filter((line) => !actualLines.includes(line));
  const unexpected = actualLines.filter((line) => !expectedLines.includes(line));
  expect({ missing, unexpected }, advice).toEqual({ missing: [], unexpected: [] });
  // The same lines in another order, or a repeated one.
  expect(actual === expected, advice).toBe(true);
}
