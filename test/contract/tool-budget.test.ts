import { expect, it } from 'vitest';
import { measureTools } from '../../scripts/docs/tool-cost.ts';
import { languages } from '../../src/base/bilingual.ts';
import { toolDefinitions } from '../../src/tools/definitions.ts';

/** Limits for all tools together: o200k tokens for the model, and bytes of `tools/list` for the client. */
const MAX_TOKENS = 11_000;
const MAX_BYTES = 52_000;

/** Each domain's share of the budget: the tokens and bytes that its tools may use. */
const shares: Readonly<Record<string, readonly [tokens: number, bytes: number]>> = {
  desk: [1_230, 5_680],
  payments: [1_100, 5_580],
  subscriptions: [1_670, 7_690],
  'billing-keys': [600, 3_040],
  receipts: [640, 3_150],
  vbanks: [450, 2_050],
  cvs: [255, 1_190],
  escrow: [780, 3_420],
  certifications: [330, 1_660],
  naver: [1_770, 8_450],
  kcpquick: [725, 3_430],
  payco: [100, 440],
  benepia: [265, 1_190],
  paymentwall: [300, 1_450],
  partners: [150, 700],
  merchant: [110, 630],
  codes: [190, 1_190],
  auth: [45, 270],
};
/** The share of a domain that is not listed above. */
const NEW_DOMAIN: (typeof shares)[string] = [200, 750];

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
