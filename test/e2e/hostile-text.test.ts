import { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../../src/endpoints/index.ts';
import { exchange } from '../support/approval-page.ts';
import { type Answers, problemsOf, shapeOf } from '../support/hostile-text-checks.ts';
import { HARMLESS, hostile, MARK, UNSEEN } from '../support/hostile-texts.ts';
import { type HostileUpstream, type Saying, startHostileUpstream } from '../support/hostile-upstream.ts';
import { HereTransport } from '../support/running-server.ts';
import type { Samples } from '../support/tool-case.ts';
import { recordOf } from '../support/tool-results.ts';
import { serverHere, startUpstream, type Upstream } from '../support/upstream.ts';
import { cases } from './calls/index.ts';

type Arguments = Record<string, unknown>;
/** Calls of tools that stand for no operation. */
const desk: Record<string, (samples: Samples) => Arguments> = {
  search_payments: () => ({ period: 'last 30 days', limit: 3 }),
  summarize_payments: () => ({ period: 'last 30 days' }),
  review_subscriptions: ({ failed_subscription }) => ({ customer_uid: failed_subscription?.customer_uid }),
  investigate_payment: ({ vbank_waiting }) => ({ imp_uid: vbank_waiting?.imp_uid }),
  refund_payment: ({ paid_card }) => ({ imp_uid: paid_card?.imp_uid, amount: 1_000, reason: 'test' }),
  check_connection: () => ({}),
};

let sandbox: Upstream;
let samples: Samples;
let sampleIds: Set<string>;
let upstream: HostileUpstream;
const opened: Client[] = [];

beforeAll(async () => {
  sandbox = await startUpstream();
  samples = await sandbox.samples();
  sampleIds = new Set(Object.values(samples).flatMap((sample) => Object.values(sample).map(String)));
  addresses = {
    'portone://payments': samples.paid_card?.imp_uid,
    'portone://orders': samples.paid_card?.merchant_uid,
    'portone://receipts': samples.receipt_issued?.imp_uid,
    'portone://codes/banks': '004',
    'portone://codes/cards': '361',
  };
  upstream = await startHostileUpstream(sandbox.url);
});
afterAll(async () => {
  await Promise.all(opened.map((client) => client.close()));
  await upstream.close();
  await sandbox.close();
});

/** A client whose person agrees, and what that person was shown; without one the client cannot ask. */
async function open(person: boolean, ...flags: string[]) {
  const questions: string[] = [];
  const client = new Client(
    { name: 'walker', version: '1.0.0' },
    {
      capabilities: person ? { elicitation: { form: {} } } : {},
      versionNegotiation: { mode: { pin: '2026-07-28' } },
    },
  );
  if (person)
    client.setRequestHandler('elicitation/create', async ({ params }) => {
      questions.push(params.message);
      return { action: 'accept', content: { confirm: true } };
    });
  const start = serverHere(upstream.url, '--allow-card-data', '--lang', 'ko', ...flags);
  await client.connect(new HereTransport(start));
  opened.push(client);
  const { tools } = await client.listTools();
  const names = tools.map(({ name }) => name);
  const reads = new Set(tools.filter(({ annotations }) => annotations?.readOnlyHint).map(({ name }) => name));
  const calls = [
    ...cases.map(({ tool, args }) => ({ tool, args: args(samples) })),
    ...Object.entries(desk).map(([tool, args]) => ({ tool, args: args(samples) })),
  ].filter(({ tool }) => names.includes(tool));
  expect(calls.map(({ tool }) => tool).sort()).toEqual(names.toSorted());
  return { client, questions, calls, reads };
}
type Opened = Awaited<ReturnType<typeof open>>;

/** The ids of samples that a call is about. */
const idsIn = (args: unknown): string[] =>
  typeof args === 'string' ? (sampleIds.has(args) ? [args] : []) : Object.values(Object(args)).flatMap(idsIn);

/** Every tool, resource and prompt there is, and what people are shown on the way. */
async function everything({ client, questions, calls, reads }: Opened, saying: Saying): Promise<Answers> {
  const answers: Answers = new Map();
  upstream.says(saying);
  await sandbox.reset();
  const changed = new Set<string>();
  for (const { tool, args } of calls) {
    // Each call finds its sample as it was in the beginning; to make the whole shop anew takes longer than a call.
    const ids = idsIn(args);
    if (ids.some((id) => changed.has(id))) {
      await sandbox.reset();
      changed.clear();
    }
    if (!reads.has(tool)) for (const id of ids) changed.add(id);
    questions.length = 0;
    const result = await client.callTool({ name: tool, arguments: args });
    answers.set(tool, result);
    questions.forEach((message, index) => {
      answers.set(`${tool}, question ${index + 1}`, message.split('\n'));
    });
  }
  const { resources, prompts } = client.getServerCapabilities() ?? {};
  if (resources) for (const [uri, answer] of await everyResource(client)) answers.set(uri, answer);
  if (prompts) for (const [name, answer] of await everyPrompt(client)) answers.set(name, answer);
  return answers;
}

const charging = endpoints.filter(({ charges }) => charges).map(({ name }) => name);
const usual: Record<string, string> = { status: 'paid', period: 'last 7 days', date: 'yesterday', amount: '1000' };
const argumentOf = (name: string): string => usual[name] ?? samples.failed_subscription?.[name] ?? 'order_paid_card';

/** What a client kept of an earlier walk would say nothing. */
const FRESH = { cacheMode: 'bypass' } as const;

/** What there is of each kind. */
let addresses: Record<string, string | undefined>;

async function everyResource(client: Client): Promise<Answers> {
  const answers: Answers = new Map();
  const page = await client.listResources({}, FRESH).catch((error: Error) => ({ resources: [], said: error.message }));
  answers.set('resources/list', page);
  const { resourceTemplates } = await client.listResourceTemplates();
  const filledIn = (template: string) =>
    template.replace(/\{(\w+)\}/g, (_, name) => addresses[template.split('/{')[0] ?? ''] ?? argumentOf(name));
  const uris = [
    // Pages of statuses, then what is fixed, then single payments.
    ...page.resources.slice(0, 9).map(({ uri }, index) => [`resource ${index}`, uri] as const),
    ...resourceTemplates.map(({ uriTemplate }) => [uriTemplate, filledIn(uriTemplate)] as const),
  ];
  for (const [at, uri] of uris) {
    const { contents } = await client.readResource({ uri }, FRESH).catch((error: Error) => ({
      contents: [{ uri, text: JSON.stringify({ error: error.message.replace(uri, 'what was asked for') }) }],
    }));
    answers.set(
      at,
      contents.map((one) => ('text' in one ? JSON.parse(one.text) : one)),
    );
  }
  return answers;
}

async function everyPrompt(client: Client, given = argumentOf): Promise<Answers> {
  const answers: Answers = new Map();
  for (const { name, arguments: wanted = [] } of (await client.listPrompts()).prompts) {
    const args = Object.fromEntries(wanted.map((one) => [one.name, given(one.name)]));
    const told = await client.getPrompt({ name, arguments: args }).catch((error: Error) => [error.message]);
    answers.set(`prompt ${name}`, told);
  }
  return answers;
}

const texts = Object.values(hostile);
/** Where an answer has a budget, long texts leave room for fewer rows: they go by themselves. */
const [long, short] = [texts.filter((text) => text.length > 1_000), texts.filter((text) => text.length <= 1_000)];
/** Another text in each field, and another in the same field in each round; rows that are alike stay so. */
const turned =
  (round: number, among = short) =>
  (at: string) => {
    const name = at.split('.').at(-1) ?? '';
    const place = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, round * 17);
    return among[place % among.length] ?? '';
  };

/** A client sees the same in the text block as in the structured content. */
function textOf(answer: unknown): unknown {
  const { content, structuredContent } = recordOf(answer) as {
    content?: { type: string; text?: string }[];
    structuredContent?: unknown;
  };
  return content && structuredContent ? [JSON.parse(content[0]?.text ?? ''), structuredContent] : [0, 0];
}

function compare(answers: Answers, plain: Answers, { shape = true } = {}): void {
  expect([...answers.keys()]).toEqual([...plain.keys()]);
  for (const [at, answer] of answers) {
    if (shape) expect(shapeOf(answer), at).toEqual(shapeOf(plain.get(at)));
    expect(problemsOf(answer, plain.get(at)), at).toEqual([]);
    if (!Array.isArray(answer) && 'content' in recordOf(answer)) {
      const [text, structured] = textOf(answer) as [unknown, unknown];
      expect(text, at).toEqual(structured);
    }
  }
}

it('has fifty hostile texts, each of its own kind and to be found again', () => {
  expect(texts.length).toBeGreaterThanOrEqual(50);
  expect(new Set(texts).size).toBe(texts.length);
  for (const text of texts) expect(text).toContain(MARK);
});

describe('text from outside, whatever it says', () => {
  const rounds = [0, 1];
  const harmless = () => HARMLESS;
  let agreeing: Opened;
  let paging: Opened;
  beforeAll(async () => {
    [agreeing, paging] = await Promise.all([open(true), open(false, '--confirm-fallback', 'page')]);
  });

  it('changes nothing of an answer but the field that it stands in', async () => {
    const opened = agreeing;
    const plain = await everything(opened, { text: harmless, everywhere: false });
    // Most calls do what they are for: what is compared are answers, and not the same refusal each time.
    const done = [...plain.values()].filter((answer) => !Array.isArray(answer) && !recordOf(answer).isError);
    expect(done.length).toBeGreaterThan(75);
    const ways = (part: string) => [...plain.keys()].filter((at) => at.includes(part)).length;
    expect(ways('question')).toBeGreaterThan(30);
    const { resources, prompts } = opened.client.getServerCapabilities() ?? {};
    if (resources) expect(ways('portone://') + ways('resource ')).toBeGreaterThan(15);
    for (const [at, answer] of plain)
      if (at.startsWith('portone://')) expect(JSON.stringify(answer), at).not.toContain('"error"');
    if (prompts) expect(ways('prompt ')).toBeGreaterThan(11);
    for (const round of rounds) compare(await everything(opened, { text: turned(round), everywhere: false }), plain);
    const books = await everything(opened, { text: turned(0, long), everywhere: false });
    compare(books, plain, { shape: false });
  }, 240_000);

  it('nor where ids and statuses are hostile too', async () => {
    // A search takes rows with one id for one payment, and which of them it meets first is chance.
    // And a charge whose status says nothing is looked for.
    const calls = agreeing.calls.filter(({ tool }) => !(tool in desk) && !charging.includes(tool));
    const opened = { ...agreeing, calls };
    const plain = await everything(opened, { text: harmless, everywhere: true });
    for (const kind of ['bidirectional override', 'fake rows'])
      compare(await everything(opened, { text: () => hostile[kind] ?? '', everywhere: true }), plain);
  }, 240_000);

  it('nor where it is the reason of a refusal', async () => {
    const plain = await everything(agreeing, { text: harmless, everywhere: false, refusing: true });
    compare(await everything(agreeing, { text: turned(2), everywhere: false, refusing: true }), plain);
  }, 240_000);

  it('nor where the model is handed the question', async () => {
    const opened = await open(false, '--confirm-fallback', 'token');
    opened.calls = opened.calls.filter(({ tool }) => !opened.reads.has(tool));
    const plain = await everything(opened, { text: harmless, everywhere: false });
    expect(JSON.stringify([...plain.values()]).match(/"confirm_token"/g)?.length).toBeGreaterThan(30);
    compare(await everything(opened, { text: turned(3), everywhere: false }), plain);
  }, 240_000);

  it('stays in quotes where a prompt repeats it', async () => {
    const { client } = paging;
    // Where a prompt wants an amount, a period or a payment's number, it takes nothing else.
    const fixed: Record<string, string | undefined> = { ...usual, imp_uid: samples.paid_card?.imp_uid };
    const withText = (text: string) => everyPrompt(client, (name) => fixed[name] ?? text);
    const plain = await withText(HARMLESS);
    const done = [...plain.values()].filter((answer) => !Array.isArray(answer));
    expect(done.length).toBe(plain.size);
    for (const [kind, text] of Object.entries(hostile)) {
      const answers = await withText(text);
      for (const [at, answer] of answers) expect(problemsOf(answer, plain.get(at)), `${at}, ${kind}`).toEqual([]);
    }
  });

  it('stays text on the page where a person decides', async () => {
    const { client, calls, reads } = paging;
    // Nobody agrees, so nothing is changed that would have to be made anew.
    await sandbox.reset();
    const pageOf = async (tool: string, args: Arguments) => {
      const { structuredContent } = await client.callTool({ name: tool, arguments: args });
      const url = recordOf(recordOf(structuredContent).error ?? {}).approval_url;
      return typeof url === 'string' ? (await exchange(url)).text : undefined;
    };
    // What differs at every page.
    const tagsOf = (html: string) =>
      (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/="[^"]*"/g, '=""')).join('\n');
    let pages = 0;
    for (const { tool, args } of calls.filter((call) => !reads.has(call.tool))) {
      upstream.says({ text: harmless, everywhere: false });
      const plain = await pageOf(tool, args);
      if (plain === undefined) continue;
      pages += 1;
      upstream.says({ text: turned(pages), everywhere: false });
      const html = (await pageOf(tool, args)) ?? '';
      expect(tagsOf(html), tool).toBe(tagsOf(plain));
      expect(html, tool).not.toMatch(UNSEEN);
    }
    expect(pages).toBeGreaterThan(30);
  }, 240_000);
});
