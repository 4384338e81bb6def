// Written by `npm run accept` from the files of this folder.
import type { ToolCase } from '../../support/tool-case.ts';
import { cases as auth } from './auth.ts';
import { cases as benepia } from './benepia.ts';
import { cases as billingKeys } from './billing-keys.ts';
import { cases as cashReceipts } from './cash-receipts.ts';
import { cases as certifications } from './certifications.ts';
import { cases as codes } from './codes.ts';
import { cases as convenienceStore } from './convenience-store.ts';
import { cases as escrow } from './escrow.ts';
import { cases as kcpQuickPay } from './kcp-quick-pay.ts';
import { cases as merchant } from './merchant.ts';
import { cases as naver } from './naver.ts';
import { cases as partners } from './partners.ts';
import { cases as payco } from './payco.ts';
import { cases as payments } from './payments.ts';
import { cases as paymentwall } from './paymentwall.ts';
import { cases as subscriptions } from './subscriptions.ts';
import { cases as virtualAccounts } from './virtual-accounts.ts';

/** One call of each tool. */
export const cases: readonly ToolCase[] = [
  ...auth,
  ...benepia,
  ...billingKeys,
  ...cashReceipts,
  ...certifications,
  ...codes,
  ...convenienceStore,
  ...escrow,
  ...kcpQuickPay,
  ...merchant,
  ...naver,
  ...partners,
  ...payco,
  ...payments,
  ...paymentwall,
  ...subscriptions,
  ...virtualAccounts,
];
