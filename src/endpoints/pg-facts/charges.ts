import type { Pg } from '../pg-providers/index.ts';
import { pgGuide, type Witnesses } from './witness.ts';

/** Refuse an amount below this, in KRW. */
export const leastAmount = {
  pgs: ['naverpay'],
  from: 10,
  witnesses: [pgGuide('naver')],
} as const satisfies { pgs: readonly Pg[]; from: number; witnesses: Witnesses };

/** Take as the last day of use only the day of the charge or a later one. */
export const lastDaysOfUse = {
  pgs: ['naverpay'],
  witnesses: [pgGuide('naver')],
} as const satisfies { pgs: readonly Pg[]; witnesses: Witnesses };

/** Charge in the currency of the shop ID, whatever the request says, and refuse other currencies than KRW and USD. */
export const fixedCurrency = {
  pgs: ['smartro_v2'],
  witnesses: [pgGuide('smartro-v2/caution')],
} as const satisfies { pgs: readonly Pg[]; witnesses: Witnesses };

/** Require the shop's page to send what tells the buyer's device (Fraudnet, Magnes) before a key is charged. */
export const deviceDataRequired = {
  pgs: ['paypal_v2'],
  witnesses: [pgGuide('rt/warning')],
} as const satisfies { pgs: readonly Pg[]; witnesses: Witnesses };

/** Takes a tax-free part of cards and wallets only: accounts are taxed as a whole. */
export const taxedAccounts = {
  pgs: ['daou'],
  witnesses: [pgGuide('daou/undefined')],
} as const satisfies { pgs: readonly Pg[]; witnesses: Witnesses };
