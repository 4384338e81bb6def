import { setTimeout as sleep } from 'node:timers/promises';
import { isObject, listObjects } from '../model/protocol.ts';
import type { Decision } from '../scenes.ts';

/** A person reads before answering; what comes sooner is taken for a program's answer. */
export const READING_TIME_MS = 1500;

export type FormAnswer = { action: 'accept'; content: Record<string, string | boolean> } | { action: 'decline' };

/** Answers an elicitation form as a person does: reads it, then chooses "yes" or declines. */
export async function answerForm(requestedSchema: unknown, decision: Decision): Promise<FormAnswer> {
  await sleep(READING_TIME_MS);
  if (decision === 'deny') return { action: 'decline' };
  const properties =
    isObject(requestedSchema) && isObject(requestedSchema.properties) ? requestedSchema.properties : {};
  const content = Object.entries(properties).map(([name, field]) => [name, chooseYes(field)] as const);
  return { action: 'accept', content: Object.fromEntries(content) };
}

/** Ticks a box, or chooses the option that is not "no". */
function chooseYes(field: unknown): string | boolean {
  if (!isObject(field)) throw new Error('A field of the form is no object.');
  if (field.type === 'boolean') return true;
  const listed = listObjects(field.oneOf).map((option) => option.const);
  const values = listed.length > 0 ? listed : Array.isArray(field.enum) ? field.enum : [];
  const yes = values.find((value) => value !== 'no');
  if (typeof yes !== 'string') throw new Error('A field of the form offers nothing that a person could choose as yes.');
  return yes;
}
