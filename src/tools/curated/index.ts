import type { Tool } from '../tool.ts';
import { checkConnection } from './check-connection.ts';
import { refundPayment } from './refund-payment.ts';

/** The tools that are more than one endpoint each: what a support desk asks for. */
export const curated: readonly Tool[] = [checkConnection, refundPayment];
