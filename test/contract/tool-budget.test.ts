import { expect, it } from 'vitest';
import { measureTools } from '../../scripts/docs/tool-cost.ts';
import { languages } from '../../src/base/bilingual.ts';
import { toolDefinitions } from '../../src/tools/definitions.ts';

/** Limits for all tools together: o200k tokens for the model, and bytes of `tools/list` for the client. */
const MAX_TOKENS = 11_000;
const MAX_BYTES = 52_000;

/** Each domain's share of the budget: the tokens and bytes that its tools may use. */
const shares: Readonly<Record<string, readonly [tokens: number, bytes: number]>> = {
  desk: [1_345, 6_335],
  payments: [1_115, 5_650],
  subscriptions: [1_675, 7_715],
  'billing-keys': [590, 3_020],
  receipts: [630, 3_130],
  vbanks: [445, 2_055],
  cvs: [250, 1_195],
  escrow: [780, 3_435],
  certifications: [320, 1_640],
  naver: [1_760, 8_420],
  kcpquick: [715, 3_415],
  payco: [90, 435],
  benepia: [260, 1_185],
  paymentwall: [300, 1_445],
  partners: [155, 715],
  merchant: [100, 615],
  codes: [180, 1_180],
  auth: [40, 260],
};
/** The share of a domain that is not listed above. */
const NEW_DOMAIN: (typeof shares)[string] = [190, 155];

const ADVICE =
  'Shorten descriptions, drop each .describe() that repeats the name or type, give the domain a larger share of the ' +
  'unused budget, or leave rare tools to the discover toolset: see "When the token budget is full" in CONTRIBUTING.md.';

const listed = toolDefinitions.filter(({ toolset }) => toolset !== 'discover');
const domains = [...new Set(listed.map(({ toolset }) => toolset))];

const cases = domains.flatMap((domain) => languages.map((lang) => [domain, lang] as const));

it.each(cases)(
  'the tools of %s, with titles in %s, cost no more than their share of the token budget',
  (domain, lang) => {
    const [maxTokens, maxBytes] = shares[domain] ?? NEW_DOMAIN;
    const { tokens, bytes } = measureTools(
      listed.filter(({ toolset }) => toolset === domain),
      lang,
    );
    const over = [
      ...(tokens > maxTokens ? [`${domain}: ${tokens} tokens, ${tokens - maxTokens} over its ${maxTokens}`] : []),
      ...(bytes > maxBytes ? [`${domain}: ${bytes} bytes, ${bytes - maxBytes} over its ${maxBytes}`] : []),
    ];
    expect(over, ADVICE).toEqual([]);
  },
);

it('the shares of all domains and of one new domain stay within the token budget', () => {
  const all = [...Object.values(shares), NEW_DOMAIN];
  expect(all.reduce((sum, [tokens]) => sum + tokens, 0)).toBeLessThanOrEqual(MAX_TOKENS);
  expect(all.reduce((sum, [, bytes]) => sum + bytes, 0)).toBeLessThanOrEqual(MAX_BYTES);
});

it.each(languages)('all tools together, with titles in %s, cost at most 11,000 tokens and 52 kB', (lang) => {
  const { tokens, bytes } = measureTools(listed, lang);
  expect(tokens, ADVICE).toBeLessThanOrEqual(MAX_TOKENS);
  expect(bytes, ADVICE).toBeLessThanOrEqual(MAX_BYTES);
});

it('every share belongs to a domain', () => {
  expect(Object.keys(shares).filter((domain) => !domains.includes(domain))).toEqual([]);
});
