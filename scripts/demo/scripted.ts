/**
 * A typical session through a real client, when it is imported: it starts the built server on its sandbox, finds
 * yesterday's failed payments, looks up an order, refunds part of it after a confirmation, and reads it back. Throws
 * unless every step succeeded.
 */
import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { styleText } from 'node:util';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { endpoints } from '../../src/endpoints/index.ts';
import { isPartlyRefundable } from './choice.ts';
import { serverFile } from './connect-assistant.ts';
import { formatSpeech, formatTable, legend, type Speaker, selectFirstRows } from './screen.ts';

interface PaymentRow {
  imp_uid: string;
  merchant_uid: string;
  status: string;
  name?: string;
  amount: number;
  cancel_amount: number;
  pay_method?: string;
  pg_provider?: string;
  buyer_name?: string;
  failed_at?: string;
  paid_at?: string;
  fail_reason?: string;
  cancel_history?: { amount: number; reason?: string; cancelled_at: string }[];
}
interface SearchResult {
  payments: PaymentRow[];
  in_every_row?: Partial<PaymentRow>;
  rows_here: number;
  searched: { period: string; complete: boolean };
}
interface RefundResult {
  before: { status: string; remaining: number };
  after: { status: string; remaining: number };
  refunded: number;
}

const printLine = (line = '') => process.stdout.write(`${line}\n`);
const colors = { person: 'bold', tool: 'cyan', answer: 'green', question: 'yellow' } as const;
const printAs = (by: Speaker, ...lines: string[]) => {
  for (const line of formatSpeech(by, lines, (label) => styleText(colors[by], label))) printLine(line);
};
/** What the person says, in Korean with an English translation. */
const printPerson = (korean: string, english: string) => {
  printLine();
  printAs('person', `${korean}  ${styleText('dim', `(${english})`)}`);
};
const getRows = ({ payments, in_every_row }: SearchResult): PaymentRow[] =>
  payments.map((row) => ({ ...in_every_row, ...row }));
const formatWon = (amount: number) => `₩${amount.toLocaleString('en-US')}`;
const formatMinute = (time = '') => time.slice(0, 16).replace('T', ' ');

const client = new Client(
  { name: 'demo', version: '1.0.0' },
  { capabilities: { elicitation: { form: {} } }, versionNegotiation: { mode: { pin: '2026-07-28' } } },
);
let questions = 0;
client.setRequestHandler('elicitation/create', async ({ params }) => {
  questions += 1;
  printAs('question', ...params.message.split('\n'));
  // The server does not believe a form that is answered faster than anybody reads.
  await sleep(1_500);
  printPerson('네, 진행합니다.', 'yes, go ahead');
  return { action: 'accept' as const, content: { confirm: 'yes' } };
});

async function call<T>(name: string, args: Record<string, unknown>): Promise<T> {
  printAs('tool', `${name} ${styleText('dim', JSON.stringify(args))}`);
  const reply = await client.callTool({ name, arguments: args });
  assert(reply.isError !== true, `${name} failed: ${JSON.stringify(reply.structuredContent)}`);
  // Curated tools return the value itself, endpoint tools return PortOne's response in `result`.
  const answer = reply.structuredContent as { result?: T };
  return answer.result ?? (answer as T);
}

const formatKstDay = (daysAgo: number) =>
  new Date(Date.now() + 9 * 3600_000 - daysAgo * 86_400_000).toISOString().slice(0, 10);

await client.connect(
  new StdioClientTransport({
    command: process.execPath,
    args: [serverFile, '--sandbox', '--lang', 'ko'],
    stderr: 'ignore',
  }),
);
const { tools } = await client.listTools();
assert(tools.length > endpoints.length);
printLine(styleText('bold', 'portone-v1-mcp on its sandbox: a real MCP client, sample data, no key, no money'));
printLine(`connected over stdio, protocol ${client.getNegotiatedProtocolVersion()}, ${tools.length} tools`);
for (const line of legend) printLine(styleText('dim', line));

printPerson('어제 실패한 결제 보여줘', 'show me the payments that failed yesterday');
const yesterday = formatKstDay(1);
const failed = await call<SearchResult>('search_payments', { status: 'failed', period: '어제' });
assert(failed.payments.length > 0, 'nothing failed yesterday');
assert(failed.searched.complete, 'the search was not complete');
const failedRows = getRows(failed);
for (const row of failedRows) {
  assert.equal(row.status, 'failed');
  assert.equal(row.failed_at?.slice(0, 10), yesterday);
}
printAs(
  'answer',
  `${failed.rows_here} failed payments in ${failed.searched.period}; names are masked:`,
  ...formatTable(
    failedRows.map((row) => [
      row.failed_at?.slice(11, 16) ?? '',
      formatWon(row.amount),
      row.buyer_name ?? '',
      row.name ?? '',
      row.fail_reason ?? '',
    ]),
  ),
);

printPerson('최근 7일 동안 만 원 넘는 카드 결제도 보여줘', 'now the card payments over ₩10,000 in the last 7 days');
const paid = await call<SearchResult>('search_payments', {
  status: 'paid',
  period: '최근 7일',
  pay_method: 'card',
  min_amount: 10_001,
  limit: 100,
});
// Fields that are zero are left out of a row.
const paidRows = getRows(paid);
const chosen = paidRows.find((row) => isPartlyRefundable({ ...row, cancel_amount: row.cancel_amount ?? 0 }));
assert(chosen, 'no ordinary card payment in the last week');
const visibleRows = selectFirstRows(paidRows, chosen);
printAs(
  'answer',
  `${paid.rows_here}${paid.searched.complete ? '' : ' or more'} payments, newest first; here are ${visibleRows.length} with their order numbers:`,
  ...formatTable(
    visibleRows.map((row) => [
      formatMinute(row.paid_at),
      formatWon(row.amount),
      row.buyer_name ?? '',
      row.name ?? '',
      row.merchant_uid,
    ]),
  ),
);

printPerson(`주문 ${chosen.merchant_uid} 확인해줘`, 'look up this order');
const order = await call<PaymentRow>('find_payment_by_order', { merchant_uid: chosen.merchant_uid });
assert.equal(order.imp_uid, chosen.imp_uid);
printAs(
  'answer',
  `${order.name}, ${formatWon(order.amount)}, ${order.status} at ${formatMinute(order.paid_at)} (Korean time) through ${order.pg_provider}`,
  `buyer: ${order.buyer_name}; ${formatWon(order.amount - order.cancel_amount)} can still be refunded`,
);

const refundAmount = Math.floor(order.amount / 3_000) * 1_000;
printPerson(
  `그 주문에서 ${formatWon(refundAmount)}만 환불해줘`,
  `refund only ${formatWon(refundAmount)} of that order`,
);
const refunded = await call<RefundResult>('refund_payment', {
  imp_uid: order.imp_uid,
  amount: refundAmount,
  reason: '고객 요청 부분 환불',
});
assert.equal(questions, 1, 'exactly one question must have been asked');
assert.equal(refunded.refunded, refundAmount);
assert.equal(refunded.before.remaining - refunded.after.remaining, refundAmount);
printAs(
  'answer',
  `${formatWon(refundAmount)} refunded: the refundable amount went from ${formatWon(refunded.before.remaining)} to ${formatWon(refunded.after.remaining)}`,
  `status ${refunded.before.status} → ${refunded.after.status}: PortOne uses this status for partial refunds too`,
);

printPerson('잘 됐는지 다시 확인해줘', 'check again that it worked');
const after = await call<PaymentRow>('get_payment', { imp_uid: order.imp_uid });
assert.equal(after.cancel_amount, refundAmount);
assert.equal(after.cancel_history?.length, 1);
printAs(
  'answer',
  `${formatWon(after.amount)} paid, ${formatWon(after.cancel_amount)} refunded, ${formatWon(after.amount - after.cancel_amount)} left`,
  ...(after.cancel_history ?? []).map(
    (one) => `refunded at ${formatMinute(one.cancelled_at)}: ${formatWon(one.amount)}, ${one.reason}`,
  ),
);

await client.close();
printLine(`\n${styleText('green', 'done')}    all steps verified`);
