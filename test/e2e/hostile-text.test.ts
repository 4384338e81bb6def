import { setImmediate } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../../src/endpoints/index.ts';
import { sendPageRequest } from '../support/approval-page.ts';
import { type CollectedAnswers, findProblems, getShape } from '../support/hostile-text-checks.ts';
import { HARMLESS_TEXT, hostileTexts, MARKER, UNSAFE_CHARACTERS } from '../support/hostile-texts.ts';
import { type HostileUpstream, type InjectedText, startHostileUpstream } from '../support/hostile-upstream.ts';
import { InProcessTransport } from '../support/running-server.ts';
import type { Samples } from '../support/tool-case.ts';
import { toRecord } from '../support/tool-results.ts';
import { getInProcessCommand, startUpstream, type Upstream } from '../support/upstream.ts';
import { cases } from './calls/index.ts';

type ToolArguments = Record<string, unknown>;
/** Calls of the tools that are not endpoints. */
const desk: Record<string, (samples: Samples) => ToolArguments> = {
  search_payments: () => ({ period: 'last 30 days', limit: 3 }),
  summarize_payments: () => ({ period: 'last 30 days' }),
  get_customer: ({ failed_subscription }) => ({ customer_uid: failed_subscription?.customer_uid }),
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
  samples = await sandbox.readSamples();
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

/** Connects a client with a person who approves, and collects the questions; without a person it has no elicitation. */
async function openClient(person: boolean, ...flags: string[]) {
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
      return { action: 'accept', content: { confirm: 'yes' } };
    });
  const start = getInProcessCommand(upstream.url, '--allow-card-data', '--lang', 'ko', ...flags);
  // Hostile ids make answers doubtful, and nothing else waits for what comes later.
  await client.connect(new InProcessTransport({ ...start, waitToReadBack: () => setImmediate() }));
  opened.push(client);
  const { tools } = await client.listTools();
  const names = tools.map(({ name }) => name);
  const reads = new Set(tools.filter(({ annotations }) => annotations?.readOnlyHint).map(({ name }) => name));
  const calls = [
    ...cases.map(({ tool, buildArguments }) => ({ tool, args: buildArguments(samples) })),
    ...Object.entries(desk).map(([tool, args]) => ({ tool, args: args(samples) })),
  ].filter(({ tool }) => names.includes(tool));
  expect(calls.map(({ tool }) => tool).sort()).toEqual(names.toSorted());
  return { client, questions, calls, reads };
}
type OpenedClient = Awaited<ReturnType<typeof openClient>>;

/** The sample ids that a call refers to. */
const findSampleIds = (args: unknown): string[] =>
  typeof args === 'string' ? (sampleIds.has(args) ? [args] : []) : Object.values(Object(args)).flatMap(findSampleIds);

/** Collects the answers of every tool, resource and prompt, and the questions to the person. */
async function collectEverything(
  { client, questions, calls, reads }: OpenedClient,
  injected: InjectedText,
): Promise<CollectedAnswers> {
  const answers: CollectedAnswers = new Map();
  upstream.setInjectedText(injected);
  await sandbox.reset();
  const changed = new Set<string>();
  for (const { tool, args } of calls) {
    // Each call finds its sample in the initial state; rebuilding the whole shop takes longer than a call.
    const ids = findSampleIds(args);
    if (ids.some((id) => changed.has(id))) {
      await sandbox.reset();
      changed.clear();
    }
    if (!reads.has(tool)) for (const id of ids) changed.add(id);
    questions.length = 0;
    const result = await client.callTool({ name: tool, arguments: args });
    answers.set(tool, result);
    questions.forEach((message, index) => {
      answers.set(`${tool}, question ${index + 1}`, message.split('\n').filter(isAboutThisCall));
    });
  }
  const { resources, prompts } = client.getServerCapabilities() ?? {};
  if (resources) for (const [uri, answer] of await readEveryResource(client)) answers.set(uri, answer);
  if (prompts) for (const [name, answer] of await readEveryPrompt(client)) answers.set(name, answer);
  return answers;
}

/** A round repeats the calls of the round before, of which its questions warn. */
const isAboutThisCall = (line: string): boolean => !/^[※⚠] .*\d\d:\d\d:\d\d \(?KST/.test(line);

const charging = endpoints.filter(({ checkPaymentStatus }) => checkPaymentStatus).map(({ name }) => name);
const usual: Record<string, string> = { status: 'paid', period: 'last 7 days', date: 'yesterday', amount: '1000' };
const getPromptArgument = (name: string): string =>
  usual[name] ?? samples.failed_subscription?.[name] ?? 'order_paid_card';

/** Responses cached by a client during an earlier run would prove nothing. */
const FRESH = { cacheMode: 'bypass' } as const;

/** The number of answers of each kind. */
let addresses: Record<string, string | undefined>;

async function readEveryResource(client: Client): Promise<CollectedAnswers> {
  const answers: CollectedAnswers = new Map();
  const page = await client.listResources({}, FRESH).catch((error: Error) => ({ resources: [], said: error.message }));
  answers.set('resources/list', page);
  const { resourceTemplates } = await client.listResourceTemplates();
  const fillTemplate = (template: string) =>
    template.replace(/\{(\w+)\}/g, (_, name) => addresses[template.split('/{')[0] ?? ''] ?? getPromptArgument(name));
  const uris = [
    // Status lists, then the fixed resources, then single payments.
    ...page.resources.slice(0, 9).map(({ uri }, index) => [`resource ${index}`, uri] as const),
    ...resourceTemplates.map(({ uriTemplate }) => [uriTemplate, fillTemplate(uriTemplate)] as const),
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

async function readEveryPrompt(client: Client, given = getPromptArgument): Promise<CollectedAnswers> {
  const answers: CollectedAnswers = new Map();
  for (const { name, arguments: wanted = [] } of (await client.listPrompts()).prompts) {
    const args = Object.fromEntries(wanted.map((one) => [one.name, given(one.name)]));
    const promptReply = await client.getPrompt({ name, arguments: args }).catch((error: Error) => [error.message]);
    answers.set(`prompt ${name}`, promptReply);
  }
  return answers;
}

const texts = Object.values(hostileTexts);
/** Long texts leave room for fewer rows in an answer with a token budget, so they are tested separately. */
const [long, short] = [texts.filter((text) => text.length > 1_000), texts.filter((text) => text.length <= 1_000)];
/** A different text in each field and in each round; equal rows stay equal. */
const turnText =
  (round: number, among = short) =>
  (at: string) => {
    const name = at.split('.').at(-1) ?? '';
    const place = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, round * 17);
    return among[place % among.length] ?? '';
  };

/** The text block contains the same JSON as the structured content. */
function parseText(answer: unknown): unknown {
  const { content, structuredContent } = toRecord(answer) as {
    content?: { type: string; text?: string }[];
    structuredContent?: unknown;
  };
  return content && structuredContent ? [JSON.parse(content[0]?.text ?? ''), structuredContent] : [0, 0];
}

function assertSafe(answers: CollectedAnswers, plain: CollectedAnswers, { shape = true } = {}): void {
  expect([...answers.keys()]).toEqual([...plain.keys()]);
  for (const [at, answer] of answers) {
    if (shape) expect(getShape(answer), at).toEqual(getShape(plain.get(at)));
    expect(findProblems(answer, plain.get(at)), at).toEqual([]);
    if (!Array.isArray(answer) && 'content' in toRecord(answer)) {
      const [text, structured] = parseText(answer) as [unknown, unknown];
      expect(text, at).toEqual(structured);
    }
  }
}

it('the fifty hostile texts are distinct and contain a marker', () => {
  expect(texts.length).toBeGreaterThanOrEqual(50);
  expect(new Set(texts).size).toBe(texts.length);
  for (const text of texts) expect(text).toContain(MARKER);
});

describe('hostile text from outside', () => {
  const rounds = [0, 1];
  const getHarmlessText = () => HARMLESS_TEXT;
  let agreeing: OpenedClient;
  let paging: OpenedClient;
  beforeAll(async () => {
    [agreeing, paging] = await Promise.all([openClient(true), openClient(false, '--confirm-fallback', 'page')]);
  });

  it('hostile text changes nothing in an answer but its own field', async () => {
    // Whose payments they are depends on the texts in their fields.
    const opened = { ...agreeing, calls: agreeing.calls.filter(({ tool }) => tool !== 'get_customer') };
    const plain = await collectEverything(opened, { getText: getHarmlessText, inAllFields: false });
    // Most calls succeed, so the comparison is not between identical rejections.
    const done = [...plain.values()].filter((answer) => !Array.isArray(answer) && !toRecord(answer).isError);
    expect(done.length).toBeGreaterThan(75);
    const countWays = (part: string) => [...plain.keys()].filter((at) => at.includes(part)).length;
    expect(countWays('question')).toBeGreaterThan(30);
    const { resources, prompts } = opened.client.getServerCapabilities() ?? {};
    if (resources) expect(countWays('portone://') + countWays('resource ')).toBeGreaterThan(15);
    for (const [at, answer] of plain)
      if (at.startsWith('portone://')) expect(JSON.stringify(answer), at).not.toContain('"error"');
    if (prompts) expect(countWays('prompt ')).toBeGreaterThan(11);
    for (const round of rounds)
      assertSafe(await collectEverything(opened, { getText: turnText(round), inAllFields: false }), plain);
    const books = await collectEverything(opened, { getText: turnText(0, long), inAllFields: false });
    assertSafe(books, plain, { shape: false });
  }, 240_000);

  it('hostile ids and statuses change nothing in an answer but their own field', async () => {
    // A search treats rows with the same id as one payment, and which of them comes first is chance.
    // A charge with an unknown status is reconciled.
    const calls = agreeing.calls.filter(({ tool }) => !(tool in desk) && !charging.includes(tool));
    const opened = { ...agreeing, calls };
    const plain = await collectEverything(opened, { getText: getHarmlessText, inAllFields: true });
    for (const kind of ['bidirectional override', 'fake rows'])
      assertSafe(
        await collectEverything(opened, { getText: () => hostileTexts[kind] ?? '', inAllFields: true }),
        plain,
      );
  }, 240_000);

  it('hostile text in a rejection of PortOne changes nothing but its own field', async () => {
    const plain = await collectEverything(agreeing, {
      getText: getHarmlessText,
      inAllFields: false,
      asRejection: true,
    });
    assertSafe(
      await collectEverything(agreeing, { getText: turnText(2), inAllFields: false, asRejection: true }),
      plain,
    );
  }, 240_000);

  it('hostile text changes nothing in a question that is given to the model', async () => {
    const opened = await openClient(false, '--confirm-fallback', 'token');
    opened.calls = opened.calls.filter(({ tool }) => !opened.reads.has(tool));
    const plain = await collectEverything(opened, { getText: getHarmlessText, inAllFields: false });
    expect(JSON.stringify([...plain.values()]).match(/"confirm_token"/g)?.length).toBeGreaterThan(30);
    assertSafe(await collectEverything(opened, { getText: turnText(3), inAllFields: false }), plain);
  }, 240_000);

  it('hostile text stays in quotes in a prompt', async () => {
    const { client } = paging;
    // A prompt argument for an amount, a period or a payment id accepts nothing else.
    const fixed: Record<string, string | undefined> = { ...usual, imp_uid: samples.paid_card?.imp_uid };
    const readPromptsWith = (text: string) => readEveryPrompt(client, (name) => fixed[name] ?? text);
    const plain = await readPromptsWith(HARMLESS_TEXT);
    const done = [...plain.values()].filter((answer) => !Array.isArray(answer));
    expect(done.length).toBe(plain.size);
    for (const [kind, text] of Object.entries(hostileTexts)) {
      const answers = await readPromptsWith(text);
      for (const [at, answer] of answers) expect(findProblems(answer, plain.get(at)), `${at}, ${kind}`).toEqual([]);
    }
  });

  it('hostile text stays text on the approval page', async () => {
    const { calls, reads } = paging;
    let { client } = paging;
    // Nothing is approved, so no sample changes that would have to be restored.
    await sandbox.reset();
    const openPage = async (tool: string, args: ToolArguments) => {
      const { structuredContent } = await client.callTool({ name: tool, arguments: args });
      const url = toRecord(toRecord(structuredContent).error ?? {}).approval_url;
      return typeof url === 'string' ? (await sendPageRequest(url)).text : undefined;
    };
    // Values that differ on every page.
    const findTags = (html: string) =>
      (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/="[^"]*"/g, '=""')).join('\n');
    let pages = 0;
    for (const { tool, args } of calls.filter((call) => !reads.has(call.tool))) {
      upstream.setInjectedText({ getText: getHarmlessText, inAllFields: false });
      const plain = await openPage(tool, args);
      if (plain === undefined) continue;
      pages += 1;
      // One caller can have 20 pages open.
      if (pages % 9 === 0) ({ client } = await openClient(false, '--confirm-fallback', 'page'));
      upstream.setInjectedText({ getText: turnText(pages), inAllFields: false });
      const html = (await openPage(tool, args)) ?? '';
      expect(findTags(html), tool).toBe(findTags(plain));
      expect(html, tool).not.toMatch(UNSAFE_CHARACTERS);
    }
    expect(pages).toBeGreaterThan(30);
  }, 240_000);
});
