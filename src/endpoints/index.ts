import * as auth from './auth.ts';
import * as benepia from './benepia.ts';
import * as billingKeys from './billing-keys.ts';
import * as certifications from './certifications.ts';
import * as codes from './codes.ts';
import * as cvs from './cvs.ts';
import type { Endpoint } from './endpoint.ts';
import * as escrow from './escrow.ts';
import * as kcpquick from './kcpquick.ts';
import * as merchant from './merchant.ts';
import * as naverClaims from './naver-claims.ts';
import * as naverOrders from './naver-orders.ts';
import * as naverPay from './naver-pay.ts';
import * as partners from './partners.ts';
import * as payco from './payco.ts';
import * as payments from './payments.ts';
import * as paymentwall from './paymentwall.ts';
import * as receipts from './receipts.ts';
import * as subscriptions from './subscriptions.ts';
import * as vbanks from './vbanks.ts';

/** Every row, by domain. A row added to a file of a domain is collected by itself. */
const domains = {
  auth,
  benepia,
  certifications,
  'billing-keys': billingKeys,
  cvs,
  escrow,
  kcpquick,
  naver: { ...naverOrders, ...naverClaims, ...naverPay },
  partners,
  payco,
  payments,
  paymentwall,
  receipts,
  codes,
  subscriptions,
  merchant,
  vbanks,
};

export type Domain = keyof typeof domains;
export const domainNames = Object.keys(domains) as Domain[];

export interface Row extends Endpoint {
  domain: Domain;
}

export const endpoints: readonly Row[] = Object.entries(domains).flatMap(([domain, rows]) =>
  Object.values<Endpoint>(rows).map((row) => ({ ...row, domain: domain as Domain })),
);
