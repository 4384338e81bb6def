import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openApprovalPage } from '../support/approval-page.ts';
import { acceptForm, type Command, type FormHandler, openSession } from '../support/clients.ts';
import { findLeaks } from '../support/leaks.ts';
import {
  collectArguments,
  type Recorder,
  type SensitiveValues,
  startRecorder,
} from '../support/sensitive-value-recorder.ts';
import type { Samples } from '../support/tool-case.ts';
import { toRecord } from '../support/tool-results.ts';
import { getServerCommand, startUpstream, type Upstream } from '../support/upstream.ts';
import { cases } from './calls/index.ts';

const CARD = '4000-1234-5678-9010';
const OVER_LIMIT = '4000-0000-0000-0341';
const PERSON = { buyer_name: '남궁하람', buyer_tel: '010-9753-1864', buyer_email: 'haram.nam@mail.example' };

/** Each confirmation takes as long as a person needs to read it, so several servers share the calls. */
const SHOPS = 4;

/** A sandbox, and a recorder in front of it. */
interface RecordedShop {
  upstream: Upstream;
  recorder: Recorder;
}

let folder: string;
let shops: RecordedShop[];
let shop: RecordedShop;
let samples: Samples;
/** The values given as arguments or typed on a page. */
const given: SensitiveValues = new Map();
/** Those of them that not even the person who decides is shown. */
const givenSecrets: SensitiveValues = new Map();
/** What a person was asked. It shows what the caller typed, and nothing else of a person. */
const questions: string[] = [];
const keepQuestion =
  (handler: FormHandler): FormHandler =>
  (question) => {
    questions.push(question.message);
    return handler(question);
  };
const collectGiven = (tool: string, args: Record<string, unknown>): void => {
  collectArguments(tool, args, given);
  collectArguments(tool, args, givenSecrets, 'secret');
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leaks-'));
  shops = await Promise.all(Array.from({ length: SHOPS }, startRecordedShop));
  // There is at least one.
  shop = shops[0] as RecordedShop;
  samples = await shop.upstream.readSamples();
});
afterAll(async () => {
  for (const { recorder, upstream } of shops) {
    await recorder.close();
    await upstream.close();
  }
  await rm(folder, { recursive: true });
});

async function startRecordedShop(): Promise<RecordedShop> {
  const upstream = await startUpstream();
  return { upstream, recorder: await startRecorder(upstream.url) };
}

/** The server with all its output kept in files: stdout, stderr and the audit log, by the name of the run. */
async function keepOutput({ recorder }: RecordedShop, name: string, ...flags: string[]): Promise<Command> {
  const policy = join(folder, `${name}.policy.json`);
  await writeFile(policy, JSON.stringify({ refund: { per_call: 50_000_000 }, charge: { per_day: 500_000_000 } }));
  const { command, args, env } = getServerCommand(
    recorder.url,
    '--audit',
    join(folder, `${name}.jsonl`),
    '--policy',
    policy,
  );
  return {
    command: 'sh',
    args: [
      '-c',
      'err=$1 out=$2; shift 2; "$@" 2>"$err" | tee "$out"',
      'sh',
      join(folder, `${name}.err`),
      join(folder, `${name}.out`),
      command,
      ...args,
      ...flags,
    ],
    env,
  };
}

async function readOutput(name: string): Promise<string> {
  const [out = '', err = '', ledger = ''] = await Promise.all(
    ['out', 'err', 'jsonl'].map((kind) => readFile(join(folder, `${name}.${kind}`), 'utf8')),
  );
  expect(out.length).toBeGreaterThan(1_000);
  expect(ledger.split('\n').length).toBeGreaterThan(3);
  const answers = questions.reduce((text, question) => text.replaceAll(JSON.stringify(question).slice(1, -1), ''), out);
  // The text of a result is JSON within JSON.
  return [answers, answers.replaceAll('\\"', '"').replaceAll('\\\\', '\\'), err, ledger].join('\n');
}

const wrong: { tool: string; args: (samples: Samples) => Record<string, unknown> }[] = [
  { tool: 'get_payment', args: () => ({ imp_uid: 'imp_000000000000' }) },
  {
    tool: 'pay_onetime',
    args: () => ({ merchant_uid: 'leak_1', amount: 1_000, card_number: OVER_LIMIT, expiry: '2098-11', ...PERSON }),
  },
  { tool: 'pay_onetime', args: () => ({ merchant_uid: 'leak_2', amount: 'all', card_number: CARD, ...PERSON }) },
  { tool: 'pay_onetime', args: () => ({ merchant_uid: 'leak_3', amount: 1_000, card_number: [CARD], ...PERSON }) },
  {
    tool: 'pay_onetime',
    args: () => ({ merchant_uid: 'leak_4', amount: 1_000, card_number: '4000-0000-0000-0000', expiry: '2098-11' }),
  },
  {
    tool: 'confirm_certification_otp',
    args: (all) => ({ imp_uid: all.certification_requested?.imp_uid, otp: '913572' }),
  },
  {
    tool: 'cancel_payment',
    args: (all) => ({
      imp_uid: all.vbank_paid?.imp_uid,
      amount: 99_999_999,
      refund_holder: PERSON.buyer_name,
      refund_account: '110-987-654321',
      refund_tel: PERSON.buyer_tel,
    }),
  },
  {
    tool: 'query_benepia_point',
    args: (all) => ({ ...all.benepia, benepia_password: 'another_pass_word' }),
  },
];

const getRunName = (index: number) => `all-${index}`;

/** Makes every call of one shop's share: with a person who declines, and with one who accepts. */
async function runShare(own: RecordedShop, index: number): Promise<void> {
  const { upstream } = own;
  const samples = await upstream.readSamples();
  const declineForm: FormHandler = () => ({ action: 'decline' });
  let person = acceptForm;
  const session = await openSession(
    'SDK v2, 2026-07-28',
    await keepOutput(own, getRunName(index), '--allow-card-data'),
    (question) => keepQuestion(person)(question),
  );
  for (const { tool, buildArguments } of cases.filter((_, position) => position % SHOPS === index)) {
    await upstream.reset();
    person = declineForm;
    collectGiven(tool, buildArguments(samples));
    await session.call(tool, buildArguments(samples));
    await upstream.reset();
    person = acceptForm;
    const { isError, text } = await session.call(tool, buildArguments(samples));
    expect(isError, `${tool}: ${text}`).toBe(false);
  }
  for (const { tool, args } of wrong.filter((_, position) => position % SHOPS === index)) {
    collectGiven(tool, args(samples));
    expect((await session.call(tool, args(samples))).isError, tool).toBe(true);
  }
  // Full lists contain the most data.
  for (const tool of ['list_payments_by_status', 'list_payments_by_order'])
    await session.call(tool, { payment_status: 'paid', merchant_uid: 'order_paid_card', limit: 100, detail: 'full' });
  await session.call('list_payments_by_status', { payment_status: 'all', limit: 100, detail: 'full' });
  await session.close();
}

it('no output contains personal or card data, whatever is called', async () => {
  await Promise.all(shops.map(runShare));
  expect(shops.reduce((sum, { recorder }) => sum + recorder.countResponses(), 0)).toBeGreaterThan(cases.length);
  const recorded: SensitiveValues = new Map(shops.flatMap(({ recorder }) => [...recorder.sensitiveValues]));
  // The searched values really exist: names, phones and addresses of the samples, and cards of the arguments.
  expect(recorded.size).toBeGreaterThan(100);
  expect([...given.keys()]).toEqual(expect.arrayContaining([CARD, CARD.replaceAll('-', ''), PERSON.buyer_name]));
  for (const index of shops.keys())
    expect(findLeaks(await readOutput(getRunName(index)), new Map([...recorded, ...given]))).toEqual([]);
  const untyped = [...recorded].filter(([value]) => !given.has(value));
  expect(questions.length).toBeGreaterThan(40);
  expect(givenSecrets.size).toBeGreaterThan(3);
  expect(findLeaks(questions.join('\n'), new Map([...untyped, ...givenSecrets]))).toEqual([]);
}, 120_000);

it('no output contains a secret that was typed on a page', async () => {
  await shop.upstream.reset();
  const session = await openSession('SDK v2, 2026-07-28', await keepOutput(shop, 'page', '--confirm-fallback', 'page'));
  const call = { customer_uid: 'customer_page', channel_key: samples.api_channel?.channel_key };
  const confirmReply = await session.call('issue_billing_key', call);
  const url = String(toRecord(toRecord(confirmReply.structured).error).approval_url);
  const typed = { card_number: CARD, expiry: '2099-12', birth: '870911', pwd_2digit: '73' };
  const page = await openApprovalPage(url);
  const fields = Object.fromEntries(Object.entries(typed).map(([name, value]) => [`secret.${name}`, value]));
  const reply = await page.post({ decision: 'approve', ...fields });
  expect(reply.status).toBeLessThan(400);
  const done = await session.call('issue_billing_key', call);
  expect(done.isError, done.text).toBe(false);
  await session.close();
  const secrets: SensitiveValues = new Map();
  collectArguments('issue_billing_key', typed, secrets);
  expect(secrets.size).toBeGreaterThan(3);
  expect(findLeaks(await readOutput('page'), new Map([...shop.recorder.sensitiveValues, ...secrets]))).toEqual([]);
});

it('the leak check finds the data that --pii full displays', async () => {
  const session = await openSession('SDK v2, 2026-07-28', await keepOutput(shop, 'full', '--pii', 'full'), acceptForm);
  await session.call('get_payment', { imp_uid: samples.paid_card?.imp_uid });
  await session.call('cancel_payment', { imp_uid: samples.paid_card?.imp_uid, amount: 1_000 });
  await session.close();
  const found = findLeaks(await readOutput('full'), shop.recorder.sensitiveValues).join('\n');
  for (const field of ['buyer_name', 'buyer_tel', 'buyer_email']) expect(found).toContain(field);
});
