/** What a handler says: HTTP status, PortOne's envelope, and what was changed, for the ledger. */
export interface HandlerResult {
  status: number;
  code: number;
  message: string | null;
  response: unknown;
  /** Ids and amounts of a state change; absent when nothing changed. */
  changed?: ChangedFields;
}

export type ChangedFields = Record<string, string | number | boolean | null | readonly string[]>;

interface OkOptions {
  status?: number;
  message?: string;
  changed?: ChangedFields;
}

/** Success: code 0 and, nearly always, a `null` message. */
export const respondOk = (response: unknown, { status = 200, message, changed }: OkOptions = {}): HandlerResult => ({
  status,
  code: 0,
  message: message ?? null,
  response,
  ...(changed ? { changed } : {}),
});

/** A business failure of the families that answer HTTP 200 with a code: cancel, charges, schedules, prepare. */
export const respondRejected = (message: string, code = 1): HandlerResult => ({
  status: 200,
  code,
  message,
  response: null,
});

/** A failure that shows in the HTTP status. */
export const respondError = (status: number, message: string, code = -1): HandlerResult => ({
  status,
  code,
  message,
  response: null,
});
