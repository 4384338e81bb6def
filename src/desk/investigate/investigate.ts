import { handle, list, minute, model, number, text, textList } from '../../endpoints/models/field.ts';
import { chooseSteps, createStep, type NextStep, suggestInvestigation } from '../next-steps.ts';
import { DUPLICATE_WINDOW, hasRefundableBalance, isSamePurchase, type PaymentRow, type Ticket } from '../payment.ts';
import { FindingField, SearchedField, StepField } from '../result-fields.ts';
import { createTolerantReads, type LookupContext, type TolerantReads } from '../tolerant-reads.ts';
import { pluralize } from '../wording.ts';
import { findPayments, type LookupResult } from './find-payment.ts';
import type { Finding } from './findings/finding.ts';
import { detectFindings } from './findings/index.ts';
import { describeDuplicatePayment } from './findings/orders.ts';
import { gatherCase } from './gather-case.ts';
import { readOtherRecords } from './other-records.ts';
import { PaymentDetails, pickCandidateFields, pickPaymentDetails } from './payment-details.ts';
import { buildTimeline, type TimelineEvent } from './timeline.ts';

export const Investigation = model({
  // found, candidates, not_found, or unknown if the search was incomplete.
  outcome: text(),
  findings: list(FindingField),
  next_steps: list(StepField),
  // Helpful tools that this server does not offer.
  unavailable_tools: textList(),
  payment: PaymentDetails.nullish(),
  timeline: list(model({ at: minute(), imp_uid: handle(), text: text() })),
  timeline_omitted: number(),
  candidates: list(PaymentDetails),
  candidates_more: number(),
  near: list(model({ without: text(), count: number(), payments: list(PaymentDetails) })),
  searched: SearchedField.nullish(),
  unavailable: textList(),
});

interface InvestigationAnswer {
  outcome: 'found' | 'candidates' | 'not_found' | 'unknown';
  findings: readonly Finding[];
  next_steps: readonly NextStep[];
  payment?: Record<string, unknown>;
  timeline?: readonly TimelineEvent[];
  timeline_omitted?: number;
  candidates?: readonly Record<string, unknown>[];
  candidates_more?: number;
  near?: readonly { without: string; count: number; payments: readonly Record<string, unknown>[] }[];
  searched?: Partial<NonNullable<LookupResult['searched']>>;
  unavailable?: readonly string[];
}

const MAX_CANDIDATES = 10;

/** Investigates a ticket: returns one payment and its problems, candidates, or that nothing was found. */
export async function investigate(ticket: Ticket, context: LookupContext): Promise<InvestigationAnswer> {
  const reads = createTolerantReads(context.signal);
  const { next_steps, ...rest } = await answerMatch(await findPayments(ticket, context, reads), {
    ticket,
    context,
    reads,
  });
  return {
    ...rest,
    ...chooseSteps(next_steps, context.isOffered),
    ...(reads.unavailable.length > 0 ? { unavailable: reads.unavailable } : {}),
  };
}

async function answerMatch(match: LookupResult, scope: InvestigationScope): Promise<InvestigationAnswer> {
  const [only, ...others] = match.payments;
  if (!only) return await answerNotFound(match, scope);
  const answer = others.length > 0 ? answerCandidates(match, scope.ticket) : await answerSingle(only, match, scope);
  return { ...answer, ...toSearchedField(match) };
}

/** Of a complete search only its period: what could not be read is said where something could not. */
const toSearchedField = ({ searched }: LookupResult): Pick<InvestigationAnswer, 'searched'> => {
  if (!searched?.complete) return searched ? { searched } : {};
  return { searched: { text: searched.text, complete: true } };
};

const warnIncompleteSearch = (match: LookupResult): Finding[] =>
  match.searched?.complete === false
    ? [
        {
          code: 'search_incomplete',
          severity: 'warning',
          text: 'A part of the period could not be searched (see searched.failed_windows), so there may be more results than shown. Call again later.',
        },
      ]
    : [];

interface InvestigationScope {
  ticket: Ticket;
  context: LookupContext;
  reads: TolerantReads;
}

async function answerSingle(
  payment: PaymentRow,
  match: LookupResult,
  { ticket, context, reads }: InvestigationScope,
): Promise<InvestigationAnswer> {
  const gatherInput = { payment, ticket, ...(match.attempts ? { attempts: match.attempts } : {}) };
  const paymentCase = await gatherCase(gatherInput, context, reads);
  const { findings, steps } = detectFindings(paymentCase);
  const { events, omitted } = buildTimeline(paymentCase);
  return {
    outcome: 'found',
    findings: [...findings, ...warnIncompleteSearch(match)],
    next_steps: steps,
    ...(events.length > 0 ? { timeline: events } : {}),
    ...(omitted > 0 ? { timeline_omitted: omitted } : {}),
    payment: pickPaymentDetails(payment),
  };
}

function answerCandidates(
  { payments, more = 0, searched }: LookupResult,
  { customer_uid }: Ticket,
): InvestigationAnswer {
  const listed = payments.slice(0, MAX_CANDIDATES);
  const hiddenCount = payments.length - listed.length + more;
  const duplicate = describeDuplicatePayment(findDuplicatePayments(payments));
  const choiceFinding: Finding = {
    code: 'several_candidates',
    severity: 'info',
    text: `${pluralize(payments.length + more, 'payment')} match. They differ in ${describeDifferences(listed)}. Ask the user which one is meant and call again with its imp_uid, or add ${suggestNarrowing(payments)}.`,
  };
  return {
    outcome: 'candidates',
    findings: [
      ...(duplicate ? [{ code: 'double_payment', severity: 'problem' as const, text: duplicate.text }] : []),
      choiceFinding,
      ...warnIncompleteSearch({ payments, ...(searched ? { searched } : {}) }),
    ],
    next_steps: [
      ...(duplicate?.steps ?? []),
      ...(customer_uid
        ? [createStep('review_subscriptions', { customer_uid }, 'Shows the charges of this customer by state.')]
        : []),
      ...listed.slice(0, 3).flatMap((row) => suggestInvestigation(row, 'If this is the right one.')),
    ],
    candidates: listed.map(pickCandidateFields),
    ...(hiddenCount > 0 ? { candidates_more: hiddenCount } : {}),
  };
}

/** Returns the candidates that are one purchase paid more than once, oldest first. */
function findDuplicatePayments(rows: readonly PaymentRow[]): PaymentRow[] {
  const paid = rows.filter(hasRefundableBalance).sort((a, b) => (a.paid_at ?? 0) - (b.paid_at ?? 0));
  const isNear = (a: PaymentRow, b: PaymentRow) => Math.abs((a.paid_at ?? 0) - (b.paid_at ?? 0)) <= DUPLICATE_WINDOW;
  const first = paid.find((row) => paid.some((other) => isSamePurchase(row, other) && isNear(row, other)));
  return first ? paid.filter((row) => row === first || (isSamePurchase(row, first) && isNear(row, first))) : [];
}

const DISTINGUISHING_FIELDS: readonly (readonly [keyof PaymentRow, string])[] = [
  ['merchant_uid', 'order number'],
  ['name', 'product'],
  ['amount', 'amount'],
  ['status', 'status'],
  ['pay_method', 'method'],
  ['buyer_name', 'buyer'],
];

function describeDifferences(rows: readonly PaymentRow[]): string {
  const labels = DISTINGUISHING_FIELDS.filter(([name]) => new Set(rows.map((row) => row[name])).size > 1).map(
    ([, label]) => label,
  );
  return [...labels, 'time'].join(', ');
}

function suggestNarrowing(rows: readonly PaymentRow[]): string {
  const amounts = new Set(rows.map((row) => row.amount));
  return amounts.size > 1 ? 'merchant_uid, amount or a shorter period' : 'merchant_uid or a shorter period';
}

/**
 * Builds the result when no payment matches: other records of the order, and how certain it is that there is no
 * payment.
 */
async function answerNotFound(match: LookupResult, scope: InvestigationScope): Promise<InvestigationAnswer> {
  const { ticket, context, reads } = scope;
  const isCertain = reads.failures.length === 0 && match.searched?.complete !== false;
  const [failure] = reads.failures;
  if (failure && !match.searched) throw failure;
  const otherRecords = await readOtherRecords(ticket, context, reads);
  const buyer = getBuyerOnly(ticket);
  if (buyer && isCertain && otherRecords.length === 0) return await answerByBuyer(buyer, scope);
  const { near = [] } = match;
  const searchedWhere = match.searched ? `that matches in ${match.searched.text}` : 'with these ids';
  const finding: Finding = isCertain
    ? {
        code: 'not_found',
        severity: 'warning',
        text: `PortOne has no payment ${searchedWhere}. ${adviseOnNothing(match)}`,
      }
    : {
        code: 'search_incomplete',
        severity: 'warning',
        text: `No payment was found ${searchedWhere}, but the search was incomplete, so one may exist. Call again later.`,
      };
  const accountSteps = match.searched
    ? []
    : [
        ...(ticket.merchant_uid === undefined
          ? []
          : [
              createStep(
                'search_payments',
                { merchant_uid: ticket.merchant_uid },
                'Searches for it as part of an order number.',
              ),
            ]),
        createStep('list_pg_settings', {}, 'Shows the shop of this account and its channels.'),
      ];
  const [firstRecord] = otherRecords;
  const [nearest, ...others] = near.flatMap(({ rows }) => rows);
  return {
    outcome: isCertain ? 'not_found' : 'unknown',
    findings:
      firstRecord && isCertain
        ? otherRecords.map((one) => one.finding)
        : [...otherRecords.map((one) => one.finding), finding],
    next_steps: [
      ...otherRecords.flatMap((one) => one.steps),
      ...(firstRecord || near.length > 0 ? [] : accountSteps),
      ...(nearest && others.length === 0
        ? suggestInvestigation(nearest, 'If the user confirms that it is this one.')
        : []),
    ],
    ...(near.length > 0
      ? { near: near.map(({ rows, ...miss }) => ({ ...miss, payments: rows.map(pickCandidateFields) })) }
      : {}),
    ...toSearchedField(match),
  };
}

function adviseOnNothing({ near = [], searched }: LookupResult): string {
  if (near.length > 0)
    return '"near" has what fits all but one condition, named in "without": ask whether that one is right before using it.';
  return searched
    ? 'Try a longer period or fewer conditions: a name may be spelled differently. Test channel payments may be missing from lists: find those by imp_uid; the PortOne console lists them once 테스트 결제 is ticked.'
    : 'An id may be mistyped, or belong to another PortOne account or sub-merchant (Tier): list_pg_settings shows the shop of this server.';
}

/**
 * Returns the ticket without its ids, which may be mistyped, if it identifies a buyer. An amount alone would match too
 * many.
 */
function getBuyerOnly({ imp_uid, merchant_uid, ...buyer }: Ticket): Ticket | undefined {
  if (imp_uid === undefined && merchant_uid === undefined) return undefined;
  const buyerFields = [buyer.customer_uid, buyer.buyer_tel, buyer.buyer_name, buyer.buyer_email];
  return buyerFields.some((one) => one !== undefined) ? buyer : undefined;
}

/** Searches by buyer when the ids of a ticket match nothing. */
async function answerByBuyer(buyer: Ticket, { context, reads }: InvestigationScope): Promise<InvestigationAnswer> {
  const answer = await answerMatch(await findPayments(buyer, context, reads), { ticket: buyer, context, reads });
  const finding: Finding = {
    code: 'id_not_found',
    severity: 'warning',
    text: `PortOne has no payment with the given imp_uid or order number.${answer.outcome === 'found' || answer.outcome === 'candidates' ? ' The result matches the rest of the ticket: make sure that it is the right one.' : ''}`,
  };
  return { ...answer, findings: [finding, ...answer.findings] };
}
