/** What a handler says: HTTP status, PortOne's envelope, and what was changed, for the ledger. */
export interface Answer {
  status: number;
  code: number;
  message: string | null;
  response: unknown;
  /** Ids and amounts of a state change; absent when nothing changed. */
  changed?: Change;
}

export type Change = Record<string, string | number | boolean | null | readonly string[]>;

interface Extra {
  status?: number;
  message?: string;
  changed?: Change;
}

/** Success: code 0 and, nearly always, a `null` message. */
export const ok = (response: unknown, { status = 200, message, changed }: Extra = {}): Answer => ({
  status,
  code: 0,
  message: message ?? null,
  response,
  ...(changed ? { changed } : {}),
});

/** A business failure of the families that answer HTTP 200 with a code: cancel, charges, schedules, prepare. */
export const refused = (message: string, code = 1): Answer => ({ status: 200, code, message, response: null });

/** A failure that shows in the HTTP status. */
export const failed = (status: number, message: string, code = -1): Answer => ({
  status,
  code,
  message,
  response: null,
});
