import { Redis } from 'ioredis';
import { describe, it } from 'vitest';
import { openApprovalPage, type PageVisitor } from '../../support/approval-page.ts';
import {
  type Attack,
  type AttackTarget,
  expectQuestion,
  getApprovalUrl,
  PIN,
  runAttacks,
} from '../../support/attack-runner.ts';
import { acceptConfirmation, type RawResult } from '../../support/raw-client.ts';
import { hasRedis } from '../../support/redis.ts';

const preloaded = { inputResponses: { confirm: acceptConfirmation } };
const no = { inputResponses: { confirm: { action: 'decline' } } };
const approve = { decision: 'approve' };
const forms = ['fleet1', 'fleet2', 'fleet3'] as const;
const pages = ['fleetPage1', 'fleetPage2', 'fleetPage3'] as const;

const countDone = (results: RawResult[]): RawResult => ({
  kind: `${results.filter(({ kind }) => kind === 'done').length} done`,
});

/** The same page on each of two servers. */
async function openPageTwice({ getClient, refund }: AttackTarget): Promise<[PageVisitor, PageVisitor]> {
  const [one, two] = await Promise.all(
    (['fleetPage1', 'fleetPage2'] as const).map(async (name) =>
      openApprovalPage(getApprovalUrl(await (await getClient(name)).call('cancel_payment', refund))),
    ),
  );
  return [one as PageVisitor, two as PageVisitor];
}

/** Calls all servers concurrently, several times each. */
async function callEverywhere({ getClient }: AttackTarget, args: Record<string, unknown>): Promise<RawResult[]> {
  const clients = await Promise.all([...pages, ...pages, ...pages].map((name) => getClient(name)));
  return Promise.all(clients.map((each) => each.call('cancel_payment', args)));
}

/** An attack must leave nothing that helps the next one. */
async function denyOpenPages(target: AttackTarget): Promise<void> {
  const result = await (await target.getClient('fleetPage1')).call('cancel_payment', target.refund);
  if (result.kind !== 'approval_required') return;
  await (await openApprovalPage(getApprovalUrl(result))).post({ decision: 'deny' });
  await (await target.getClient('fleetPage1')).call('cancel_payment', target.refund);
}

const attacks: readonly Attack[] = [
  {
    name: 'an approval is replayed on another server',
    onlyRevision: '2026-07-28',
    async attack({ getClient, refund }) {
      const question = await expectQuestion((await getClient('fleet1')).call('cancel_payment', refund));
      await question.answer(acceptConfirmation);
      const again = { ...preloaded, requestState: question.state };
      return (await getClient('fleet2')).call('cancel_payment', refund, again);
    },
    ends: 'not_confirmed',
    expectedChanges: 1,
  },
  {
    name: 'an approval reaches three servers twenty times concurrently',
    onlyRevision: '2026-07-28',
    async attack({ getClient, refund }) {
      const clients = await Promise.all(forms.map((name) => getClient(name)));
      const { state } = await expectQuestion((await getClient('fleet1')).call('cancel_payment', refund));
      const calls = Array.from({ length: 20 }, (_, n) =>
        clients[n % 3]?.call('cancel_payment', refund, { ...preloaded, requestState: state }),
      );
      return countDone((await Promise.all(calls)).filter((result) => result !== undefined));
    },
    ends: '1 done',
    expectedChanges: 1,
  },
  {
    name: 'an approval is used for another amount on another server',
    onlyRevision: '2026-07-28',
    async attack({ getClient, refund }) {
      const { state } = await expectQuestion((await getClient('fleet1')).call('cancel_payment', refund));
      const other = { ...refund, amount: 2000 };
      return (await getClient('fleet2')).call('cancel_payment', other, { ...preloaded, requestState: state });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'an approval on one server follows a decline on another',
    onlyRevision: '2026-07-28',
    async attack({ getClient, refund }) {
      const { state } = await expectQuestion((await getClient('fleet1')).call('cancel_payment', refund));
      await (await getClient('fleet2')).call('cancel_payment', refund, { ...no, requestState: state });
      return (await getClient('fleet3')).call('cancel_payment', refund, { ...preloaded, requestState: state });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'an approval comes from a server with another key on the same store',
    onlyRevision: '2026-07-28',
    async attack({ getClient, refund }) {
      const { state } = await expectQuestion((await getClient('fleetStranger')).call('cancel_payment', refund));
      return (await getClient('fleet1')).call('cancel_payment', refund, { ...preloaded, requestState: state });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'three servers concurrently get an approval each for the same refund',
    onlyRevision: '2026-07-28',
    async attack({ getClient, refund }) {
      const clients = await Promise.all(forms.map((name) => getClient(name)));
      const questions = await Promise.all(clients.map((each) => expectQuestion(each.call('cancel_payment', refund))));
      return countDone(await Promise.all(questions.map((question) => question.answer(acceptConfirmation))));
    },
    ends: '1 done',
    expectedChanges: 1,
  },
  {
    name: 'a page is approved on two servers concurrently',
    async attack(target) {
      const [one, two] = await openPageTwice(target);
      const posts = Array.from({ length: 10 }, (_, n) => (n % 2 ? one : two).post(approve));
      const statuses = (await Promise.all(posts)).map(({ status }) => status);
      if (statuses.filter((status) => status === 303).length !== 1) throw new Error(`posts ended ${statuses}`);
      const ended = countDone(await callEverywhere(target, target.refund));
      await denyOpenPages(target);
      return ended;
    },
    ends: '1 done',
    expectedChanges: 1,
  },
  {
    name: 'a page is denied on one server and approved on another',
    async attack(target) {
      const [one, two] = await openPageTwice(target);
      await one.post({ decision: 'deny' });
      if ((await two.post(approve)).status !== 409) throw new Error('a second decision was taken');
      const results = await callEverywhere(target, target.refund);
      await denyOpenPages(target);
      return countDone(results);
    },
    ends: '0 done',
  },
  {
    name: 'an approval is used with other arguments on another server',
    async attack(target) {
      // Amounts that no other attack uses: a remaining approval helps none of them.
      const first = target.revision === '2025-11-25' ? 1501 : 1601;
      const [approved, other] = [first, first + 1].map((amount) => ({ ...target.refund, amount }));
      const page = await openApprovalPage(
        getApprovalUrl(await (await target.getClient('fleetPage1')).call('cancel_payment', approved ?? {})),
      );
      if ((await page.post(approve)).status !== 303) throw new Error('the page was not approved');
      return countDone(await callEverywhere(target, other ?? {}));
    },
    ends: '0 done',
  },
  {
    name: 'the form of a page on one server is posted to another page on the next',
    async attack(target) {
      const { getClient, refund, otherRefund } = target;
      const one = await openApprovalPage(
        getApprovalUrl(await (await getClient('fleetPage1')).call('cancel_payment', refund)),
      );
      const other = await openApprovalPage(
        getApprovalUrl(await (await getClient('fleetPage2')).call('cancel_payment', otherRefund)),
      );
      const { status } = await other.post({ ...approve, token: one.token }, { cookie: one.cookie });
      if (status !== 403) throw new Error(`the page answered ${status}`);
      return (await getClient('fleetPage3')).call('cancel_payment', otherRefund);
    },
    ends: 'approval_required',
  },
  {
    name: 'the PIN is guessed on two servers in turn',
    async attack({ getClient, refund, otherRefund }) {
      const [a, b] = [await getClient('fleetPin1'), await getClient('fleetPin2')];
      const one = await openApprovalPage(getApprovalUrl(await a.call('cancel_payment', refund)));
      const other = await openApprovalPage(getApprovalUrl(await b.call('cancel_payment', otherRefund)));
      const guesses = Array.from({ length: 20 }, (_, n) => (n % 2 ? one : other).post({ ...approve, pin: `${n}` }));
      const statuses = (await Promise.all(guesses)).map(({ status }) => status);
      if (statuses.filter((status) => status === 403).length !== 4) throw new Error(`guesses ended ${statuses}`);
      for (const page of [one, other])
        if ((await page.post({ ...approve, pin: PIN })).status !== 429) throw new Error('the PIN was still taken');
      return b.call('cancel_payment', otherRefund);
    },
    onlyRevision: '2025-11-25',
    ends: 'rate_limited',
  },
  {
    name: 'the stored pages are forged with access to the store but not the key',
    async attack(target) {
      await openPageTwice(target);
      const redis = new Redis(await target.getStoreUrl());
      try {
        const [book = '', pin = ''] = await Promise.all(
          ['*:approval:pages', '*:approval:pin'].map(async (name) => (await redis.keys(name))[0] ?? ''),
        );
        for (const forged of ['', '[]', JSON.stringify([{ mark: 'approved' }]), (await redis.get(pin)) ?? 'e30']) {
          await redis.set(book, forged);
          const { kind } = countDone(await callEverywhere(target, target.refund));
          if (kind !== '0 done') throw new Error(`${kind} with ${forged}`);
        }
        await denyOpenPages(target);
        return { kind: 'nothing done' };
      } finally {
        redis.disconnect();
      }
    },
    ends: 'nothing done',
  },
];

if (hasRedis) runAttacks({ 'attacks on servers that share a store': attacks });
else describe.skip('attacks on servers that share a store', () => it('the attacks need redis-server', () => undefined));
