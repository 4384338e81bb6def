import * as z from 'zod';
import type { Effect, Money, Preview } from '../endpoints/endpoint.ts';
import { markOf } from '../endpoints/marks.ts';
import type { PortOne } from '../portone/client.ts';
import { type Fact, fact, factsOf } from './facts.ts';
import { Refused } from './failure.ts';
import { lookAt } from './look.ts';
import { left, money } from './money.ts';
import type { Lang, QuestionView, Words } from './question.ts';
import { shown } from './redact.ts';
import type { Seen } from './seen.ts';
import { stateOf } from './state.ts';
import { oneLine, quoted } from './text.ts';
import { koreanTitles } from './titles.ts';

export interface Operation {
  name: string;
  title: string;
  fields: Readonly<Record<string, z.ZodType>>;
  effect: Effect;
  irreversible?: true;
  money?: Money;
  previews: readonly Preview[];
}

/** An operation made ready to be asked about: what is there, what would be sent, and what the answer is bound to. */
export interface Prepared {
  /** As they would be executed. */
  args: Record<string, unknown>;
  seen: Seen;
  /** What must still be so when it runs. */
  state: unknown;
  question(lang: Lang, more: { advice: readonly Words[]; sandbox: boolean }): QuestionView;
}

/** Reads what the operation would change. Throws Refused or PortOneError; nothing is changed. */
export async function prepare(
  operation: Operation,
  args: Record<string, unknown>,
  parts: { portone: PortOne; now: number },
): Promise<Prepared> {
  const seen = await lookAt(operation.previews, args, parts);
  const refund = refundOf(operation, args, seen);
  const facts = [...factsOf(seen, args, parts.now), ...(refund?.facts ?? []), ...toBeSent(operation, args, refund)];
  const isTest = seen.payment?.sandbox ?? seen.billing_key?.sandbox ?? seen.channel?.sandbox;
  return {
    args: refund?.args ?? args,
    seen,
    state: stateOf(seen),
    question: (lang, { advice, sandbox }) => ({
      title: lang === 'ko' ? (koreanTitles[operation.name] ?? operation.title) : operation.title,
      ...(refund ? { amount: { label: refund.label[lang], text: refund.amount } } : {}),
      facts: facts.map(({ label, value }) => [label[lang], oneLine(value[lang])] as const),
      warning: warningOf(operation)[lang],
      advice: advice.map((words) => words[lang]),
      sandbox,
      ...(typeof isTest === 'boolean' ? { channel: isTest ? 'test' : 'live' } : {}),
    }),
  };
}

interface Refund {
  args: Record<string, unknown>;
  facts: Fact[];
  label: Words;
  amount: string;
}

/**
 * A refund acts on the payment that was looked at, and only while the balance is the one that was shown: PortOne compares
 * `checksum` before it calls the PG. It is the one guard that PortOne has against refunding twice.
 */
function refundOf(operation: Operation, args: Record<string, unknown>, { payment }: Seen): Refund | undefined {
  if (operation.money !== 'refund' || !('checksum' in operation.fields) || !payment?.imp_uid) return undefined;
  const { imp_uid, currency } = payment;
  const remaining = left(payment.amount ?? 0, payment.cancel_amount ?? 0);
  const amount = typeof args.amount === 'number' ? args.amount : remaining;
  if (remaining <= 0) throw new Refused('rejected', 'Nothing of this payment is left to refund. Nothing was sent.');
  if (amount > remaining)
    throw new Refused(
      'invalid_input',
      `"amount" is more than the ${money(remaining, currency)} that can still be refunded. Nothing was sent.`,
      'Ask the user for an amount up to that, or for full_refund.',
    );
  return {
    args: { checksum: remaining, ...args, imp_uid },
    label: { en: 'Refund now', ko: '이번 환불 금액' },
    amount: money(amount, currency),
    facts: [fact('Remaining afterwards', '환불 후 잔액', money(left(remaining, amount), currency))],
  };
}

/** What the facts of a refund say already. */
const toldByRefund = ['imp_uid', 'merchant_uid', 'amount', 'full_refund'];

/** The arguments as they would be sent, masked like any other value: quoted, since the model wrote them. */
function toBeSent({ fields }: Operation, args: Record<string, unknown>, refund: Refund | undefined): Fact[] {
  const known = refund ? toldByRefund : [];
  const untold = Object.fromEntries(Object.entries(args).filter(([name]) => !known.includes(name)));
  const view = shown(untold, z.object(fields), { pii: 'masked' });
  const hidden = Object.keys(untold).filter((name) => fields[name] && markOf(fields[name])?.privacy === 'secret');
  return [
    ...Object.entries(view ?? {}).flatMap(([name, value]) => told(name, value)),
    ...hidden.map((name) => fact(name, name, { en: '(secret, not shown)', ko: '(비밀 값, 표시 안 함)' })),
  ];
}

/** Records of a list get a line each. Nothing is left out: what a person was not shown, they did not agree to. */
function told(name: string, value: unknown): Fact[] {
  const isRecords = Array.isArray(value) && value.some((item) => typeof item === 'object');
  if (!isRecords) return [fact(name, name, argument(value))];
  return value.map((item, index) => fact(`${name} ${index + 1}`, `${name} ${index + 1}`, argument(item)));
}

function argument(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.map(argument).join(', ');
  const fields = Object.entries(value).map(([name, item]) => `${oneLine(name)}: ${argument(item)}`);
  return `{ ${fields.join(', ')} }`;
}

function warningOf({ money: moves, effect, irreversible }: Operation): Words {
  if (moves === 'refund')
    return {
      en: 'Money goes back to the buyer. This cannot be undone.',
      ko: '구매자에게 환불됩니다. 되돌릴 수 없습니다.',
    };
  if (moves === 'charge_now')
    return {
      en: 'The buyer is charged now. This cannot be undone, only refunded.',
      ko: '지금 바로 결제됩니다. 되돌릴 수 없으며 환불만 가능합니다.',
    };
  if (moves === 'charge_later')
    return { en: 'The buyer will be charged at that time.', ko: '예약한 시각에 구매자에게 결제됩니다.' };
  if (effect === 'destructive' || irreversible) return { en: 'This cannot be undone.', ko: '되돌릴 수 없습니다.' };
  return { en: 'This changes data at PortOne.', ko: '포트원의 데이터가 변경됩니다.' };
}
