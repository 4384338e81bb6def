import assert from 'node:assert/strict';
import type { Samples } from './tool-case.ts';

type Fields = Record<string, unknown>;

/** A sample row; an unknown situation fails with its name. */
export function getSample(samples: Samples, situation: string): Record<string, string> {
  const row = samples[situation];
  assert.ok(row, `the sandbox has no sample "${situation}"`);
  return row;
}

export function toRecord(value: unknown): Fields {
  assert.ok(typeof value === 'object' && value !== null && !Array.isArray(value), 'an object is expected');
  return value as Fields;
}

/** The `result` of a tool that returns one record. */
export const getResult = (answer: unknown): Fields => toRecord(toRecord(answer).result);

/** The `result` of a tool that returns a list. */
export function getRows(answer: unknown): Fields[] {
  const { result } = toRecord(answer);
  assert.ok(Array.isArray(result), 'a list is expected');
  return result.map(toRecord);
}

/** Asserts that a personal value is present but masked; `original` if the test knows it. */
export function assertMasked(value: unknown, original?: string): void {
  assert.equal(typeof value, 'string');
  assert.match(String(value), /[•○]/);
  assert.notEqual(value, original);
}

export const KST_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+09:00$/;
