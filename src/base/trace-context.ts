/**
 * The trace that a W3C `traceparent` names, or undefined when it names none. Later versions may append fields, which are of no
 * concern here.
 */
export function parseTraceId(traceparent: unknown): string | undefined {
  if (typeof traceparent !== 'string' || traceparent.length > 200) return undefined;
  const [, version, trace, parent, rest] =
    /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/.exec(traceparent) ?? [];
  if (version === undefined || version === 'ff' || (version === '00' && rest !== undefined)) return undefined;
  return /^0+$/.test(trace ?? '') || /^0+$/.test(parent ?? '') ? undefined : trace;
}

/** A request's id as its client gave it: a number, or a text that can hold nothing about a person's life. */
export const parseRequestId = (id: unknown): string | undefined =>
  typeof id === 'number' || (typeof id === 'string' && /^[0-9a-f-]{1,36}$/i.test(id)) ? String(id) : undefined;
