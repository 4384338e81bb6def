import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { endpoints } from '../../../../src/endpoints/index.ts';
import { witnessNames } from '../../../../src/endpoints/pg-facts/witness.ts';
import { isKnownPg } from '../../../../src/endpoints/pg-providers/index.ts';
import { unwrapOptional } from '../../../../src/endpoints/sensitivity.ts';
import { evaluateRules, ruleSets, summarizeWarnings } from '../../../../src/guard/pg-rules/index.ts';
import { type Condition, getRejectionKind } from '../../../../src/guard/pg-rules/rule.ts';
import type { Snapshot } from '../../../../src/guard/snapshot/snapshot.ts';
import { NOON, type RuleCall, type RuleExample } from '../../../support/rule-example.ts';
import { examples as billingKeys } from './examples/billing-keys.ts';
import { examples as receipts } from './examples/cash-receipts.ts';
import { examples as charges } from './examples/charges.ts';
import { examples as escrow } from './examples/escrow.ts';
import { examples as naver } from './examples/naver.ts';
import { examples as others } from './examples/others.ts';
import { examples as cancel } from './examples/refunds.ts';
import { examples as schedules } from './examples/schedules.ts';
import { examples as accounts } from './examples/virtual-accounts.ts';

const rules = Object.values(ruleSets).flat();
const byId = new Map(rules.map((rule) => [rule.id, rule]));
const examples: readonly RuleExample[] = [
  ...accounts,
  ...billingKeys,
  ...cancel,
  ...charges,
  ...escrow,
  ...naver,
  ...others,
  ...receipts,
  ...schedules,
];

/** The witnesses that speak of one call only. */
const saysNothingOfPortOne = (kind: string): boolean => kind === 'record' || kind === 'call';

/** The names of the records that a condition needs: those it asks for, unless it holds without them. */
function findNeededRecords({ evaluate }: Condition, { args = {}, now = NOON }: RuleCall): string[] {
  const names = new Set<string>();
  const snapshot = new Proxy<Snapshot>(
    {},
    {
      get: (_, name) => {
        names.add(String(name));
        return undefined;
      },
    },
  );
  // Some tools are given an amount that others take from the payment.
  const holds = evaluate({ args: { amount: 1, ...args }, snapshot, now, typedLater: new Set() });
  return holds === true ? [] : [...names];
}

/** The ids of all rules that apply to a call. */
function findMatchedRules(rule: string, { tool, args = {}, seen = {}, now = NOON }: RuleCall): string[] {
  const { rejections, warnings } = evaluateRules(tool ?? byId.get(rule)?.tools[0] ?? '', args, seen, now);
  return [...rejections, ...warnings].map((one) => one.rule);
}

describe('the table of PG rules', () => {
  it('no two PG rules share an id', () => {
    const ids = rules.map(({ id }) => id);
    expect(ids.filter((id, n) => ids.indexOf(id) !== n)).toEqual([]);
  });

  it('every PG rule names existing tools and arguments', () => {
    const wrong = rules.flatMap(({ id, tools, argument }) =>
      tools
        .filter((tool) => {
          const row = endpoints.find(({ name }) => name === tool);
          return !row || (argument !== undefined && !hasField(z.object(row.fields), argument.split('.')));
        })
        .map((tool) => `${id}: ${tool} ${argument ?? ''}`),
    );
    expect(wrong).toEqual([]);
  });

  it('every PG rule has an English and a Korean message, a witness and a condition', () => {
    const incompleteRules = rules.filter(
      ({ message, witnesses, when }) =>
        !/^["A-Z].*[.]$/.test(message.en) ||
        !/[가-힣].*\.$/.test(message.ko) ||
        witnesses.some(({ kind, page }) => !(kind in witnessNames) || page === '') ||
        when.length === 0,
    );
    expect(incompleteRules.map(({ id }) => id)).toEqual([]);
  });

  it('a missing field of a delivery is named with the person that it is about', () => {
    const message = byId.get('update_escrow_logistics.smartro_v2-needs-sender.name')?.message;
    expect(message).toEqual({
      en: 'Smartro requires "Sender: Name", which is missing.',
      ko: expect.stringContaining('"보내는 분 이름"'),
    });
  });

  it('every PG rule that refuses rests on a recording, on two publications, or on a contradiction in the call', () => {
    const weak = rules.filter(
      ({ kind, witnesses, isContradiction }) =>
        kind === 'reject' &&
        !isContradiction &&
        !witnesses.some((one) => one.kind === 'recording') &&
        new Set(witnesses.map((one) => one.kind).filter((one) => !saysNothingOfPortOne(one))).size < 2,
    );
    expect(weak.map(({ id }) => id)).toEqual([]);
  });

  it('a contradiction is shown by the call or PortOne’s record, never by what a PG is said to do', () => {
    const wrong = rules.filter(
      ({ isContradiction, when, witnesses }) =>
        isContradiction &&
        (when.some(({ isAboutPg }) => isAboutPg) || !witnesses.some((one) => saysNothingOfPortOne(one.kind))),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
    expect(rules.filter(({ isContradiction }) => isContradiction).length).toBeGreaterThan(40);
  });

  it('the records that a condition looks at are read for every tool of its rule', () => {
    const dead = examples.flatMap(({ rule, matching }) => {
      const { tools = [], when = [] } = byId.get(rule) ?? {};
      return tools.flatMap((tool) => {
        const previews: readonly string[] = endpoints.find(({ name }) => name === tool)?.preview ?? [];
        const known = new Set([...previews, ...(previews.includes('schedule') ? ['schedules'] : []), 'channel']);
        return when
          .filter((condition) => {
            const needed = findNeededRecords(condition, matching);
            return needed.length > 0 && !needed.some((record) => known.has(record));
          })
          .map(({ description }) => `${rule} at ${tool}: ${description}`);
      });
    });
    expect(dead).toEqual([]);
  });

  it('every rule about an invalid argument names the argument to change', () => {
    const incompleteRules = rules.filter(
      (rule) =>
        rule.kind === 'reject' &&
        getRejectionKind(rule) === 'invalid_input' &&
        !rule.message.en.includes(rule.argument?.split('.').at(-1) ?? ''),
    );
    expect(incompleteRules.map(({ id }) => id)).toEqual([]);
  });

  it('no warning for a person names a tool, an argument or a code', () => {
    const written = /\b(?!N\/A)[a-z]+(_[a-z0-9]+)+|\b[a-z]+[A-Z]\w+|\([a-z0-9_]+\)/;
    const wrong = rules.filter(({ kind, message }) => kind === 'warn' && written.test(`${message.en} ${message.ko}`));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('has an example of each rule', () => {
    const rulesWithExample = new Set(examples.map(({ rule }) => rule));
    expect(rules.map(({ id }) => id).filter((id) => !rulesWithExample.has(id))).toEqual([]);
    expect([...rulesWithExample].filter((id) => !byId.has(id))).toEqual([]);
  });
});

describe.each(examples)('$rule', ({ rule, matching, notMatching }) => {
  it('the PG rule applies to its matching example', () => expect(findMatchedRules(rule, matching)).toContain(rule));

  it('the PG rule does not apply to its other examples', () => {
    expect(notMatching.length).toBeGreaterThan(0);
    for (const call of notMatching) expect(findMatchedRules(rule, call)).not.toContain(rule);
  });
});

describe.each(examples.filter(({ matching }) => matching.seen))('$rule', ({ rule, matching }) => {
  it('the PG rule does not apply without a snapshot', () => {
    expect(findMatchedRules(rule, { ...matching, seen: {} })).not.toContain(rule);
  });
});

describe.each(examples.filter(({ matching }) => Object.values(matching.seen ?? {}).some(hasValues)))(
  'the rule $rule',
  ({ rule, matching }) => {
    it('the PG rule does not apply when PortOne left out the fields it depends on', () => {
      expect(findMatchedRules(rule, { ...matching, seen: emptySnapshot(matching.seen ?? {}) })).not.toContain(rule);
    });
  },
);

it('an argument that a person types later is not reported as missing', () => {
  const seen: Snapshot = { payment: { pg_provider: 'html5_inicis', pay_method: 'vbank', status: 'ready' } };
  expect(evaluateRules('revoke_vbank', {}, seen, NOON).warnings).toMatchObject([{ argument: 'pg_api_key' }]);
  expect(evaluateRules('revoke_vbank', {}, seen, NOON, ['pg_api_key'])).toEqual({ rejections: [], warnings: [] });
});

it('a rejection names the rule, the kind and the argument', () => {
  const { rejections } = evaluateRules('update_schedule_time', { schedule_at: NOON }, {}, NOON);
  expect(rejections).toMatchObject([{ rule: 'schedule.past', kind: 'invalid_input', argument: 'schedule_at' }]);
});

it('operations without PG rules and unknown PGs produce no rejection or warning', () => {
  expect(evaluateRules('get_payment', {}, {}, NOON)).toEqual({ rejections: [], warnings: [] });
  expect(isKnownPg('some_new_pg')).toBe(false);
});

function hasField(schema: z.ZodType, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true;
  const inner = unwrapOptional(schema) ?? (schema instanceof z.ZodArray ? (schema.element as z.ZodType) : undefined);
  if (inner) return hasField(inner, [name, ...rest]);
  const field = schema instanceof z.ZodObject ? (schema.shape[name] as z.ZodType | undefined) : undefined;
  return field !== undefined && hasField(field, rest);
}

function hasValues(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasValues);
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** A snapshot with every field null, as PortOne sends unknown values. */
function emptySnapshot(seen: Snapshot): Snapshot {
  const replaceWithNulls = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replaceWithNulls);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.keys(value).map((key) => [key, null]));
  };
  return Object.fromEntries(Object.entries(seen).map(([kind, value]) => [kind, replaceWithNulls(value)])) as Snapshot;
}

describe('the PG warnings for a person', () => {
  const everything = {
    ...{ pg: 'kcp', customer_uid: 'c', merchant_uid: 'm', amount: 100, currency: 'USD', vat: 1, vat_amount: 1 },
    ...{ interest_free_by_merchant: true, use_card_point: true, secure_3d_charge_id: 'x', secure_3d_token: 'x' },
  };
  const seen: Snapshot = {
    order: [{ merchant_uid: 'm', status: 'ready', pay_method: 'vbank', vbank_date: NOON + 60 }],
  };

  it('the PG warnings are summarized in at most six lines', () => {
    const { warnings } = evaluateRules('pay_onetime', everything, seen, NOON);
    expect(warnings.length).toBeGreaterThan(7);
    const summary = summarizeWarnings(warnings);
    expect(summary.length).toBeLessThanOrEqual(6);
    expect(summary[0]?.en).toContain('the buyer could pay twice');
    expect(summary.at(-1)?.en).toMatch(/^PortOne does not list these for this PG: "VAT", .*"3-D Secure token"\.$/);
    expect(summary.at(-1)?.ko).toContain('"카드 포인트 사용"');
  });

  it('a single ignored argument has a PG warning of its own', () => {
    const { warnings } = evaluateRules('pay_onetime', { pg: 'kcp', vat_amount: 1 }, {}, NOON);
    expect(summarizeWarnings(warnings).at(-1)?.en).toContain('PortOne lists "VAT" only for NICE Payments');
  });

  it('several arguments that a PG requires are one sentence', () => {
    const payment = { pg_provider: 'html5_inicis', status: 'paid', escrow: true };
    const { warnings } = evaluateRules('create_escrow_logistics', { sender: {}, receiver: {} }, { payment }, NOON);
    expect(summarizeWarnings(warnings).map(({ en }) => en)).toEqual([
      expect.stringMatching(/^This PG requires these, which are missing: "/),
    ]);
  });
});
