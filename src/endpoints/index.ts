import * as auth from './auth.ts';
import * as benepia from './benepia.ts';
import * as billingKeys from './billing-keys.ts';
import * as certifications from './certifications.ts';
import * as codes from './codes.ts';
import * as cvs from './cvs.ts';
import type { Effect, Endpoint } from './endpoint.ts';
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

/** Every row, by domain, in the order of the list of tools. A row added to a file of a domain is collected by itself. */
const domains = {
  payments,
  subscriptions,
  'billing-keys': billingKeys,
  receipts,
  vbanks,
  cvs,
  escrow,
  certifications,
  naver: { ...naverOrders, ...naverClaims, ...naverPay },
  kcpquick,
  payco,
  benepia,
  paymentwall,
  partners,
  merchant,
  codes,
  auth,
};

export type Domain = keyof typeof domains;
export const domainNames = Object.keys(domains) as Domain[];

export interface Row extends Endpoint {
  domain: Domain;
}

const effects: readonly Effect[] = ['read', 'write', 'destructive'];

/** Whatever only looks comes first. The order of a module's exports is no order: it depends on what runs the module. */
const byEffectAndName = (one: Endpoint, other: Endpoint): number =>
  effects.indexOf(one.effect) - effects.indexOf(other.effect) || (one.name < other.name ? -1 : 1);

export const endpoints: readonly Row[] = Object.entries(domains).flatMap(([domain, rows]) =>
  Object.values<Endpoint>(rows)
    .sort(byEffectAndName)
    .map((row) => ({ ...row, domain: domain as Domain })),
);
