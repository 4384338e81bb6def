import assert from 'node:assert/strict';
import type { Samples } from './tool-case.ts';

type Fields = Record<string, unknown>;

/** A sample row; a situation that the sandbox does not have fails by name. */
export function getSample(samples: Samples, situation: string): Record<string, string> {
  const row = samples[situation];
  assert.ok(row, `the sandbox has no sample "${situation}"`);
  return row;
}

export function toRecord(value: unknown): Fields {
  assert.ok(typeof value === 'object' && value !== null && !Array.isArray(value), 'an object is expected');
  return value as Fields;
}

/** `result` of a tool's answer, when it is one record. */
export const getResult = (answer: unknown): Fields => toRecord(toRecord(answer).result);

/** `result` of a tool's answer, when it is a list. */
export function getRows(answer: unknown): Fields[] {
  const { result } = toRecord(answer);
  assert.ok(Array.isArray(result), 'a list is expected');
  return result.map(toRecord);
}

/** A personal value is shown, but not as it was; `original` where the test knows it. */
export function assertMasked(value: unknown, original?: string): void {
  assert.equal(typeof value, 'string');
  assert.match(String(value), /\*/);
  assert.notEqual(value, original);
}

export const KST_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+09:00$/;
