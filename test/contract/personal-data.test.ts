import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { createPseudonyms } from '../../src/base/pseudonym.ts';
import { endpoints } from '../../src/endpoints/index.ts';
import { Payment } from '../../src/endpoints/models/payment.ts';
import { toAuditRecord } from '../../src/guard/audit/record.ts';
import type { Caller } from '../../src/guard/confirmation/caller.ts';
import { createPersonalSearchLimit } from '../../src/output/personal-search-limit.ts';
import { redact } from '../../src/output/redact.ts';
import type { PortOneReader } from '../../src/portone/client.ts';
import { createMemoryStore } from '../../src/store/memory/store.ts';
import { callTool } from '../../src/tools/call-tool.ts';
import { allCanaries, canaries, cardCanaries, findCanaries } from '../support/canaries.ts';
import { fill } from '../support/canary-portone.ts';
import { createGuardContext } from '../support/guard-context.ts';
import { injectText } from '../support/hostile-upstream.ts';

const NOW = 1_795_000_000;
const models = [...new Map(endpoints.map((row) => [row.returns, row.name]))];
const ALL = allCanaries.map(({ text }) => text).join(' | ');
/** Without rows of digits, for fields that only machines fill. */
const GROUPED = canaries.map(({ text }) => text).join(' | ');

const fillWith = (schema: z.ZodType) => fill(schema, (origin) => (origin === 'code' ? GROUPED : ALL));

const caller: Caller = {
  id: 'probe',
  supportsFormElicitation: true,
  supportsUrlElicitation: false,
  signal: new AbortController().signal,
};

describe('fifty personal texts in every text field of every model', () => {
  it('there are fifty', () => expect(allCanaries.length).toBeGreaterThanOrEqual(50));

  it('masked output shows none of them', () => {
    for (const [model, name] of models) {
      expect(findCanaries(JSON.stringify(redact(fillWith(model), model, { pii: 'masked' }))), name).toEqual([]);
    }
    for (const { text, plain } of allCanaries) {
      const value = fill(Payment, (origin) => (origin === 'code' && plain ? 'tid_1' : text));
      expect(findCanaries(JSON.stringify(redact(value, Payment, { pii: 'masked' })), [{ text }]), text).toEqual([]);
    }
  });

  it('full output shows personal data, but no card number in any text', () => {
    for (const [model, name] of models) {
      const value = fill(model, (origin) => (origin === 'code' ? 'tid_1' : ALL));
      const shown = JSON.stringify(redact(value, model, { pii: 'full' }) ?? {});
      expect(findCanaries(shown, cardCanaries), name).toEqual([]);
    }
    const shown = JSON.stringify(redact(fillWith(Payment), Payment, { pii: 'full' }));
    expect(findCanaries(shown).length).toBeGreaterThan(30);
  });
});

it('the audit log keeps no personal text, whatever is used as an id', () => {
  const pseudonyms = createPseudonyms(new Uint8Array(32));
  const accounts = /^(?:110[-.]|3333-|352-|KB|토스|예금주)/;
  for (const { text } of allCanaries.filter((one) => !accounts.test(one.text))) {
    const args = { imp_uid: text, merchant_uid: `order_${text}`, customer_uid: [`${text}_2`] };
    const step = {
      step: 'started',
      call: 'c',
      tool: 'cancel_payment',
      effect: 'write',
      caller: 'a',
      sandbox: false,
    } as const;
    const moves = [{ payment: text, amount: 1, currency: 'KRW' }];
    const record = toAuditRecord(
      { ...step, args, fields: {}, moves, relatedIds: [`customer_uid ${text}`], evidence: `read back ${text}` },
      pseudonyms,
    );
    expect(findCanaries(JSON.stringify(record), [{ text }]), text).toEqual([]);
  }
});

const DIGITS = [...'0123456789'];
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz0123456789.'];
const GIVEN = [
  ...'가강건경고관광구규근기나남다대도동두라란로루리마만면명모무문미민바범별병보봄부빈사산상새서석선설성세소솔수숙순승시신아안애양언여연영예오옥온완용우욱운원월유윤은을의이익인일임자재정제조종주준중지진찬창채천철초춘충치칠태택하학한해향헌혁현형혜호홍화환효후훈휘희흥',
];

/** Fifty buyers with rare names and unrelated numbers. */
const buyers = Array.from({ length: 50 }, (_, index) => ({
  ...{
    imp_uid: `imp_${index}`,
    merchant_uid: `order_${index}`,
    status: 'paid',
    amount: 1_000 + index,
    currency: 'KRW',
  },
  ...{ buyer_name: `${'송황노진표'[index % 5]}${'쾌뢰윰뎐쥰'[Math.floor(index / 5) % 5]}${'훤뵈'[index % 2]}` },
  ...{ buyer_tel: `010-${7_351 + 37 * index}-${1_701 + index}`, buyer_email: `person${index * 7_919}x@example.com` },
  ...{ name: `상품 예약자 010-${7_351 + 37 * index}-${1_701 + index}`, paid_at: NOW - 3_600 * (index + 1) },
  started_at: NOW - 3_600 * (index + 1),
}));

it('a client that probes with a thousand filters recovers nothing that is masked', async () => {
  const call: PortOneReader['call'] = async (_row, args) => {
    const { merchant_uid: order } = Object(args);
    const list = buyers.filter(({ merchant_uid }) => order === undefined || merchant_uid === order);
    return { response: { total: list.length, list } } as never;
  };
  const reader: PortOneReader = { call, getServerTime: () => NOW, getTokenExpiry: async () => NOW };
  const guard = createGuardContext({
    portone: { reader, writer: { send: () => Promise.reject(new Error('no')) }, close: async () => {} },
    store: createMemoryStore(() => NOW),
    now: () => NOW,
    // A patient client: no limit of a minute stops it.
    context: { personalSearchLimit: createPersonalSearchLimit(() => queries * 1_000) },
  });
  let queries = 0;
  let refusals = 0;
  /** Whether the one payment of this order is found by the condition. */
  async function probe(order: number, condition: Record<string, string>, tool = 'search_payments'): Promise<boolean> {
    queries += 1;
    const outcome = await callTool(guard, caller, tool, {
      merchant_uid: `order_${order}`,
      ...condition,
      period: 'last 90 days',
    });
    if (outcome.status === 'failed') refusals += 1;
    const text = outcome.status === 'done' ? JSON.stringify(outcome.result) : '';
    const isFound = text.includes('"rows_here":1') || text.includes('"without":"merchant_uid"');
    return tool === 'search_payments' ? isFound : text !== '' && !text.includes('ticket_differs');
  }
  const recovered: string[] = [];
  for (const [order, { buyer_name, buyer_tel, buyer_email }] of buyers.entries()) {
    if (queries > 1_000) break;
    let digits = buyer_tel.slice(-4);
    for (const digit of DIGITS) if (await probe(order, { buyer_tel: digit + digits })) digits = digit + digits;
    for (const digit of DIGITS) if (await probe(order, { name: `예약자 010-${digit}` })) digits = `name ${digit}`;
    if (digits.length > 4) recovered.push(buyer_tel);
    let mail = 'p';
    for (const letter of LETTERS) if (await probe(order, { buyer_email: mail + letter })) mail += letter;
    // The right value comes after more wrong ones than anybody tries who knows it.
    const addresses = [...LETTERS, ...DIGITS].map((letter, n) => `p${n}${letter}@example.com`);
    for (const address of [...addresses, buyer_email])
      if (await probe(order, { buyer_email: address }, 'investigate_payment')) recovered.push(address);
    if (mail.length > 1) recovered.push(buyer_email);
    for (const syllable of [...GIVEN.slice(0, 40), ...(buyer_name[1] ?? '')])
      if (await probe(order, { buyer_name: `${buyer_name[0]}${syllable}${buyer_name[2]}` })) recovered.push(buyer_name);
  }
  expect(queries).toBeGreaterThan(1_000);
  expect(recovered).toEqual([]);
  expect(refusals).toBeGreaterThan(500);
});

it('the probing client finds a buyer by what a support agent knows', async () => {
  const call = async () => ({ response: { total: buyers.length, list: buyers } }) as never;
  const reader: PortOneReader = { call, getServerTime: () => NOW, getTokenExpiry: async () => NOW };
  const guard = createGuardContext({
    portone: { reader, writer: { send: () => Promise.reject(new Error('no')) }, close: async () => {} },
    store: createMemoryStore(() => NOW),
    now: () => NOW,
  });
  const [{ buyer_name, buyer_tel, buyer_email } = { buyer_name: '', buyer_tel: '', buyer_email: '' }] = buyers;
  for (const condition of [{ buyer_tel: buyer_tel.slice(-4) }, { buyer_tel }, { buyer_email }, { buyer_name }]) {
    const outcome = await callTool(guard, caller, 'search_payments', { ...condition, period: 'last 90 days' });
    expect(JSON.stringify(outcome)).toContain('"imp_uid":"imp_0"');
  }
});

it('injected texts reach the output where nothing masks them', () => {
  const raw = injectText(null, Payment, 'payment', { getText: () => ALL, inAllFields: true });
  expect(findCanaries(JSON.stringify(raw))).toHaveLength(allCanaries.length);
});
