import { handleList, list, minute, model, number, personalText, text, textList } from '../../endpoints/models/field.ts';
import { chooseSteps, createStep, type NextStep } from '../next-steps.ts';
import type { PaymentRow } from '../payment.ts';
import type { Period } from '../period/period.ts';
import { type PeriodArguments, resolvePeriod } from '../period/requested-period.ts';
import { StepField } from '../result-fields.ts';
import { CoverageModel, toSearchedCoverage } from '../search/coverage.ts';
import { MatchTotalsModel } from '../search/match-totals.ts';
import { getPaymentTime } from '../search/scan-payments.ts';
import { createColumnPicker, hoistSharedValues, SearchRow } from '../search/search-row.ts';
import { type CustomerQuery, listCustomers } from '../subscriptions/find-subscribers.ts';
import { createTolerantReads, type LookupContext, type TolerantReads } from '../tolerant-reads.ts';
import { pluralize } from '../wording.ts';
import { ExaminedFields, examinePayments } from './examine-payments.ts';
import { type Customer, type FoundCustomers, findCustomers } from './find-customers.ts';
import { readSubscriptions, SubscriptionFields } from './read-subscriptions.ts';

const identityFields = {
  buyer_name: personalText('name'),
  buyer_tel: personalText('phone'),
  buyer_email: personalText('email'),
  customer_uids: handleList(),
};

export const CustomerView = model({
  // found, several, not_found, or unknown if the search was incomplete.
  outcome: text(),
  identity: model(identityFields).nullish(),
  customers: list(model({ ...identityFields, payments: number(), last_payment_at: minute() })),
  customers_more: number(),
  ...SubscriptionFields,
  payments: list(SearchRow),
  in_every_row: SearchRow.nullish(),
  totals: MatchTotalsModel,
  ...ExaminedFields,
  near: list(model({ without: text(), count: number(), payments: list(SearchRow) })),
  next_steps: list(StepField),
  unavailable_tools: textList(),
  searched: CoverageModel,
  note: text(),
  unavailable: textList(),
});

const DEFAULT_PERIOD = 'last 90 days';
const MAX_PAYMENTS = 5;
const MAX_CUSTOMERS = 10;
/** Billing keys of one person whose charges are read. */
const MAX_KEYS = 3;

/** Payments whose receipts, claims and problems are read. */
const MAX_EXAMINED = 5;

interface ViewScope {
  period: Period;
  context: LookupContext;
  reads: TolerantReads;
}

/** Who a customer is, what is stored, was paid and will be charged, and what is wrong. */
export async function buildCustomerView(
  { period: phrase, ...who }: CustomerQuery & Pick<PeriodArguments, 'period'>,
  context: LookupContext,
) {
  const period = resolvePeriod({ period: phrase }, context.now, DEFAULT_PERIOD);
  const reads = createTolerantReads(context.signal);
  const scope = { period, context, reads };
  const found = await findCustomers(who, scope);
  const { customers, coverage } = found;
  const [customer, ...others] = customers;
  const answer =
    customer === undefined
      ? answerNobody(found, reads)
      : others.length > 0
        ? answerSeveral(customers)
        : await answerOne(customer, found, scope);
  return {
    ...answer,
    searched: toSearchedCoverage(period, coverage, 'the time of the payment'),
    ...(reads.unavailable.length > 0 ? { unavailable: reads.unavailable } : {}),
  };
}

/** Throws the error of a failed read if the payments could not be read. */
function answerNobody({ near, isCertain, coverage }: FoundCustomers, { failures: [failure] }: TolerantReads) {
  if (failure && !coverage.complete) throw failure;
  if (!isCertain)
    return {
      outcome: 'unknown',
      note: 'Nobody was found, but not everything could be read (see searched.failed_windows and unavailable). Call again later.',
    };
  return {
    outcome: 'not_found',
    ...(near.length > 0
      ? { near: near.map(({ rows, ...miss }) => ({ ...miss, payments: rows.map(pickPaymentColumns) })) }
      : {}),
    note:
      near.length > 0
        ? '"near" has what fits all but one condition, named in "without": ask whether that one is right before using it.'
        : 'No payment of this period and no scheduled charge near today is of this buyer. Try a longer period; a name may be spelled differently.',
  };
}

function answerSeveral(customers: readonly Customer[]) {
  const omittedCount = customers.length - MAX_CUSTOMERS;
  return {
    outcome: 'several',
    customers: customers.slice(0, MAX_CUSTOMERS).map((customer) => ({
      ...describeIdentity(customer),
      payments: customer.payments.length,
      ...(customer.payments[0] ? { last_payment_at: getPaymentTime(customer.payments[0]) } : {}),
    })),
    ...(omittedCount > 0 ? { customers_more: omittedCount } : {}),
    note: `${pluralize(customers.length, 'customer')} match, told apart by customer id, telephone and mail address. Ask which one is meant, and call again with the customer_uid, or with the name and the last four digits of the telephone.`,
  };
}

async function answerOne(customer: Customer, found: FoundCustomers, { context, reads }: ViewScope) {
  const customerUids = listCustomers(customer.identities);
  const examined = customer.payments.slice(0, MAX_EXAMINED);
  const [subscriptions, { problems, receipts, claims }] = await Promise.all([
    readSubscriptions(customerUids.slice(0, MAX_KEYS), context, reads),
    examinePayments(examined, context, reads),
  ]);
  const { cards, charges_to_come, failed_charges } = subscriptions;
  const identity = describeIdentity(customer);
  const hasRecords =
    customer.payments.length > 0 ||
    charges_to_come.length > 0 ||
    failed_charges.length > 0 ||
    cards.some(({ billing_key }) => billing_key === 'stored');
  if (!hasRecords) return answerNobody(found, reads);
  const omittedKeys = customerUids.length - MAX_KEYS;
  const note = [
    customer.payments.length > MAX_EXAMINED &&
      `Receipts, claims and problems are those of the newest ${MAX_EXAMINED} payments; investigate_payment looks at the others.`,
    omittedKeys > 0 && `${pluralize(omittedKeys, 'further billing key')} of this customer: not looked at.`,
  ]
    .filter(Boolean)
    .join(' ');
  return {
    outcome: 'found',
    identity: dropEmptyLists(identity),
    ...dropEmptyLists({
      ...subscriptions,
      charges_to_come: charges_to_come.map((charge) => omitOnlyCustomer(charge, identity)),
      failed_charges: failed_charges.map((charge) => omitOnlyCustomer(charge, identity)),
      problems,
      claims,
      receipts,
    }),
    ...(customer.totals.count > 0 ? { totals: customer.totals.toLines() } : {}),
    ...hoistSharedValues(
      customer.payments.slice(0, MAX_PAYMENTS).map((row) => omitIdentity(pickPaymentColumns(row), identity)),
    ),
    ...chooseSteps(suggestReads(problems, failed_charges), context.isOffered),
    ...(note === '' ? {} : { note }),
  };
}

/** What other records say of the buyer, newest first: PortOne has no record of a person. */
function describeIdentity({ identities }: Customer) {
  const findNewest = (field: 'buyer_name' | 'buyer_tel' | 'buyer_email') =>
    identities.map((row) => row[field]).find((value) => Boolean(value));
  return {
    buyer_name: findNewest('buyer_name'),
    buyer_tel: findNewest('buyer_tel'),
    buyer_email: findNewest('buyer_email'),
    customer_uids: listCustomers(identities),
  };
}

type Identity = ReturnType<typeof describeIdentity>;

/** Leaves out the customer id if the identity has no other. */
function omitOnlyCustomer<T extends { customer_uid?: string | null | undefined }>(
  { customer_uid, ...row }: T,
  { customer_uids: [only, ...others] }: Identity,
) {
  return !customer_uid || (customer_uid === only && others.length === 0) ? row : { ...row, customer_uid };
}

/** Leaves out of a payment what the identity says of its buyer. */
function omitIdentity(payment: Partial<PaymentRow>, identity: Identity) {
  const { buyer_name, buyer_tel, ...row } = payment;
  return {
    ...omitOnlyCustomer(row, identity),
    ...(buyer_name && buyer_name !== identity.buyer_name ? { buyer_name } : {}),
    ...(buyer_tel && buyer_tel !== identity.buyer_tel ? { buyer_tel } : {}),
  };
}

/** Reads alone: who asks about a customer has not asked for a change. */
function suggestReads(
  problems: readonly { imp_uid?: string | null | undefined }[],
  failedCharges: readonly { customer_uid?: string | null | undefined }[],
): NextStep[] {
  const [failedCustomer] = listCustomers(failedCharges);
  return [
    ...problems.flatMap(({ imp_uid }) =>
      imp_uid ? [createStep('investigate_payment', { imp_uid }, 'Shows the whole story of this payment.')] : [],
    ),
    ...(failedCustomer
      ? [
          createStep(
            'review_subscriptions',
            { customer_uid: failedCustomer },
            'Shows why charges failed and what to do about each.',
          ),
        ]
      : []),
  ];
}

const pickPaymentColumns = createColumnPicker(undefined);

const dropEmptyLists = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => !Array.isArray(value) || value.length > 0));
