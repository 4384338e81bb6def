import { describe, expect, it } from 'vitest';
import { type Language, languages } from '../../src/base/bilingual.ts';
import { countColumns } from '../../src/base/columns.ts';
import type { Operation } from '../../src/guard/confirmation/operation.ts';
import {
  composeHeadline,
  composeQuestion,
  type QuestionContent,
} from '../../src/guard/confirmation/question/compose-question.ts';
import { MAX_HEADLINE_COLUMNS } from '../../src/guard/confirmation/question/lead.ts';
import { MAX_LEAD_COLUMNS } from '../../src/guard/confirmation/question/lead-line.ts';
import { maskName } from '../../src/guard/confirmation/question/quotation.ts';
import { renderQuestion } from '../../src/guard/confirmation/question/render-text.ts';
import { isIrreversible } from '../../src/guard/confirmation/question/warning.ts';
import { getMoneyMovements } from '../../src/guard/impact/money-movements.ts';
import type { Snapshot } from '../../src/guard/snapshot/snapshot.ts';
import { tools } from '../../src/tools/index.ts';
import { requiredSecretArguments } from '../../src/tools/schema/secret-arguments.ts';
import type { Tool } from '../../src/tools/tool.ts';
import { buildFullSnapshot, pickPreviewed } from '../support/full-snapshot.ts';
import { buildSampleArguments } from '../support/sample-arguments.ts';

const confirmedTools = tools.filter(({ confirm, fields }) => confirm || requiredSecretArguments(fields).length > 0);
const cases = confirmedTools.flatMap((tool) => languages.map((lang) => [tool.name, lang, tool] as const));

const LONG_NAME = '한정판 무선 블루투스 이어폰 노이즈 캔슬링 실버 색상 외 12건 '.repeat(8).trim();
const LONG_ID = 'order-2026-11-30-very-long-prefix-'.repeat(6);

/** Replaces texts by key, at any depth. */
function replaceTexts(value: unknown, texts: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((item) => replaceTexts(item, texts));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      typeof item === 'string' && Object.hasOwn(texts, key) ? texts[key] : replaceTexts(item, texts),
    ]),
  );
}

const IDS = ['imp_uid', 'merchant_uid', 'customer_uid', 'product_order_id', 'member_id', 'benepia_user', 'btid'];
const longNames = {
  ...Object.fromEntries(
    [
      'name',
      'product_name',
      'buyer_name',
      'company_name',
      'channel_name',
      'reason',
      'memo',
      'card_name',
      'invoice',
      'tracking_number',
      'refund_holder',
      'refund_account',
      'company',
    ].map((key) => [key, LONG_NAME]),
  ),
};
const nameIds = (suffix: string) => ({
  ...Object.fromEntries(IDS.map((key) => [key, `${key.slice(0, 3)}_${suffix}`])),
  currency: 'KRW',
});
/** The ids that PortOne gives are never long. */
const longIds = (suffix: string) => ({
  ...nameIds(suffix),
  ...Object.fromEntries(
    ['merchant_uid', 'customer_uid', 'member_id'].map((key) => [key, `${LONG_ID}${suffix}${LONG_ID}`]),
  ),
});

/** The question about an operation with all its arguments, and all records that it reads. */
function buildView(tool: Tool, lang: Language, texts: Readonly<Record<string, string>>) {
  const { detail: _detail, ...fields } = tool.delegatesTo?.endpoint.fields ?? tool.fields;
  const full = replaceTexts(buildFullSnapshot('html5_inicis'), texts) as Snapshot;
  const snapshot = pickPreviewed(full, tool.previews);
  const sample = buildSampleArguments({ fields });
  // Items are named, not all.
  const { all: _all, product_order_id: _items, ...args } = sample;
  const typed = replaceTexts({ ...args, ...listedOrders(args, texts) }, texts) as Record<string, unknown>;
  const content = buildContent(tool, typed, snapshot);
  return { content, view: composeQuestion(content, { lang, sandbox: false, advice: [] }) };
}

function buildContent(tool: Tool, args: Record<string, unknown>, snapshot: Snapshot): QuestionContent {
  const { detail: _detail, ...fields } = tool.delegatesTo?.endpoint.fields ?? tool.fields;
  const [move] = getMoneyMovements({ ...(tool.money ? { money: tool.money } : {}), args, snapshot });
  const amount =
    move?.amount === undefined
      ? undefined
      : { label: { en: 'Amount', ko: '금액' }, text: `₩${move.amount.toLocaleString('en')}` };
  return { operation: { ...tool, fields } as Operation, args, snapshot, amount, refundLines: [] };
}

/** Order numbers of schedules are a list of texts, which have no key. */
const listedOrders = (args: Record<string, unknown>, texts: Readonly<Record<string, string>>) =>
  Array.isArray(args.merchant_uid) && texts.merchant_uid ? { merchant_uid: [texts.merchant_uid] } : {};

const buildLeadText = (tool: Tool, lang: Language, texts: Readonly<Record<string, string>>): string =>
  buildView(tool, lang, texts).view.lead.join('\n');

describe('the first three lines of a question', () => {
  it.each(cases)('the lines of %s in %s fit the width of a terminal, also with long names', (_, lang, tool) => {
    for (const texts of [nameIds('a'), { ...longNames, ...nameIds('a') }, { ...longNames, ...longIds('a') }]) {
      const { view } = buildView(tool, lang, texts);
      const lines = renderQuestion(view, lang).split('\n').slice(0, 3);
      expect(lines).toEqual(view.lead);
      for (const line of lines) {
        expect(line).not.toBe('');
        expect(countColumns(line), line).toBeLessThanOrEqual(MAX_LEAD_COLUMNS);
      }
    }
  });

  it.each(cases)('the lines of %s in %s say what is done and whether it can be undone', (_, lang, tool) => {
    const text = buildLeadText(tool, lang, { ...longNames, ...longIds('a') });
    expect(text.startsWith(tool.title[lang])).toBe(true);
    const CANNOT_BE_UNDONE = { en: /cannot be undone/i, ko: /되돌릴 수 없/ };
    if (isIrreversible(tool)) expect(text).toMatch(CANNOT_BE_UNDONE[lang]);
    else expect(text).not.toMatch(CANNOT_BE_UNDONE[lang]);
  });

  it.each(cases)('the lines of %s in %s say whether it is live', (_, lang, tool) => {
    const [, state] = buildView(tool, lang, { ...longNames, ...longIds('a') }).view.lead;
    expect(state).toMatch(lang === 'en' ? /^(?:live|possibly live)\b/ : /^(?:실결제|실결제일 수 있음)(?: |$)/);
  });

  it.each(cases.filter(([, , { money }]) => money))('the lines of %s in %s state the amount', (_, lang, tool) => {
    const { view } = buildView(tool, lang, { ...longNames, ...longIds('a') });
    expect(view.lead[0]).toMatch(/₩[\d,]+/);
  });

  it.each(cases)('the lines of %s in %s differ for two objects whose ids differ in one letter', (_, lang, tool) => {
    for (const withId of [nameIds, longIds]) {
      const one = buildLeadText(tool, lang, { ...longNames, ...withId('a') });
      const other = buildLeadText(tool, lang, { ...longNames, ...withId('b') });
      expect(one).not.toBe(other);
    }
  });

  it.each(cases)(
    'the lines of %s in %s name the person, if there is one, with ids of ordinary length',
    (_, lang, tool) => {
      const customer = { customer_uid: 'customer_sample_0001', name: '프리미엄 멤버십 연간 이용권' };
      for (const merchant_uid of ['ORD-20261130-0001234', '3f2b8c1e-77aa-4b0e-9f10-2a6d6f1e9c11']) {
        const { content, view } = buildView(tool, lang, { ...nameIds('982267530168'), ...customer, merchant_uid });
        const { payment, schedule, billing_key } = content.snapshot;
        const known = [payment?.buyer_name, schedule?.buyer_name, billing_key?.customer_name].find(Boolean);
        const person = known ? maskName(known) : content.args.buyer_name;
        const lead = view.lead.join('\n');
        if (person) expect(lead).toContain(person);
        if (tool.money === 'charge_now') expect(lead).toContain(customer.name);
        // A checksum stands only for an id that fits into no line whole.
        const shortened = [merchant_uid, customer.customer_uid].filter((id) => !lead.includes(id));
        if (!lead.includes('#')) continue;
        for (const id of shortened) expect(countColumns(`${view.lead[1]} · "${id}"`)).toBeGreaterThan(MAX_LEAD_COLUMNS);
      }
    },
  );

  it.each(cases)('the question of %s in %s has the whole of each name that its lines shorten', (_, lang, tool) => {
    const { view } = buildView(tool, lang, { ...longNames, ...longIds('a') });
    const rest = renderQuestion(view, lang).split('\n').slice(3).join('\n');
    if (view.lead.join('').includes('한정판')) expect(rest).toContain(LONG_NAME.slice(0, 100));
  });
});

describe('the question about a list of records', () => {
  const rows = [0, 1, 2].map((index) => ({
    merchant_uid: `order_row_${index}`,
    product_order_id: `2026112300${index}`,
    company_name: `Shop ${index}`,
    business_registration_number: `123456789${index}`,
    schedule_at: 1_795_219_200 + index,
    amount: 9_900,
    currency: 'KRW',
    schedule_status: 'scheduled',
  }));
  /** The arguments that are lists of records or of their ids, and where a record has its id. */
  const lists = {
    schedules: { value: rows, id: 'merchant_uid', sum: '₩29,700' },
    data: { value: rows.map(({ merchant_uid: _, ...row }) => row), id: 'company_name', sum: '₩29,700' },
    merchant_uid: { value: rows.map((row) => row.merchant_uid), id: 'merchant_uid', sum: '₩29,700' },
    product_order_id: { value: rows.map((row) => row.product_order_id), id: 'product_order_id', sum: '₩39,000' },
  } as const;
  type ListName = keyof typeof lists;
  const isListOf = ({ delegatesTo, fields }: Tool, name: ListName) => {
    const schema = (delegatesTo?.endpoint.fields ?? fields)[name];
    return schema !== undefined && Array.isArray(buildSampleArguments({ fields: { [name]: schema } })[name]);
  };
  const listCases = cases.flatMap(([name, lang, tool]) =>
    (Object.keys(lists) as ListName[])
      .filter((list) => isListOf(tool, list))
      .map((list) => [name, lang, tool, list] as const),
  );
  const buildListView = (tool: Tool, lang: Language, args: Record<string, unknown>, schedules: typeof rows) => {
    const snapshot = pickPreviewed({ ...buildFullSnapshot('naverco'), schedules }, tool.previews);
    const content = buildContent(tool, { imp_uid: 'imp_1', ...args }, snapshot);
    return composeQuestion(content, { lang, sandbox: false, advice: [] });
  };

  it('covers schedules, sub-merchants, orders and items', () => {
    expect(new Set(listCases.map(([, , , list]) => list))).toEqual(new Set(Object.keys(lists)));
  });

  it.each(listCases)(
    'the lines of %s in %s state count, sum and first id, and the whole question has every id',
    (_, lang, tool, list) => {
      const { value, id, sum } = lists[list];
      const ids = rows.map((row) => row[id]);
      const view = buildListView(tool, lang, { [list]: value }, rows);
      expect(view.lead[0]).toContain(lang === 'ko' ? '3건' : ': 3');
      expect(view.lead.join('\n')).toContain(sum);
      expect(view.lead.join('\n')).toContain(ids[0]);
      const text = renderQuestion(view, lang);
      for (const one of ids) expect(text).toContain(one);
    },
  );

  it.each(listCases.filter(([, , , list]) => typeof lists[list].value[0] === 'string'))(
    'the lines of %s in %s count the named records that PortOne does not show',
    (_, lang, tool, list) => {
      const view = buildListView(tool, lang, { [list]: ['unknown_1', 'unknown_2'] }, []);
      expect(view.lead[0]).toContain(lang === 'ko' ? '2건' : ': 2');
      expect(view.lead.join('\n')).toContain('unknown_1');
      const tableRows = view.table?.rows.map((cells) => cells.join(' '));
      expect(tableRows).toEqual([expect.stringContaining('unknown_1'), expect.stringContaining('unknown_2')]);
    },
  );
});

it('a short product name is whole in the first line while longer ids are shortened', () => {
  const refund = tools.find(({ name }) => name === 'refund_payment');
  if (!refund) throw new Error('refund_payment is missing');
  const [line] = buildView(refund, 'ko', { merchant_uid: `${LONG_ID}a`, name: '이어폰' }).view.lead;
  expect(line).toContain('"이어폰"');
  expect(line).toContain('…');
});

describe('the one line beside a link', () => {
  it.each(cases)('the line of %s in %s says what is done, live or test, and in which shop', (_, lang, tool) => {
    for (const texts of [nameIds('a'), { ...longNames, ...longIds('a') }]) {
      const { content } = buildView(tool, lang, texts);
      const line = composeHeadline(content, { lang, sandbox: false, shop: '동네 서점' });
      expect(line.startsWith(tool.title[lang])).toBe(true);
      expect(line).toMatch(lang === 'en' ? /· (?:possibly )?live\b/ : /· 실결제/);
      expect(line).toMatch(/"동네/);
      expect(countColumns(line), line).toBeLessThanOrEqual(MAX_HEADLINE_COLUMNS);
      expect(line).not.toContain('송민우');
    }
  });
});

it('two refunds of the same order with different payments or amounts have different first lines', () => {
  const refund = tools.find(({ name }) => name === 'refund_payment');
  if (!refund) throw new Error('refund_payment is missing');
  const one = buildLeadText(refund, 'ko', { imp_uid: 'imp_100000000001' });
  const other = buildLeadText(refund, 'ko', { imp_uid: 'imp_100000000002' });
  expect(one).not.toBe(other);
});
