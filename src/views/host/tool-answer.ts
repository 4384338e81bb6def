import { isRecord, parseJson } from '../../base/json.ts';

/** The answer of a tool as a view shows it. */
export type ToolAnswer =
  | { status: 'done'; content: Record<string, unknown> }
  | { status: 'failed'; message: string }
  | { status: 'unreadable' };

/** Reads a tool result. Some hosts pass on the text only, which is the same JSON. */
export function parseToolAnswer(result: unknown): ToolAnswer {
  const { structuredContent, content, isError }: Record<string, unknown> = isRecord(result) ? result : {};
  const text: unknown = Array.isArray(content) ? Object(content[0]).text : undefined;
  const parsed = structuredContent ?? (typeof text === 'string' ? parseJson(text) : undefined);
  if (isRecord(parsed)) {
    const { error } = parsed;
    if (isError !== true && !isRecord(error)) return { status: 'done', content: parsed };
    const message: unknown = Object(error).message;
    if (typeof message === 'string') return { status: 'failed', message };
  }
  return isError === true && typeof text === 'string' ? { status: 'failed', message: text } : { status: 'unreadable' };
}
