import { endpoints } from '../../endpoints/index.ts';

/** Published documents that the rules rest on, by the name under which a reader finds them. */
export const publicSources = {
  v1_api: 'PortOne REST API V1 document',
  v1_clients: "PortOne's public V1 client libraries",
  guide_promotion_refund: 'PortOne guide, refunds of promotions (extra/promotion/refund)',
  guide_escrow_codes: 'PortOne V1 manual, escrow courier codes',
  help_refund_deadlines: 'PortOne Help Center, refund deadlines by payment method (cancel-deadline-by-paymethod)',
  help_test_refunds: 'PortOne Help Center, refunds in test mode (test-mode-cancel)',
} as const;

type PublicSource = keyof typeof publicSources;

export interface Citation {
  document: PublicSource;
  /** The operation, argument and PG, or the repository. */
  place?: string;
}

/** Cites a place in a public document. */
export const cite = (document: PublicSource, place?: string): Citation => ({ document, ...(place ? { place } : {}) });

/** Cites the operation behind a tool, and the argument or PG whose description there holds the fact. */
export function citeApi(tool: string, ...details: readonly string[]): Citation {
  const row = endpoints.find(({ name }) => name === tool);
  if (!row) throw new Error(`No endpoint has the tool ${tool}`);
  return cite('v1_api', details.length > 0 ? `${row.route}: ${details.join(', ')}` : row.route);
}
