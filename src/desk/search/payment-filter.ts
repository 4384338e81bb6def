import { Refused } from '../../base/refusal.ts';
import { knownPgs, namesOf } from '../../endpoints/pg-providers.ts';
import { companySpellings, currencyCode, methodCode } from './aliases.ts';
import type { PaymentRow, Status } from './scan-payments.ts';

/** What a payment must be like, in PortOne's own words; what is left out may be anything. */
export interface PaymentFilter {
  status?: Status | undefined;
  buyer_name?: string | undefined;
  buyer_tel?: string | undefined;
  buyer_email?: string | undefined;
  name?: string | undefined;
  merchant_uid?: string | undefined;
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

type Test = (row: PaymentRow) => boolean;
type Field = keyof PaymentRow & string;

/** The same word however it was typed: full or half width, capital or small, with or without spaces and hyphens. */
const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Pd}·]/gu, '');

/** Digits of a telephone number as it is dialled in Korea. */
function dialled(text: string): string {
  const digits = text.normalize('NFKC').replace(/\D/g, '');
  return digits.length > 9 ? digits.replace(/^820?(?=1\d|[2-7])/, '0') : digits;
}

/** Whether a row is what is looked for, on its real values. Throws Refused for values that could match nothing or anything. */
export function matcherOf(filter: PaymentFilter): Test {
  const { status, amount, min_amount: least, max_amount: most, sandbox, currency } = filter;
  if (least !== undefined && most !== undefined && least > most)
    throw new Refused('invalid_input', '"min_amount" is more than "max_amount".');
  const tests = [
    status !== undefined && ((row: PaymentRow) => row.status === status),
    amount !== undefined && ((row: PaymentRow) => row.amount === amount),
    least !== undefined && ((row: PaymentRow) => (row.amount ?? 0) >= least),
    most !== undefined && ((row: PaymentRow) => (row.amount ?? 0) <= most),
    sandbox !== undefined && ((row: PaymentRow) => (row.sandbox === true) === sandbox),
    currency !== undefined && isIn(currency),
    filter.buyer_name !== undefined && contains('buyer_name', unmasked('buyer_name', filter.buyer_name)),
    filter.buyer_email !== undefined && contains('buyer_email', unmasked('buyer_email', filter.buyer_email)),
    filter.buyer_tel !== undefined && hasTelephone(unmasked('buyer_tel', filter.buyer_tel)),
    filter.name !== undefined && contains('name', filter.name),
    filter.merchant_uid !== undefined && contains('merchant_uid', filter.merchant_uid),
    filter.pg_provider !== undefined && isOfPg(filter.pg_provider),
    filter.pay_method !== undefined && isMethod(filter.pay_method),
    filter.card_name !== undefined &&
      isOf(
        'card_name',
        filter.card_name,
        ['card_code', 'card_issuer_code', 'card_publisher_code'],
        ['card_name', 'card_issuer_name', 'card_publisher_name'],
      ),
    filter.bank_name !== undefined &&
      isOf('bank_name', filter.bank_name, ['bank_code', 'vbank_code'], ['bank_name', 'vbank_name']),
  ].filter((test) => test !== false);
  return (row) => tests.every((test) => test(row));
}

/** What an answer showed is not what PortOne keeps: looking for it would find nothing, and say so wrongly. */
function unmasked(argument: string, value: string): string {
  if (value.includes('*'))
    throw new Refused('invalid_input', `"${argument}" is masked, as answers show it. Give it as the buyer wrote it.`);
  return value;
}

/** What is to be found in a field. A text of which nothing is left would be found in every one. */
function soughtIn(argument: string, wanted: string): string {
  const part = folded(wanted);
  if (part === '') throw new Refused('invalid_input', `"${argument}" holds nothing to look for.`);
  return part;
}

function contains(field: Field, wanted: string): Test {
  const part = soughtIn(field, wanted);
  return (row) => folded(textOf(row, field)).includes(part);
}

/** A PG by its code or by what people call it. One that bears the whole name is meant before those that only hold it. */
function isOfPg(wanted: string): Test {
  const part = soughtIn('pg_provider', wanted);
  const name = wanted.normalize('NFKC').trim().toLowerCase();
  const bears = (code: string) => namesOf(code).some((one) => `${one.toLowerCase()} `.startsWith(`${name} `));
  const holds = (code: string) => namesOf(code).some((one) => folded(one).includes(part));
  const isCalled = knownPgs.some(bears) ? bears : holds;
  return (row) =>
    [textOf(row, 'pg_provider'), textOf(row, 'emb_pg_provider')].some(
      (code) => folded(code).includes(part) || isCalled(code),
    );
}

function isIn(currency: string): Test {
  const code = currencyCode(soughtIn('currency', currency));
  return (row) => (row.currency || 'KRW') === code;
}

function hasTelephone(wanted: string): Test {
  const digits = dialled(wanted);
  if (digits.length < 4)
    throw new Refused('invalid_input', '"buyer_tel" needs the whole number or at least its last four digits.');
  return (row) => dialled(row.buyer_tel ?? '').endsWith(digits);
}

function isMethod(wanted: string): Test {
  const method = methodCode(soughtIn('pay_method', wanted));
  return (row) => folded(row.pay_method ?? '') === method;
}

/** A bank or card company by its code, or by a part of its name: 신한, 신한카드, 366. */
function isOf(argument: string, wanted: string, codes: readonly Field[], names: readonly Field[]): Test {
  const word = soughtIn(argument, wanted);
  if (/^\d{2,4}$/.test(word)) return (row) => codes.some((field) => textOf(row, field) === word);
  const parts = companySpellings(word.replace(/(?<=.)(카드|은행|card|bank)$/, ''));
  return (row) => names.some((field) => parts.some((part) => folded(textOf(row, field)).includes(part)));
}

function textOf(row: PaymentRow, field: Field): string {
  const value = row[field];
  return typeof value === 'string' ? value : '';
}
