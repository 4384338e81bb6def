import * as auth from './catalog/auth.ts';
import * as benepia from './catalog/benepia.ts';
import * as billingKeys from './catalog/billing-keys.ts';
import * as receipts from './catalog/cash-receipts.ts';
import * as certifications from './catalog/certifications.ts';
import * as codes from './catalog/codes.ts';
import * as cvs from './catalog/convenience-store.ts';
import * as escrow from './catalog/escrow.ts';
import * as kcpquick from './catalog/kcp-quick-pay.ts';
import * as merchant from './catalog/merchant.ts';
import * as naverClaims from './catalog/naver-claims.ts';
import * as naverOrders from './catalog/naver-orders.ts';
import * as naverPay from './catalog/naver-pay.ts';
import * as partners from './catalog/partners.ts';
import * as payco from './catalog/payco.ts';
import * as payments from './catalog/payments.ts';
import * as paymentwall from './catalog/paymentwall.ts';
import * as subscriptions from './catalog/subscriptions.ts';
import * as vbanks from './catalog/virtual-accounts.ts';
import type { Effect, Endpoint } from './endpoint.ts';

/** All endpoints by domain, in the order of the tool list. Exports of a domain's file are collected automatically. */
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

/** Reads come first. The order of a module's exports is not reliable. */
const compareByEffectAndName = (one: Endpoint, other: Endpoint): number =>
  effects.indexOf(one.effect) - effects.indexOf(other.effect) || (one.name < other.name ? -1 : 1);

export const endpoints: readonly Row[] = Object.entries(domains).flatMap(([domain, rows]) =>
  Object.values<Endpoint>(rows)
    .sort(compareByEffectAndName)
    .map((row) => ({ ...row, domain: domain as Domain })),
);
