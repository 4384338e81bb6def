// Written by `npm run accept` from the files of this folder.
import * as auth from './auth.ts';
import * as benepia from './benepia.ts';
import * as billingKeys from './billing-keys.ts';
import * as cashReceipts from './cash-receipts.ts';
import * as certifications from './certifications.ts';
import * as codes from './codes.ts';
import * as convenienceStore from './convenience-store.ts';
import * as escrow from './escrow.ts';
import * as kcpQuickPay from './kcp-quick-pay.ts';
import * as merchant from './merchant.ts';
import * as naverClaims from './naver-claims.ts';
import * as naverOrders from './naver-orders.ts';
import * as naverPay from './naver-pay.ts';
import * as partners from './partners.ts';
import * as payco from './payco.ts';
import * as payments from './payments.ts';
import * as paymentwall from './paymentwall.ts';
import * as subscriptions from './subscriptions.ts';
import * as virtualAccounts from './virtual-accounts.ts';

/** The rows of each file. */
export const catalog = {
  auth,
  benepia,
  'billing-keys': billingKeys,
  'cash-receipts': cashReceipts,
  certifications,
  codes,
  'convenience-store': convenienceStore,
  escrow,
  'kcp-quick-pay': kcpQuickPay,
  merchant,
  'naver-claims': naverClaims,
  'naver-orders': naverOrders,
  'naver-pay': naverPay,
  partners,
  payco,
  payments,
  paymentwall,
  subscriptions,
  'virtual-accounts': virtualAccounts,
};
