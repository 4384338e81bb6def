/**
 * Returns the trace id of a W3C `traceparent`, or undefined if it is invalid. Fields that later versions append are
 * ignored.
 */
export function parseTraceId(traceparent: unknown): string | undefined {
  if (typeof traceparent !== 'string' || traceparent.length > 200) return undefined;
  const [, version, trace, parent, rest] =
    /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/.exec(traceparent) ?? [];
  if (version === undefined || version === 'ff' || (version === '00' && rest !== undefined)) return undefined;
  return /^0+$/.test(trace ?? '') || /^0+$/.test(parent ?? '') ? undefined : trace;
}

/**
 * Returns the JSON-RPC request id for logs if it is a number or a UUID-like text. Other texts could hold personal data.
 */
export const parseRequestId = (id: unknown): string | undefined =>
  typeof id === 'number' || (typeof id === 'string' && /^[0-9a-f-]{1,36}$/i.test(id)) ? String(id) : undefined;
