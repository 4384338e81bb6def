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
  before: { remaining: number };
  after: { status: string; remaining: number };
  refunded: number;
}

const say = (line = '') => process.stdout.write(`${line}\n`);
const person = (line: string) => say(`\n${styleText('bold', '사람')}    ${line}`);
const wonder = (line: string) => say(`${styleText('yellow', '질문')}    ${line}`);
const note = (line: string) => say(`        ${line}`);
const won = (amount: number) => `₩${amount.toLocaleString('en-US')}`;
/** A column of a table in a terminal, where a Korean letter takes two places. */
const column = (text: string, width: number) => {
  const places = [...text].reduce((sum, letter) => sum + (/[\u1100-\uffdc]/.test(letter) ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(1, width - places));
};

const client = new Client(
  { name: 'demo', version: '1.0.0' },
  { capabilities: { elicitation: { form: {} } }, versionNegotiation: { mode: { pin: '2026-07-28' } } },
);
let questions = 0;
client.setRequestHandler('elicitation/create', async ({ params }) => {
  questions += 1;
  for (const line of params.message.split('\n')) wonder(line);
  person('네, 진행합니다. (ticks the box)');
  return { action: 'accept' as const, content: { confirm: true } };
});

async function call<T>(name: string, args: Record<string, unknown>): Promise<T> {
  say(`${styleText('cyan', '도구')}    ${name} ${styleText('dim', JSON.stringify(args))}`);
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
note(`connected over stdio, protocol ${client.getNegotiatedProtocolVersion()}, ${tools.length} tools`);

person('어제 실패한 결제 보여줘');
const yesterday = koreanDay(1);
const failed = await call<Found>('search_payments', { status: 'failed', period: '어제' });
assert(failed.payments.length > 0, 'nothing failed yesterday');
assert(failed.searched.complete, 'the search did not come to its end');
for (const row of failed.payments) {
  assert.equal(row.status, 'failed');
  assert.equal(row.failed_at?.slice(0, 10), yesterday);
  const who = column(row.buyer_name ?? '', 10);
  note(
    `${row.failed_at.slice(11, 16)}  ${column(won(row.amount), 12)}${who}${column(row.name ?? '', 30)}${row.fail_reason}`,
  );
}
note(styleText('dim', `${failed.found} failed payments, ${failed.searched.period}, names masked`));

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

person(`주문 ${chosen.merchant_uid} 확인해줘`);
const order = await call<Row>('find_payment_by_order', { merchant_uid: chosen.merchant_uid });
assert.equal(order.imp_uid, chosen.imp_uid);
note(
  `${order.name}, ${won(order.amount)}, ${order.status} at ${order.paid_at?.slice(0, 16).replace('T', ' ')} through ${order.pg_provider}`,
);
note(`bought by ${order.buyer_name}, ${won(order.amount - order.cancel_amount)} can still be refunded`);

const part = Math.floor(order.amount / 3_000) * 1_000;
person(`그 주문에서 ${won(part)}만 환불해줘`);
const refunded = await call<Refunded>('refund_payment', {
  imp_uid: order.imp_uid,
  amount: part,
  reason: '고객 요청 부분 환불',
});
assert.equal(questions, 1, 'exactly one question must have been asked');
assert.equal(refunded.refunded, part);
assert.equal(refunded.before.remaining - refunded.after.remaining, part);
note(`refunded ${won(part)}: status ${refunded.after.status}, ${won(refunded.after.remaining)} left`);

person('잘 됐는지 다시 확인해줘');
const after = await call<Row>('get_payment', { imp_uid: order.imp_uid });
assert.equal(after.cancel_amount, part);
assert.equal(after.cancel_history?.length, 1);
note(
  `${won(after.amount)} paid, ${won(after.cancel_amount)} refunded, ${won(after.amount - after.cancel_amount)} left`,
);
for (const one of after.cancel_history ?? [])
  note(`  ${one.cancelled_at.slice(0, 16).replace('T', ' ')}  ${won(one.amount)}  ${one.reason}`);

await client.close();
say(`\n${styleText('green', 'done')}    every step was seen to happen`);
