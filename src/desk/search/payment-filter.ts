import { normalizePhone } from '../../base/phone.ts';
import { Refused } from '../../base/refusal.ts';
import { normalizeForMatch } from '../../base/text.ts';
import type { PaymentRow } from '../../endpoints/models/payment.ts';
import { getPgNames, knownPgs } from '../../endpoints/pg-providers/index.ts';
import { maskContent } from '../../output/content-mask.ts';
import { hasMask } from '../../output/mask.ts';
import { getCompanyAliases, toCurrencyCode } from './aliases.ts';
import { findMethodSet } from './method-sets.ts';
import { matchWholeEmail, matchWholeName, matchWholePhone } from './personal-filters.ts';
import type { Status } from './scan-payments.ts';

/** Search conditions, named as PortOne's fields. An absent condition matches everything. */
export interface PaymentFilter {
  status?: Status | undefined;
  buyer_name?: string | undefined;
  buyer_tel?: string | undefined;
  buyer_email?: string | undefined;
  name?: string | undefined;
  merchant_uid?: string | undefined;
  pg_tid?: string | undefined;
  apply_num?: string | undefined;
  pg_provider?: string | undefined;
  pay_method?: string | undefined;
  card_name?: string | undefined;
  bank_name?: string | undefined;
  currency?: string | undefined;
  sandbox?: boolean | undefined;
  amount?: number | undefined;
  min_amount?: number | undefined;
  max_amount?: number | undefined;
}

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

/**
 * Creates the test of a payment. With masked data no condition matches a part of what results hide. Throws Refused for a
 * condition that cannot be met.
 */
export function createMatcher(filter: PaymentFilter, pii: 'masked' | 'full'): PaymentTest {
  const { status, amount, min_amount: min, max_amount: max, sandbox, currency } = filter;
  if (min !== undefined && max !== undefined && min > max)
    throw new Refused('invalid_input', '"min_amount" is greater than "max_amount".');
  const tests = [
    status !== undefined && ((row: PaymentRow) => row.status === status),
    amount !== undefined && ((row: PaymentRow) => row.amount === amount),
    min !== undefined && ((row: PaymentRow) => (row.amount ?? 0) >= min),
    max !== undefined && ((row: PaymentRow) => (row.amount ?? 0) <= max),
    sandbox !== undefined && ((row: PaymentRow) => (row.sandbox === true) === sandbox),
    currency !== undefined && matchCurrency(currency),
    filter.buyer_name !== undefined && matchPersonal('buyer_name', filter.buyer_name, pii),
    filter.buyer_email !== undefined && matchPersonal('buyer_email', filter.buyer_email, pii),
    filter.buyer_tel !== undefined && matchPersonal('buyer_tel', filter.buyer_tel, pii),
    filter.name !== undefined && matchVisible(matchText('name', filter.name), ['name'], pii),
    filter.merchant_uid !== undefined && matchText('merchant_uid', filter.merchant_uid),
    filter.pg_tid !== undefined && matchTransaction(filter.pg_tid),
    filter.apply_num !== undefined && matchApproval(filter.apply_num),
    filter.pg_provider !== undefined &&
      matchVisible(matchPg(filter.pg_provider), ['pg_provider', 'emb_pg_provider'], pii),
    filter.pay_method !== undefined && matchMethod(filter.pay_method),
    filter.card_name !== undefined && matchVisible(matchCompany('card_name', filter.card_name, card), card.all, pii),
    filter.bank_name !== undefined && matchVisible(matchCompany('bank_name', filter.bank_name, bank), bank.all, pii),
  ].filter((test) => test !== false);
  return (row) => tests.every((test) => test(row));
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
