/** The result of a successful call. */
export interface PortOneResult<T> {
  response: T;
  /** PortOne's message about the call. Rare on success. */
  message?: string;
  /** For HTTP 207: the requested ids that are missing from the returned rows. */
  partial?: { failed: string[] };
}
