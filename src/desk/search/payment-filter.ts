import { normalizePhone } from '../../base/phone.ts';
import { Refused } from '../../base/refusal.ts';
import { normalizeForMatch } from '../../base/text.ts';
import type { PaymentRow } from '../../endpoints/models/payment.ts';
import { getPgNames, knownPgs } from '../../endpoints/pg-providers/index.ts';
import { maskContent } from '../../output/content-mask.ts';
import { hasMask } from '../../output/mask.ts';
import { getCompanyAliases, toCurrencyCode } from './aliases.ts';
import { matchFailure } from './failure-filter.ts';
import { findMethodSet } from './method-sets.ts';
import { matchWholeEmail, matchWholeName, matchWholePhone } from './personal-filters.ts';
import { allStatuses, type Status } from './scan-payments.ts';

/** The values of search conditions, named as PortOne's fields. */
interface ConditionValues {
  /** `approved`: paid, even if cancelled since. */
  status: Status | 'approved';
  buyer_name: string;
  buyer_tel: string;
  buyer_email: string;
  /** The product, or a part of its name. */
  name: string;
  merchant_uid: string;
  pg_tid: string;
  apply_num: string;
  pg_provider: string;
  pay_method: string;
  card_name: string;
  bank_name: string;
  /** A class of failures, or words of the PG. */
  fail_reason: string;
  currency: string;
  sandbox: boolean;
  amount: number;
  min_amount: number;
  max_amount: number;
}
type Argument = keyof ConditionValues;

/** Search conditions. An absent condition matches everything. */
export type PaymentFilter = { [A in Argument]?: ConditionValues[A] | undefined };

type PaymentTest = (row: PaymentRow) => boolean;
type PaymentField = keyof PaymentRow & string;

interface CompanyFields {
  codes: readonly PaymentField[];
  names: readonly PaymentField[];
  all: readonly PaymentField[];
}

const toCompanyFields = (codes: readonly PaymentField[], names: readonly PaymentField[]): CompanyFields => ({
  codes,
  names,
  all: [...codes, ...names],
});
const card = toCompanyFields(
  ['card_code', 'card_issuer_code', 'card_publisher_code'],
  ['card_name', 'card_issuer_name', 'card_publisher_name'],
);
const bank = toCompanyFields(['bank_code', 'vbank_code'], ['bank_name', 'vbank_name']);

/** One condition of a search, under the name of its argument. */
export interface Condition {
  argument: Argument;
  test: PaymentTest;
}

/** Creates the test of a payment: all conditions of the filter. Throws Refused for a condition that cannot be met. */
export function createMatcher(filter: PaymentFilter, pii: 'masked' | 'full'): PaymentTest {
  const conditions = createConditions(filter, pii);
  return (row) => conditions.every(({ test }) => test(row));
}

/**
 * Creates the conditions of a filter. With masked data none matches a part of what results hide. Throws Refused for a
 * condition that cannot be met.
 */
export function createConditions(filter: PaymentFilter, pii: 'masked' | 'full'): readonly Condition[] {
  const { min_amount: min, max_amount: max } = filter;
  if (min !== undefined && max !== undefined && min > max)
    throw new Refused('invalid_input', '"min_amount" is greater than "max_amount".');
  return conditionNames.flatMap((argument) => createCondition(argument, filter[argument], pii) ?? []);
}

function createCondition<A extends Argument>(
  argument: A,
  value: ConditionValues[A] | undefined,
  pii: 'masked' | 'full',
): Condition | undefined {
  return value === undefined ? undefined : { argument, test: testBuilders[argument](value, pii) };
}

type TestBuilders = { [A in Argument]: (value: ConditionValues[A], pii: 'masked' | 'full') => PaymentTest };

const testBuilders: TestBuilders = {
  status: (status) => (row) => (status === 'approved' ? Boolean(row.paid_at) : row.status === status),
  amount: (amount) => (row) => row.amount === amount,
  min_amount: (min) => (row) => (row.amount ?? 0) >= min,
  max_amount: (max) => (row) => (row.amount ?? 0) <= max,
  sandbox: (sandbox) => (row) => (row.sandbox === true) === sandbox,
  currency: matchCurrency,
  buyer_name: (name, pii) => matchPersonal('buyer_name', name, pii),
  buyer_email: (email, pii) => matchPersonal('buyer_email', email, pii),
  buyer_tel: (phone, pii) => matchPersonal('buyer_tel', phone, pii),
  name: (name, pii) => matchVisible(matchText('name', name), ['name'], pii),
  merchant_uid: (id) => matchText('merchant_uid', id),
  pg_tid: matchTransaction,
  apply_num: matchApproval,
  pg_provider: (pg, pii) => matchVisible(matchPg(pg), ['pg_provider', 'emb_pg_provider'], pii),
  pay_method: matchMethod,
  card_name: (name, pii) => matchVisible(matchCompany('card_name', name, card), card.all, pii),
  bank_name: (name, pii) => matchVisible(matchCompany('bank_name', name, bank), bank.all, pii),
  fail_reason: (words, pii) =>
    matchVisible(matchFailure(normalizeSearchText('fail_reason', words), words), ['fail_reason'], pii),
};
const conditionNames = Object.keys(testBuilders) as Argument[];

/** The current statuses that matching payments can have. */
export function selectStatuses({ status, fail_reason }: PaymentFilter): readonly Status[] {
  if (status === 'approved') return ['paid', 'cancelled'];
  if (status) return [status];
  return fail_reason === undefined ? allStatuses : ['failed'];
}

/**
 * Refuses a masked value copied from a result: it would match nothing, and the search would wrongly report that nothing
 * exists.
 */
function assertUnmasked(argument: string, value: string): string {
  if (hasMask(value))
    throw new Refused('invalid_input', `"${argument}" is masked, as in results. Give it as the buyer wrote it.`);
  return value;
}

/** Normalizes a search text. Throws Refused if nothing remains, since that would match everything. */
function normalizeSearchText(argument: string, searchText: string): string {
  const normalized = normalizeForMatch(searchText);
  if (normalized === '') throw new Refused('invalid_input', `"${argument}" contains nothing to search for.`);
  return normalized;
}

function matchText(field: PaymentField, searchText: string): PaymentTest {
  const part = normalizeSearchText(field, searchText);
  return (row) => normalizeForMatch(getTextField(row, field)).includes(part);
}

/** The PG's number of the payment or of one of its refunds, whole. */
function matchTransaction(searchText: string): PaymentTest {
  const number = normalizeSearchText('pg_tid', searchText);
  return ({ pg_tid, cancel_history }) =>
    [pg_tid, ...(cancel_history ?? []).map((cancel) => cancel.pg_tid)].some(
      (value) => normalizeForMatch(value ?? '') === number,
    );
}

/** The approval number (승인번호), whole: short numbers occur inside others. */
function matchApproval(searchText: string): PaymentTest {
  const number = normalizeSearchText('apply_num', searchText);
  return ({ apply_num }) => normalizeForMatch(apply_num ?? '') === number;
}

/** Text may contain personal data: it matches only by what a result shows of it. */
function matchVisible(test: PaymentTest, fields: readonly PaymentField[], pii: 'masked' | 'full'): PaymentTest {
  if (pii === 'full') return test;
  const toVisible = (row: PaymentRow) =>
    Object.fromEntries(fields.map((field) => [field, maskContent(getTextField(row, field))]));
  return (row) => test(row) && test(toVisible(row));
}

const wholeValueMatchers = {
  buyer_name: matchWholeName,
  buyer_email: matchWholeEmail,
  buyer_tel: matchWholePhone,
} as const;

function matchPersonal(field: keyof typeof wholeValueMatchers, given: string, pii: 'masked' | 'full'): PaymentTest {
  const searchText = assertUnmasked(field, given);
  if (pii === 'full') return field === 'buyer_tel' ? matchPhoneEnd(searchText) : matchText(field, searchText);
  const matches = wholeValueMatchers[field](field, searchText);
  return (row) => matches(getTextField(row, field));
}

/** Matches a PG by its code or its common names. A whole name takes precedence over a part of one. */
function matchPg(searchText: string): PaymentTest {
  const part = normalizeSearchText('pg_provider', searchText);
  const name = searchText.normalize('NFKC').trim().toLowerCase();
  const hasFullName = (code: string) =>
    getPgNames(code).some((alias) => `${alias.toLowerCase()} `.startsWith(`${name} `));
  const hasNamePart = (code: string) => getPgNames(code).some((alias) => normalizeForMatch(alias).includes(part));
  const isNamed = knownPgs.some(hasFullName) ? hasFullName : hasNamePart;
  return (row) =>
    [getTextField(row, 'pg_provider'), getTextField(row, 'emb_pg_provider')].some(
      (code) => normalizeForMatch(code).includes(part) || isNamed(code),
    );
}

function matchCurrency(currency: string): PaymentTest {
  const code = toCurrencyCode(normalizeSearchText('currency', currency));
  return (row) => (row.currency || 'KRW') === code;
}

function matchPhoneEnd(searchText: string): PaymentTest {
  const digits = normalizePhone(searchText);
  if (digits.length < 4)
    throw new Refused('invalid_input', '"buyer_tel" must be the whole number or at least its last four digits.');
  return (row) => normalizePhone(row.buyer_tel).endsWith(digits);
}

function matchMethod(searchText: string): PaymentTest {
  normalizeSearchText('pay_method', searchText);
  return findMethodSet(searchText.normalize('NFKC').trim()).matches;
}

/** Matches a bank or card company by its code or by a part of its name: 신한, 신한카드, 366. */
function matchCompany(argument: string, searchText: string, { codes, names }: CompanyFields): PaymentTest {
  const normalized = normalizeSearchText(argument, searchText);
  if (/^\d{2,4}$/.test(normalized)) return (row) => codes.some((field) => getTextField(row, field) === normalized);
  const aliases = getCompanyAliases(normalized.replace(/(?<=.)(카드|은행|card|bank)$/, ''));
  return (row) =>
    names.some((field) => aliases.some((alias) => normalizeForMatch(getTextField(row, field)).includes(alias)));
}

function getTextField(row: PaymentRow, field: PaymentField): string {
  const value = row[field];
  return typeof value === 'string' ? value : '';
}
