import { strict as assert } from 'node:assert';
import { styleText } from 'node:util';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import type { Language } from '../../src/base/bilingual.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { isPartlyRefundable } from './choice.ts';
import { serverFile } from './connect-assistant.ts';
import { interactiveTexts } from './interactive-texts.ts';
import type { Terminal } from './terminal.ts';

interface Answer {
  payments?: { imp_uid: string; merchant_uid: string; amount: number; cancel_amount?: number; pay_method?: string }[];
  in_every_row?: { pay_method?: string };
  refunded?: number;
  error?: { kind: string; message: string; approval_url?: string };
}

const REFUND = 1_000;
/** People need time to read. */
const CALL_TIMEOUT_MS = 10 * 60_000;

/**
 * Four refunds in the sandbox, about which the person at the terminal decides: in a form, in a form again, on the
 * approval page, and one whose answer from PortOne is lost on the way.
 */
export async function runInteractiveDemo(terminal: Terminal, lang: Language): Promise<void> {
  const texts = interactiveTexts[lang];
  const sandbox = await startSandbox();
  const print = (...lines: string[]) => {
    for (const line of lines) terminal.print(line);
  };
  const asks = await openClient(sandbox.url, lang, async (question) => {
    print('', styleText('yellow', texts.question), ...question.split('\n').map((line) => `  ${line}`));
    return texts.yes.test((await terminal.ask(texts.yesOrNo)).trim());
  });
  const opensPage = await openClient(sandbox.url, lang);
  try {
    print(styleText('bold', texts.title), texts.intro);
    const [first, second, third, fourth] = await asks.findPayments();
    assert(first && second && third && fourth, 'not enough ordinary card payments in the last week');

    print('', styleText('bold', texts.firstStep(first.merchant_uid)));
    print(describe(await asks.refund(first.imp_uid), lang));

    print('', styleText('bold', texts.secondStep(second.merchant_uid)));
    print(describe(await asks.refund(second.imp_uid), lang));

    print('', styleText('bold', texts.pageStep(third.merchant_uid)));
    const pending = await opensPage.refund(third.imp_uid);
    assert.equal(pending.error?.kind, 'approval_required');
    print(texts.openLink, `  ${styleText('underline', pending.error?.approval_url ?? '')}`);
    await terminal.ask(texts.pressEnter);
    print(describe(await opensPage.refund(third.imp_uid), lang));

    print('', styleText('bold', texts.lostStep(fourth.merchant_uid)));
    await loseNextAnswer(sandbox.url);
    print(describe(await asks.refund(fourth.imp_uid), lang));

    print('', texts.summary(await countRefunds(sandbox.url)));
  } finally {
    await asks.close();
    await opensPage.close();
    await sandbox.close();
  }
}

/** Connects a client to a server of its own. Without `decide` it cannot show forms, as Claude Desktop. */
async function openClient(baseUrl: string, lang: Language, decide?: (question: string) => Promise<boolean>) {
  const client = new Client(
    { name: 'demo', version: '1.0.0' },
    {
      capabilities: decide ? { elicitation: { form: {} } } : {},
      versionNegotiation: { mode: { pin: '2026-07-28' } },
    },
  );
  if (decide)
    client.setRequestHandler('elicitation/create', async ({ params }) =>
      (await decide(params.message)) ? { action: 'accept', content: { confirm: 'yes' } } : { action: 'decline' },
    );
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [serverFile, '--lang', lang],
      env: {
        PATH: process.env.PATH ?? '',
        PORTONE_V1_BASE_URL: baseUrl,
        PORTONE_V1_API_KEY: 'sandbox_key',
        PORTONE_V1_API_SECRET: 'sandbox_secret',
      },
      stderr: 'ignore',
    }),
  );
  const call = async (name: string, args: Record<string, unknown>): Promise<Answer> => {
    const reply = await client.callTool({ name, arguments: args }, { timeout: CALL_TIMEOUT_MS });
    return reply.structuredContent as Answer;
  };
  return {
    async findPayments() {
      const filter = { status: 'paid', period: 'last 7 days', pay_method: 'card', min_amount: 10_001, limit: 100 };
      const { payments = [], in_every_row } = await call('search_payments', filter);
      return payments
        .map((row) => ({ ...in_every_row, ...row }))
        .filter((row) => isPartlyRefundable({ ...row, cancel_amount: row.cancel_amount ?? 0 }));
    },
    refund: (imp_uid: string) =>
      call('refund_payment', { imp_uid, amount: REFUND, reason: lang === 'ko' ? '고객 요청' : 'customer request' }),
    close: () => client.close(),
  };
}

function describe({ refunded, error }: Answer, lang: Language): string {
  const texts = interactiveTexts[lang];
  if (error === undefined) return `${styleText('green', texts.done)} ${texts.refunded(refunded ?? 0)}`;
  if (error.kind === 'approval_required') return `${styleText('yellow', texts.notDone)} ${texts.stillWaiting}`;
  if (error.kind === 'not_confirmed') return `${styleText('yellow', texts.notDone)} ${texts.nothingSent}`;
  return `${styleText('yellow', texts.notDone)} ${error.message}`;
}

/** The sandbox executes the next refund, and its answer does not arrive. */
async function loseNextAnswer(url: string): Promise<void> {
  const fault = { route: 'POST /payments/cancel', kind: 'reset_after', times: 1 };
  const headers = { 'content-type': 'application/json' };
  await fetch(`${url}/_sandbox/faults`, { method: 'POST', headers, body: JSON.stringify(fault) });
}

async function countRefunds(url: string): Promise<number> {
  const ledger = (await (await fetch(`${url}/_sandbox/ledger`)).json()) as { entries: { path: string }[] };
  return ledger.entries.filter(({ path }) => path.startsWith('/payments/cancel')).length;
}
