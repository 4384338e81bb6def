import type { Pg } from '../pg-providers/index.ts';
import { pgGuide, type Witnesses } from './witness.ts';

/** Keeps the escrow of its payments itself, so PortOne has no deliveries for them. */
export const keepsEscrow = (pg: string | null | undefined): boolean => pg === 'naverpay';

/**
 * Tells by webhook how an escrow goes on, for instance that the buyer rejected the purchase. Only shops that have asked
 * PortOne for it get these webhooks, and no record shows what they say.
 */
const escrowWebhooks = {
  pgs: ['html5_inicis'],
  witnesses: [pgGuide('inicis')],
} as const satisfies { pgs: readonly Pg[]; witnesses: Witnesses };

export const hasEscrowWebhooks = (pg: string | null | undefined): boolean =>
  escrowWebhooks.pgs.some((code) => code === pg);
