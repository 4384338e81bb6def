import { catalog } from './catalog/index.ts';
import type { Effect, Endpoint, ReadEndpoint, WriteEndpoint } from './endpoint.ts';

/**
 * The domains and their files, in the order of the tool list. Operators select tools by domain (`--toolsets`). A
 * catalog file that is not named here is a separate domain at the end.
 */
const namedDomains = {
  payments: ['payments'],
  subscriptions: ['subscriptions'],
  'billing-keys': ['billing-keys'],
  receipts: ['cash-receipts'],
  vbanks: ['virtual-accounts'],
  cvs: ['convenience-store'],
  escrow: ['escrow'],
  certifications: ['certifications'],
  naver: ['naver-orders', 'naver-claims', 'naver-pay'],
  kcpquick: ['kcp-quick-pay'],
  payco: ['payco'],
  benepia: ['benepia'],
  paymentwall: ['paymentwall'],
  partners: ['partners'],
  merchant: ['merchant'],
  codes: ['codes'],
  auth: ['auth'],
} satisfies Record<string, (keyof typeof catalog)[]>;

const namedFiles: readonly string[] = Object.values(namedDomains).flat();
const otherFiles = Object.keys(catalog).filter((file) => !namedFiles.includes(file));
const domains: Readonly<Record<string, readonly string[]>> = {
  ...namedDomains,
  ...Object.fromEntries(otherFiles.map((file) => [file, [file]])),
};
const rowsByFile: Readonly<Record<string, Readonly<Record<string, Endpoint>>>> = catalog;

export const domainNames = Object.keys(domains);

export interface ReadRow extends ReadEndpoint {
  domain: string;
}
export interface WriteRow extends WriteEndpoint {
  domain: string;
}
export type Row = ReadRow | WriteRow;

const effects: readonly Effect[] = ['read', 'write', 'destructive'];

/** Reads come first. The order of a module's exports is not reliable. */
const compareByEffectAndName = (one: Endpoint, other: Endpoint): number =>
  effects.indexOf(one.effect) - effects.indexOf(other.effect) || (one.name < other.name ? -1 : 1);

/** All rows, by domain, in the order of the tool list. */
export const endpoints: readonly Row[] = Object.entries(domains).flatMap(([domain, files]) =>
  files
    .flatMap((file) => Object.values(rowsByFile[file] ?? {}))
    .sort(compareByEffectAndName)
    .map((row) => ({ ...row, domain })),
);
