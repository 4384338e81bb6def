/** The result of a handler: HTTP status, PortOne's envelope, and what changed, for the journal. */
export interface HandlerResult {
  status: number;
  code: number;
  message: string | null;
  response: unknown;
  /** Ids and amounts of a state change. Absent if nothing changed. */
  changed?: ChangedFields;
}

export type ChangedFields = Record<string, string | number | boolean | null | readonly string[]>;

interface OkOptions {
  status?: number;
  message?: string;
  changed?: ChangedFields;
}

/** Builds a success: code 0 and usually a `null` message. */
export const respondOk = (response: unknown, { status = 200, message, changed }: OkOptions = {}): HandlerResult => ({
  status,
  code: 0,
  message: message ?? null,
  response,
  ...(changed ? { changed } : {}),
});

/**
 * Builds a business failure of the endpoint families that answer HTTP 200 with a code: cancel, charges, schedules,
 * prepare.
 */
export const respondRejected = (message: string, code = 1): HandlerResult => ({
  status: 200,
  code,
  message,
  response: null,
});

/** Builds a failure with an HTTP error status. */
export const respondError = (status: number, message: string, code = -1): HandlerResult => ({
  status,
  code,
  message,
  response: null,
});
