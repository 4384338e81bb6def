// Written by `npm run accept` from the files of this folder.
import { authHandlers } from './auth.ts';
import { benepiaHandlers } from './benepia.ts';
import { billingKeyHandlers } from './billing-keys.ts';
import { receiptHandlers } from './cash-receipts.ts';
import { certificationHandlers } from './certifications.ts';
import { codeHandlers } from './codes.ts';
import { cvsHandlers } from './convenience-store.ts';
import { escrowHandlers } from './escrow.ts';
import { externalReceiptHandlers } from './external-cash-receipts.ts';
import type { EndpointHandler } from './handler.ts';
import { kcpquickHandlers } from './kcp-quick-pay.ts';
import { merchantHandlers } from './merchant.ts';
import { naverOrderHandlers } from './naver-orders.ts';
import { naverPayHandlers } from './naver-pay.ts';
import { partnerHandlers } from './partners.ts';
import { paycoHandlers } from './payco.ts';
import { prepareHandlers } from './payment-prepare.ts';
import { paymentHandlers } from './payments.ts';
import { paymentwallHandlers } from './paymentwall.ts';
import { scheduleHandlers } from './schedules.ts';
import { subscriptionHandlers } from './subscriptions.ts';
import { vbankHandlers } from './virtual-accounts.ts';

const allHandlers: readonly EndpointHandler[] = [
  ...authHandlers,
  ...benepiaHandlers,
  ...billingKeyHandlers,
  ...receiptHandlers,
  ...certificationHandlers,
  ...codeHandlers,
  ...cvsHandlers,
  ...escrowHandlers,
  ...externalReceiptHandlers,
  ...kcpquickHandlers,
  ...merchantHandlers,
  ...naverOrderHandlers,
  ...naverPayHandlers,
  ...partnerHandlers,
  ...paycoHandlers,
  ...prepareHandlers,
  ...paymentHandlers,
  ...paymentwallHandlers,
  ...scheduleHandlers,
  ...subscriptionHandlers,
  ...vbankHandlers,
];

/** The handlers of the sandbox, by route. */
export const handlers: ReadonlyMap<string, EndpointHandler> = new Map(
  allHandlers.map((handler) => [handler.route, handler]),
);
