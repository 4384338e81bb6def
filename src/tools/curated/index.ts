import type { Tool } from '../tool.ts';
import { searchPaymentsTool } from './search-payments.ts';
import { summarizePayments } from './summarize-payments.ts';

/** The tools that are more than one endpoint each: what a support desk asks for. */
export const curated: readonly Tool[] = [searchPaymentsTool, summarizePayments];
