import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ErrorReport } from '../../../src/base/refusal.ts';
import { createCatalog } from '../../../src/context.ts';
import { createPortOne, type PortOneConnection } from '../../../src/portone/client.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { callTool } from '../../../src/tools/call-tool.ts';
import { toolDefinitions } from '../../../src/tools/definitions.ts';
import { openExamShop } from '../../exam/exam-shop.ts';
import { createGuardContext } from '../../support/guard-context.ts';
import {
  type ResponseBehavior,
  respondJson,
  respondRejection,
  respondSuccess,
  type ScriptedServer,
  startScriptedServer,
} from '../../support/scripted-server.ts';

const NOW = 1_795_000_000;
const transfer = {
  imp_uid: 'imp_000000000001',
  merchant_uid: 'order_1',
  pay_method: 'trans',
  pg_provider: 'kcp',
  status: 'paid',
  amount: 55_000,
  cancel_amount: 0,
  currency: 'KRW',
  started_at: NOW - 120,
  paid_at: NOW - 60,
  cash_receipt_issued: false,
};

let server: ScriptedServer;
let portone: PortOneConnection;
beforeAll(async () => {
  server = await startScriptedServer();
  portone = createPortOne(
    { baseUrl: server.baseUrl, apiKey: 'key', apiSecret: 'secret', userAgent: 'test' },
    { sleep: async () => {}, random: () => 0 },
  );
});
beforeEach(() => {
  server.received.length = 0;
  server.script.length = 0;
});
afterAll(async () => {
  await portone.close();
  await server.close();
});

const signal = new AbortController().signal;

/** What get_receipt answers when PortOne behaves like this, one behavior for each request. */
async function getReceipt(
  behaviors: readonly ResponseBehavior[],
  isOffered = (_tool: string) => true,
): Promise<Partial<ErrorReport> | undefined> {
  server.script.push(...behaviors);
  const catalog = createCatalog(toolDefinitions.filter(({ definition }) => isOffered(definition.name)));
  const guard = createGuardContext({
    portone,
    store: createMemoryStore(() => NOW),
    now: () => NOW,
    context: { catalog },
  });
  const caller = { id: 'caller', supportsFormElicitation: false, supportsUrlElicitation: false, signal };
  const outcome = await callTool(guard, caller, 'get_receipt', { imp_uid: transfer.imp_uid });
  return outcome.status === 'failed' ? outcome.error : undefined;
}

const getNext = async (payment: object) => {
  const error = await getReceipt([respondRejection(404, '없음'), respondSuccess(payment)]);
  return error?.next;
};

describe('get_receipt of a payment without a cash receipt at PortOne', () => {
  it('get_receipt on a 404 reads the payment, once, and says that none may be issued if one was', async () => {
    const next = await getNext({ ...transfer, cash_receipt_issued: true });
    expect(next).toMatch(/^Do not issue another\. The payment says that a cash receipt was issued/);
    expect(next).not.toContain('issue_receipt');
    expect(server.received.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /receipts/imp_000000000001',
      'GET /payments/imp_000000000001?include_sandbox=true',
    ]);
  });

  it('get_receipt on a 404 names the call that issues one if the payment says that none was', async () => {
    const next = await getNext(transfer);
    expect(next).toContain('one for ₩55,000 can be issued');
    expect(next).toContain('issue_receipt {"imp_uid":"imp_000000000001"}');
  });

  it('get_receipt on a 404 does not name a call that this server does not offer', async () => {
    const behaviors = [respondRejection(404, '없음'), respondSuccess(transfer)];
    const error = await getReceipt(behaviors, (tool) => tool !== 'issue_receipt');
    expect(error?.next).toContain('can be issued');
    expect(error?.next).not.toContain('issue_receipt');
  });

  it.each([
    ['a card payment', { pay_method: 'card' }, 'are for transfers and virtual accounts'],
    ['a payment that is not complete', { status: 'ready', paid_at: 0 }, 'not complete'],
    ['a payment refunded in full', { status: 'cancelled', cancel_amount: 55_000 }, 'refunded in full'],
    ['a wallet with a receipt', { pay_method: 'kakaopay', cash_receipt_issued: true }, 'Do not issue another.'],
  ])('get_receipt on a 404 says of %s that none can be issued', async (_, fields, expected) => {
    const next = await getNext({ ...transfer, ...fields });
    expect(next).toContain(expected);
    expect(next).not.toContain('issue_receipt');
  });

  it('get_receipt on a 404 says that there is no such payment either', async () => {
    const error = await getReceipt([respondRejection(404, '없음'), respondRejection(404, '없음')]);
    expect(error).toMatchObject({ kind: 'not_found', next: expect.stringContaining('no payment with this imp_uid') });
  });

  it.each([
    ['fails', respondRejection(403, '권한이 없습니다.')],
    ['answers no payment', respondJson(200, { code: 0, message: null, response: 'nonsense' })],
  ])('get_receipt is still not found if reading the payment %s, and names the read', async (_, behavior) => {
    const error = await getReceipt([respondRejection(404, '없음'), behavior]);
    expect(error).toMatchObject({ kind: 'not_found', next: expect.stringContaining('Call get_payment') });
  });

  it('get_receipt reads nothing more if the receipt exists or cannot be read', async () => {
    expect(await getReceipt([respondSuccess({ imp_uid: 'imp_000000000001', amount: 55_000 })])).toBeUndefined();
    expect(await getReceipt([respondRejection(403, '권한이 없습니다.')])).toMatchObject({
      message: expect.any(String),
    });
    expect(server.received.filter(({ url }) => url.startsWith('/payments'))).toEqual([]);
  });
});

describe('get_receipt and investigate_payment', () => {
  it('get_receipt and investigate_payment agree on every transfer and virtual account of the sandbox that has no receipt at PortOne', async () => {
    const shop = await openExamShop();
    const missing = [...shop.world.payments.values()]
      .map(({ record }) => record)
      .filter(
        ({ imp_uid, pay_method }) =>
          ['trans', 'vbank'].includes(String(pay_method)) && !shop.world.receipts.has(imp_uid),
      )
      .filter(({ paid_at, amount, cancel_amount, cash_receipt_issued }) =>
        Boolean(paid_at && (cash_receipt_issued || amount > (cancel_amount ?? 0))),
      )
      .sort((a, b) => Number(b.cash_receipt_issued === true) - Number(a.cash_receipt_issued === true))
      .slice(0, 12);
    expect(missing.length).toBeGreaterThan(5);
    expect(missing.some(({ cash_receipt_issued }) => cash_receipt_issued)).toBe(true);
    for (const { imp_uid } of missing) {
      const { content } = await shop.call('get_receipt', { imp_uid });
      const { findings } = Object((await shop.call('investigate_payment', { imp_uid })).content);
      const texts: string[] = findings.map(({ text }: { text: string }) => text);
      expect(texts.some((text) => String(Object(content.error).next).includes(text))).toBe(true);
    }
    await shop.close();
  });
});
