import { money } from '../../base/money.ts';
import { getPaymentPrepare } from '../../endpoints/catalog/payments.ts';
import { getSchedule } from '../../endpoints/catalog/subscriptions.ts';
import { list, model, number, text, texts, time } from '../../endpoints/models/field.ts';
import { Payment, paymentCore } from '../../endpoints/models/payment.ts';
import { chosen, investigate, type Step, step } from '../next-steps.ts';
import { holdsMoney, isSamePurchase, type PaymentRow, type Ticket, TWICE_WITHIN } from '../payment.ts';
import { FindingField, SearchedField, StepField } from '../result-fields.ts';
import { createReads, type Desk, type Reads } from '../tolerant-reads.ts';
import { counted, moment } from '../wording.ts';
import { lookUp, type Match } from './find-payment.ts';
import type { Finding } from './findings/finding.ts';
import { found } from './findings/index.ts';
import { doublePayment } from './findings/orders.ts';
import { gather } from './gather-case.ts';
import { type Moment, timeline } from './timeline.ts';

export const Investigation = model({
  // found, candidates, not_found, or unknown when the search was not complete.
  outcome: text(),
  findings: list(FindingField),
  next_steps: list(StepField),
  // Tools that would help and are switched off here.
  not_offered: texts(),
  payment: Payment.nullish(),
  timeline: list(model({ at: time(), imp_uid: text(), text: text() })),
  timeline_omitted: number(),
  candidates: list(Payment),
  candidates_more: number(),
  searched: SearchedField.nullish(),
  not_seen: texts(),
});

interface Answer {
  outcome: 'found' | 'candidates' | 'not_found' | 'unknown';
  findings: readonly Finding[];
  next_steps: readonly Step[];
  payment?: Record<string, unknown>;
  timeline?: readonly Moment[];
  timeline_omitted?: number;
  candidates?: readonly Record<string, unknown>[];
  candidates_more?: number;
  searched?: Match['searched'];
  not_seen?: readonly string[];
}

const MOST_CANDIDATES = 10;

/** Left out of the payment: what the timeline tells already, and what a support agent never needs and may be long. */
const LEFT_OUT = new Set([
  ...['cancel_history', 'deposit_history', 'cancel_receipt_urls', 'custom_data', 'extension', 'user_agent'],
  ...['buyer_addr', 'buyer_postcode', 'card_issuer_code', 'card_issuer_name', 'card_publisher_code'],
  'card_publisher_name',
]);

/** All that PortOne can say about a ticket: one payment and what is wrong with it, candidates, or that there is none. */
export async function investigation(ticket: Ticket, desk: Desk): Promise<Answer> {
  const reads = createReads(desk.signal);
  const { next_steps, ...rest } = await answerTo(await lookUp(ticket, desk, reads), { ticket, desk, reads });
  return {
    ...rest,
    ...chosen(next_steps, desk.offers),
    ...(reads.notSeen.length > 0 ? { not_seen: reads.notSeen } : {}),
  };
}

async function answerTo(match: Match, scene: Scene): Promise<Answer> {
  const [only, ...others] = match.payments;
  if (!only) return await nothing(match, scene);
  const answer = others.length > 0 ? several(match, scene.ticket) : await one(only, match, scene);
  return { ...answer, ...searchedBy(match) };
}

const searchedBy = ({ searched }: Match) => (searched ? { searched } : {});

const incomplete = (match: Match): Finding[] =>
  match.searched?.complete === false
    ? [
        {
          code: 'search_incomplete',
          severity: 'warning',
          text: 'A part of the period could not be searched (see searched.failed_windows), so there may be more than is shown. Ask again later.',
        },
      ]
    : [];

interface Scene {
  ticket: Ticket;
  desk: Desk;
  reads: Reads;
}

async function one(payment: PaymentRow, match: Match, { ticket, desk, reads }: Scene): Promise<Answer> {
  const known = { payment, ticket, ...(match.attempts ? { attempts: match.attempts } : {}) };
  const about = await gather(known, desk, reads);
  const { findings, steps } = found(about);
  const { moments, omitted } = timeline(about);
  return {
    outcome: 'found',
    findings: [...findings, ...incomplete(match)],
    next_steps: steps,
    timeline: moments,
    ...(omitted > 0 ? { timeline_omitted: omitted } : {}),
    payment: Object.fromEntries(Object.entries(payment).filter(([name]) => !LEFT_OUT.has(name))),
  };
}

function several({ payments, more = 0, searched }: Match, { customer_uid }: Ticket): Answer {
  const shown = payments.slice(0, MOST_CANDIDATES);
  const hidden = payments.length - shown.length + more;
  const twice = doublePayment(twicePaid(payments));
  const choice: Finding = {
    code: 'several_candidates',
    severity: 'info',
    text: `${counted(payments.length + more, 'payment')} fit. They differ in ${differences(shown)}. Ask the user which is meant, and call again with its imp_uid, or add ${narrowing(payments)}.`,
  };
  return {
    outcome: 'candidates',
    findings: [
      ...(twice ? [{ code: 'double_payment', severity: 'problem' as const, text: twice.text }] : []),
      choice,
      ...incomplete({ payments, ...(searched ? { searched } : {}) }),
    ],
    next_steps: [
      ...(twice?.steps ?? []),
      ...(customer_uid
        ? [step('review_subscriptions', { customer_uid }, 'Shows the charges of this customer by state.')]
        : []),
      ...shown.slice(0, 3).flatMap((row) => investigate(row, 'If this is the one that is meant.')),
    ],
    candidates: shown.map((row) => Object.fromEntries(paymentCore.map((name) => [name, row[name]]))),
    ...(hidden > 0 ? { candidates_more: hidden } : {}),
  };
}

/** Of the candidates those that are one purchase paid more than once, oldest first. */
function twicePaid(rows: readonly PaymentRow[]): PaymentRow[] {
  const paid = rows.filter(holdsMoney).sort((a, b) => (a.paid_at ?? 0) - (b.paid_at ?? 0));
  const near = (a: PaymentRow, b: PaymentRow) => Math.abs((a.paid_at ?? 0) - (b.paid_at ?? 0)) <= TWICE_WITHIN;
  const first = paid.find((row) => paid.some((other) => isSamePurchase(row, other) && near(row, other)));
  return first ? paid.filter((row) => row === first || (isSamePurchase(row, first) && near(row, first))) : [];
}

const TELLING: readonly (readonly [keyof PaymentRow, string])[] = [
  ['merchant_uid', 'order number'],
  ['name', 'product'],
  ['amount', 'amount'],
  ['status', 'status'],
  ['pay_method', 'method'],
  ['buyer_name', 'buyer'],
];

function differences(rows: readonly PaymentRow[]): string {
  const differ = TELLING.filter(([name]) => new Set(rows.map((row) => row[name])).size > 1).map(([, label]) => label);
  return [...differ, 'time'].join(', ');
}

function narrowing(rows: readonly PaymentRow[]): string {
  const amounts = new Set(rows.map((row) => row.amount));
  return amounts.size > 1 ? 'merchant_uid, amount or a shorter period' : 'merchant_uid or a shorter period';
}

/** Nothing fits: what else PortOne knows of the order, and how sure that is. */
async function nothing(match: Match, scene: Scene): Promise<Answer> {
  const { ticket, desk, reads } = scene;
  const isCertain = reads.failures.length === 0 && match.searched?.complete !== false;
  const [failure] = reads.failures;
  if (failure && !match.searched) throw failure;
  const elsewhere = ticket.merchant_uid === undefined ? [] : await ofOrder(ticket.merchant_uid, desk, reads);
  const buyer = buyerAlone(ticket);
  if (buyer && isCertain && elsewhere.length === 0) return await besides(buyer, scene);
  const looked = match.searched ? `that fits in ${match.searched.text}` : 'under what was given';
  const widen = match.searched
    ? ' Take a longer period (an attempt long ago is not in this one), or less of what the ticket says: a name may be spelt otherwise. Rows of test channels may be missing from lists: those are found by imp_uid.'
    : ' It may be mistyped, or belong to another PortOne account or sub-merchant (Tier) than the one of this server: list_pg_settings shows which shop this is. The number of an identity check (본인인증) is no payment: get_certification shows that.';
  const finding: Finding = isCertain
    ? { code: 'not_found', severity: 'warning', text: `PortOne has no payment ${looked}.${widen}` }
    : {
        code: 'search_incomplete',
        severity: 'warning',
        text: `Nothing was found ${looked}, but a part of it could not be searched: it is not known whether there is a payment. Ask again later.`,
      };
  const account = match.searched
    ? []
    : [
        ...(ticket.merchant_uid === undefined
          ? []
          : [
              step(
                'search_payments',
                { merchant_uid: ticket.merchant_uid },
                'Looks for it as a part of an order number.',
              ),
            ]),
        step('list_pg_settings', {}, 'Shows whose account this is, and its channels.'),
      ];
  const [known] = elsewhere;
  return {
    outcome: isCertain ? 'not_found' : 'unknown',
    findings:
      known && isCertain ? elsewhere.map((one) => one.finding) : [...elsewhere.map((one) => one.finding), finding],
    next_steps: [...elsewhere.flatMap((one) => one.steps), ...(known ? [] : account)],
    ...searchedBy(match),
  };
}

/** What a ticket tells of its buyer beside ids that may be mistyped; an amount alone would fit too many. */
function buyerAlone({ imp_uid, merchant_uid, ...buyer }: Ticket): Ticket | undefined {
  if (imp_uid === undefined && merchant_uid === undefined) return undefined;
  const told = [buyer.customer_uid, buyer.buyer_tel, buyer.buyer_name, buyer.buyer_email];
  return told.some((one) => one !== undefined) ? buyer : undefined;
}

/** There is nothing under the ids of a ticket: what fits the rest of it. */
async function besides(buyer: Ticket, { desk, reads }: Scene): Promise<Answer> {
  const answer = await answerTo(await lookUp(buyer, desk, reads), { ticket: buyer, desk, reads });
  const finding: Finding = {
    code: 'id_not_found',
    severity: 'warning',
    text: `PortOne has nothing under the imp_uid or order number that was given.${answer.outcome === 'found' || answer.outcome === 'candidates' ? ' This fits the rest of the ticket: make sure that it is what is meant.' : ''}`,
  };
  return { ...answer, findings: [finding, ...answer.findings] };
}

/** An order that nobody has tried to pay may be registered or booked all the same. */
async function ofOrder(merchant_uid: string, { portone, signal }: Desk, reads: Reads) {
  const [prepared, schedule] = await Promise.all([
    reads.look('the registered amount', () => portone.call(getPaymentPrepare, { merchant_uid }, { signal })),
    reads.look('the schedule', () => portone.call(getSchedule, { merchant_uid }, { signal })),
  ]);
  const known: { finding: Finding; steps: Step[] }[] = [];
  if (prepared)
    known.push({
      finding: {
        code: 'order_never_tried',
        severity: 'info',
        text: `The shop has registered ${money(prepared.amount, prepared.currency)} for this order (사전등록), and nobody has opened the payment window for it.`,
      },
      steps: [],
    });
  if (schedule)
    known.push({
      finding: {
        code: schedule.schedule_status === 'revoked' ? 'schedule_revoked' : 'schedule_waiting',
        severity: 'info',
        text:
          schedule.schedule_status === 'revoked'
            ? `This is a booked charge (예약결제) that was revoked ${moment(schedule.revoked_at ?? 0)}: nothing was charged.`
            : `This is a booked charge (예약결제) of ${money(schedule.amount, schedule.currency)} for ${moment(schedule.schedule_at ?? 0)}: nothing is charged before.`,
      },
      steps: schedule.customer_uid
        ? [step('review_subscriptions', { customer_uid: schedule.customer_uid }, "Shows the customer's charges.")]
        : [],
    });
  return known;
}
