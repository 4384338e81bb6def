import { expect } from 'vitest';

/** Compares two lists without regard to order; a failure shows only the names that one of them lacks. */
export function expectSameNames(actual: readonly string[], expected: readonly string[], advice?: string): void {
  const missing = expected.filter((name) => !actual.includes(name)).sort();
  const unexpected = actual.filter((name) => !expected.includes(name)).sort();
  const repeated = actual.filter((name, index) => actual.indexOf(name) !== index).sort();
  expect({ missing, unexpected, repeated }, advice).toEqual({ missing: [], unexpected: [], repeated: [] });
}
