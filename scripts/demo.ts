/**
 * The main job, seen through a real client: `npm run demo` starts the built server on its sandbox, finds yesterday's failed
 * payments, looks one order up, refunds a part of it after being asked, and reads it back. Exits 0 only if each step happened.
 */
import { strict as assert } from 'node:assert';
import { fileURLToPath } from 'node:url';
import { styleText } from 'node:util';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { partlyRefundable } from './demo/choice.ts';
import { beginning, legend, type Speaker, spoken, table } from './demo/screen.ts';

interface Row {
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
interface Found {
  payments: Row[];
  found: number;
  searched: { period: string; complete: boolean };
}
interface Refunded {
  before: { status: string; remaining: number };
  after: { status: string; remaining: number };
  refunded: number;
}

const say = (line = '') => process.stdout.write(`${line}\n`);
const colours = { person: 'bold', tool: 'cyan', answer: 'green', question: 'yellow' } as const;
const tell = (by: Speaker, ...lines: string[]) => {
  for (const line of spoken(by, lines, (label) => styleText(colours[by], label))) say(line);
};
/** What the person says, in Korean as it would be said, and in English for who reads no Korean. */
const person = (korean: string, english: string) => {
  say();
  tell('person', `${korean}  ${styleText('dim', `(${english})`)}`);
};
const won = (amount: number) => `₩${amount.toLocaleString('en-US')}`;
const minute = (time = '') => time.slice(0, 16).replace('T', ' ');

const client = new Client(
  { name: 'demo', version: '1.0.0' },
  { capabilities: { elicitation: { form: {} } }, versionNegotiation: { mode: { pin: '2026-07-28' } } },
);
let questions = 0;
client.setRequestHandler('elicitation/create', async ({ params }) => {
  questions += 1;
  tell('question', ...params.message.split('\n'));
  person('네, 진행합니다.', 'yes, do it: the box is ticked');
  return { action: 'accept' as const, content: { confirm: true } };
});

async function call<T>(name: string, args: Record<string, unknown>): Promise<T> {
  tell('tool', `${name} ${styleText('dim', JSON.stringify(args))}`);
  const reply = await client.callTool({ name, arguments: args });
  assert(reply.isError !== true, `${name} failed: ${JSON.stringify(reply.structuredContent)}`);
  // The desk's tools answer with the value itself, endpoints with PortOne's response in `result`.
  const answer = reply.structuredContent as { result?: T };
  return answer.result ?? (answer as T);
}

const koreanDay = (daysAgo: number) =>
  new Date(Date.now() + 9 * 3600_000 - daysAgo * 86_400_000).toISOString().slice(0, 10);

await client.connect(
  new StdioClientTransport({
    command: process.execPath,
    args: [fileURLToPath(new URL('../dist/main.js', import.meta.url)), '--sandbox', '--lang', 'ko'],
    stderr: 'ignore',
  }),
);
const { tools } = await client.listTools();
assert(tools.length >= 86);
say(styleText('bold', 'portone-v1-mcp on its sandbox: a real MCP client, sample data, no key, no money'));
say(`connected over stdio, protocol ${client.getNegotiatedProtocolVersion()}, ${tools.length} tools`);
for (const line of legend) say(styleText('dim', line));

person('어제 실패한 결제 보여줘', 'show me the payments that failed yesterday');
const yesterday = koreanDay(1);
const failed = await call<Found>('search_payments', { status: 'failed', period: '어제' });
assert(failed.payments.length > 0, 'nothing failed yesterday');
assert(failed.searched.complete, 'the search did not come to its end');
for (const row of failed.payments) {
  assert.equal(row.status, 'failed');
  assert.equal(row.failed_at?.slice(0, 10), yesterday);
}
tell(
  'answer',
  `${failed.found} failed payments, ${failed.searched.period}; names are masked:`,
  ...table(
    failed.payments.map((row) => [
      row.failed_at?.slice(11, 16) ?? '',
      won(row.amount),
      row.buyer_name ?? '',
      row.name ?? '',
      row.fail_reason ?? '',
    ]),
  ),
);

person('최근 7일 동안 만 원 넘는 카드 결제도 보여줘', 'and the card payments over ₩10,000 of the last 7 days');
const paid = await call<Found>('search_payments', {
  status: 'paid',
  period: '최근 7일',
  pay_method: 'card',
  min_amount: 10_001,
  limit: 100,
});
// What is zero is left out of a row.
const chosen = paid.payments.find((row) => partlyRefundable({ ...row, cancel_amount: row.cancel_amount ?? 0 }));
assert(chosen, 'no ordinary card payment in the last week');
const shown = beginning(paid.payments, chosen);
tell(
  'answer',
  `${paid.found}${paid.searched.complete ? '' : ' or more'} payments, the newest first; ${shown.length} of them, with their order numbers:`,
  ...table(
    shown.map((row) => [minute(row.paid_at), won(row.amount), row.buyer_name ?? '', row.name ?? '', row.merchant_uid]),
  ),
);

person(`주문 ${chosen.merchant_uid} 확인해줘`, 'look at this order of the list');
const order = await call<Row>('find_payment_by_order', { merchant_uid: chosen.merchant_uid });
assert.equal(order.imp_uid, chosen.imp_uid);
tell(
  'answer',
  `${order.name}, ${won(order.amount)}, ${order.status} at ${minute(order.paid_at)} (Korean time) through ${order.pg_provider}`,
  `bought by ${order.buyer_name}, ${won(order.amount - order.cancel_amount)} can still be refunded`,
);

const part = Math.floor(order.amount / 3_000) * 1_000;
person(`그 주문에서 ${won(part)}만 환불해줘`, `refund ${won(part)} of that order, and no more`);
const refunded = await call<Refunded>('refund_payment', {
  imp_uid: order.imp_uid,
  amount: part,
  reason: '고객 요청 부분 환불',
});
assert.equal(questions, 1, 'exactly one question must have been asked');
assert.equal(refunded.refunded, part);
assert.equal(refunded.before.remaining - refunded.after.remaining, part);
tell(
  'answer',
  `${won(part)} refunded: what can still be refunded went from ${won(refunded.before.remaining)} to ${won(refunded.after.remaining)}`,
  `status ${refunded.before.status} → ${refunded.after.status}, as PortOne calls a payment after a part of it was refunded too`,
);

person('잘 됐는지 다시 확인해줘', 'look again whether it worked');
const after = await call<Row>('get_payment', { imp_uid: order.imp_uid });
assert.equal(after.cancel_amount, part);
assert.equal(after.cancel_history?.length, 1);
tell(
  'answer',
  `${won(after.amount)} paid, ${won(after.cancel_amount)} refunded, ${won(after.amount - after.cancel_amount)} left`,
  ...(after.cancel_history ?? []).map(
    (one) => `refund of ${minute(one.cancelled_at)}: ${won(one.amount)}, ${one.reason}`,
  ),
);

await client.close();
say(`\n${styleText('green', 'done')}    every step was seen to happen`);
