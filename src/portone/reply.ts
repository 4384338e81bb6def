/** What PortOne answered to a call that succeeded. */
export interface PortOneResult<T> {
  response: T;
  /** Seldom given on success: PortOne's own note on what was done. */
  message?: string;
  /** Of a 207: the ids asked for that are not among the rows answered. */
  partial?: { failed: string[] };
}
