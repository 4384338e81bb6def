import { expect, it, vi } from 'vitest';
import type { Context } from '../../../src/context.ts';
import { PortOneRejected, PortOneUnreachable } from '../../../src/portone/errors.ts';
import { createRecentPayments } from '../../../src/resources/list-recent-payments.ts';

type Behavior = (args: { page: number }) => Promise<unknown>;

const respondPage: Behavior = async ({ page }) => ({
  response: { next: page + 1, list: [{ imp_uid: `imp_${page}`, amount: 1_000, started_at: 1_795_000_000 }] },
});
const hang: Behavior = () => new Promise(() => {});

function createList(behavior: Behavior) {
  const shop = { behavior, time: 0, calls: 0 };
  const call = (_row: unknown, args: { page: number }) => {
    shop.calls += 1;
    return shop.behavior(args);
  };
  const context = {
    portone: async () => ({ call }),
    now: () => 1_795_000_000,
    getMonotonicMs: () => shop.time,
    lang: 'en',
  } as unknown as Context;
  const recent = createRecentPayments(context);
  return { shop, list: (cursor?: string, admit = async () => {}) => recent.list(cursor, admit) };
}

const NOT_COMPLETE = {
  name: 'Recent payments: this list is not complete',
  description: expect.stringContaining('later'),
};

const getUris = ({ listed }: { listed: { uri: string }[] }) => listed.map(({ uri }) => uri);

it('the list of recent payments has three pages at most', async () => {
  const { list, shop } = createList(respondPage);
  const uris: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(cursor);
    uris.push(...getUris(page));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  expect(uris).toEqual([1, 2, 3].map((page) => `portone://payments/imp_${page}`));
  expect(shop.calls).toBe(3);
});

it('the first page is left out if PortOne does not deliver it within half a second', async () => {
  vi.useFakeTimers();
  try {
    const page = createList(hang).list();
    await vi.advanceTimersByTimeAsync(500);
    expect(await Promise.race([page, 'still waiting'])).toEqual({ listed: [] });
  } finally {
    vi.useRealTimers();
  }
});

it('a further page that is late is asked for again, and arrives with the request that was already sent', async () => {
  const { list, shop } = createList(respondPage);
  const { nextCursor } = await list();
  let deliver = () => {};
  shop.behavior = (args) => new Promise((resolve) => (deliver = () => resolve(respondPage(args))));
  const late = await list(nextCursor);
  expect(late.listed).toEqual([]);
  deliver();
  expect(getUris(await list(late.nextCursor))).toEqual(['portone://payments/imp_2']);
  expect(shop.calls).toBe(2);
});

it('a further page that stays away ends the list with an entry that says that it is not complete', async () => {
  const { list, shop } = createList(respondPage);
  let { nextCursor } = await list();
  shop.behavior = hang;
  for (let attempt = 1; attempt <= 2; attempt++) ({ nextCursor } = await list(nextCursor));
  expect(await list(nextCursor)).toEqual({ listed: [expect.objectContaining(NOT_COMPLETE)] });
  expect(shop.calls).toBe(2);
});

it.each([
  ['PortOne fails', new PortOneUnreachable({ detail: 'down' }), async () => {}],
  ['the caller is over its rate limit', undefined, () => Promise.reject(new Error('over the limit'))],
])('a further page that cannot be read because %s is an entry that says so, not an error', async (_, error, admit) => {
  const { list, shop } = createList(respondPage);
  const { nextCursor } = await list();
  if (error) shop.behavior = () => Promise.reject(error);
  expect(await list(nextCursor, admit)).toEqual({ listed: [expect.objectContaining(NOT_COMPLETE)] });
});

it.each([
  ['PortOne is unreachable', new PortOneUnreachable({ detail: 'down' })],
  ['PortOne rejects the key', new PortOneRejected({ httpStatus: 401 })],
  ['the response cannot be read', new TypeError('not a list')],
])('the list of recent payments is empty, not an error, when %s', async (_, error) => {
  const { list } = createList(() => Promise.reject(error));
  expect(await list()).toEqual({ listed: [] });
});

it('a caller over its rate limit gets no recent payments and sends PortOne nothing', async () => {
  const { list, shop } = createList(respondPage);
  expect(await list(undefined, () => Promise.reject(new Error('over the limit')))).toEqual({ listed: [] });
  expect(shop.calls).toBe(0);
});

it('the first page of the last minute stands in while PortOne does not answer', async () => {
  const { list, shop } = createList(respondPage);
  const first = await list();
  shop.behavior = hang;
  shop.time = 59_000;
  expect(await list()).toEqual(first);
  shop.time = 61_000;
  expect(await list()).toEqual({ listed: [] });
});

it('clients that connect at the same time share one request', async () => {
  const { list, shop } = createList(respondPage);
  await Promise.all([list(), list(), list()]);
  expect(shop.calls).toBe(1);
});
