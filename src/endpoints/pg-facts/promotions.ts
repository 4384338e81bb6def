import { guide, refundDocument, type Witnesses } from './witness.ts';

/** How PortOne refunds payments that a promotion discounted. */
export const promotionWitnesses: Witnesses = [
  guide('extra/promotion/refund'),
  refundDocument('retain_promotion', 'checksum'),
];
