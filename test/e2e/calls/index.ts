import type { ToolCase } from '../../support/tool-case.ts';
import { cases as auth } from './auth.ts';
import { cases as benepia } from './benepia.ts';
import { cases as billingKeys } from './billing-keys.ts';
import { cases as receipts } from './cash-receipts.ts';
import { cases as certifications } from './certifications.ts';
import { cases as codes } from './codes.ts';
import { cases as cvs } from './convenience-store.ts';
import { cases as escrow } from './escrow.ts';
import { cases as kcpquick } from './kcp-quick-pay.ts';
import { cases as merchant } from './merchant.ts';
import { cases as naver } from './naver.ts';
import { cases as partners } from './partners.ts';
import { cases as payco } from './payco.ts';
import { cases as payments } from './payments.ts';
import { cases as paymentwall } from './paymentwall.ts';
import { cases as subscriptions } from './subscriptions.ts';
import { cases as vbanks } from './virtual-accounts.ts';

/** One example call of each tool. */
export const cases: readonly ToolCase[] = [
  ...auth,
  ...benepia,
  ...billingKeys,
  ...certifications,
  ...codes,
  ...cvs,
  ...escrow,
  ...kcpquick,
  ...merchant,
  ...naver,
  ...partners,
  ...payco,
  ...payments,
  ...paymentwall,
  ...receipts,
  ...subscriptions,
  ...vbanks,
];
