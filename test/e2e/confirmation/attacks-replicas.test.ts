import { Redis } from 'ioredis';
import { describe, it } from 'vitest';
import { type Visitor, visit } from '../../support/approval-page.ts';
import { type Attack, type Game, PIN, pageOf, playAttacks, questionOf } from '../../support/attack-runner.ts';
import { type Round, yes } from '../../support/raw-client.ts';
import { hasRedis } from '../../support/redis.ts';

const preloaded = { inputResponses: { confirm: yes } };
const no = { inputResponses: { confirm: { action: 'decline' } } };
const approve = { decision: 'approve' };
const forms = ['fleet1', 'fleet2', 'fleet3'] as const;
const pages = ['fleetPage1', 'fleetPage2', 'fleetPage3'] as const;

const howMany = (rounds: Round[]): Round => ({ kind: `${rounds.filter(({ kind }) => kind === 'done').length} done` });

/** The same page, as each of two servers shows it. */
async function twice({ client, refund }: Game): Promise<[Visitor, Visitor]> {
  const [one, two] = await Promise.all(
    (['fleetPage1', 'fleetPage2'] as const).map(async (name) =>
      visit(pageOf(await (await client(name)).call('cancel_payment', refund))),
    ),
  );
  return [one as Visitor, two as Visitor];
}

/** All servers are called at once, several times each. */
async function everywhere({ client }: Game, args: Record<string, unknown>): Promise<Round[]> {
  const clients = await Promise.all([...pages, ...pages, ...pages].map((name) => client(name)));
  return Promise.all(clients.map((each) => each.call('cancel_payment', args)));
}

/** What is left of an attack must not help the next one. */
async function cleared(game: Game): Promise<void> {
  const round = await (await game.client('fleetPage1')).call('cancel_payment', game.refund);
  if (round.kind !== 'approval_required') return;
  await (await visit(pageOf(round))).post({ decision: 'deny' });
  await (await game.client('fleetPage1')).call('cancel_payment', game.refund);
}

const attacks: readonly Attack[] = [
  {
    name: 'a yes is used again on the server beside it',
    only: '2026-07-28',
    async attack({ client, refund }) {
      const question = await questionOf((await client('fleet1')).call('cancel_payment', refund));
      await question.answer(yes);
      const again = { ...preloaded, requestState: question.state };
      return (await client('fleet2')).call('cancel_payment', refund, again);
    },
    ends: 'not_confirmed',
    changes: 1,
  },
  {
    name: 'a yes reaches three servers twenty times at the same moment',
    only: '2026-07-28',
    async attack({ client, refund }) {
      const clients = await Promise.all(forms.map((name) => client(name)));
      const { state } = await questionOf((await client('fleet1')).call('cancel_payment', refund));
      const calls = Array.from({ length: 20 }, (_, n) =>
        clients[n % 3]?.call('cancel_payment', refund, { ...preloaded, requestState: state }),
      );
      return howMany((await Promise.all(calls)).filter((round) => round !== undefined));
    },
    ends: '1 done',
    changes: 1,
  },
  {
    name: 'a yes is used for another amount on the server beside it',
    only: '2026-07-28',
    async attack({ client, refund }) {
      const { state } = await questionOf((await client('fleet1')).call('cancel_payment', refund));
      const other = { ...refund, amount: 2000 };
      return (await client('fleet2')).call('cancel_payment', other, { ...preloaded, requestState: state });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'after a no on one server, a yes on another',
    only: '2026-07-28',
    async attack({ client, refund }) {
      const { state } = await questionOf((await client('fleet1')).call('cancel_payment', refund));
      await (await client('fleet2')).call('cancel_payment', refund, { ...no, requestState: state });
      return (await client('fleet3')).call('cancel_payment', refund, { ...preloaded, requestState: state });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'a yes comes from a server of the same store with another key',
    only: '2026-07-28',
    async attack({ client, refund }) {
      const { state } = await questionOf((await client('fleetStranger')).call('cancel_payment', refund));
      return (await client('fleet1')).call('cancel_payment', refund, { ...preloaded, requestState: state });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'three servers are given a yes of their own to the same at the same moment',
    only: '2026-07-28',
    async attack({ client, refund }) {
      const clients = await Promise.all(forms.map((name) => client(name)));
      const questions = await Promise.all(clients.map((each) => questionOf(each.call('cancel_payment', refund))));
      return howMany(await Promise.all(questions.map((question) => question.answer(yes))));
    },
    ends: '1 done',
    changes: 1,
  },
  {
    name: 'a page is approved on two servers at the same moment',
    async attack(game) {
      const [one, two] = await twice(game);
      const posts = Array.from({ length: 10 }, (_, n) => (n % 2 ? one : two).post(approve));
      const statuses = (await Promise.all(posts)).map(({ status }) => status);
      if (statuses.filter((status) => status === 303).length !== 1) throw new Error(`posts ended ${statuses}`);
      const ended = howMany(await everywhere(game, game.refund));
      await cleared(game);
      return ended;
    },
    ends: '1 done',
    changes: 1,
  },
  {
    name: 'a page is denied on one server and approved on another',
    async attack(game) {
      const [one, two] = await twice(game);
      await one.post({ decision: 'deny' });
      if ((await two.post(approve)).status !== 409) throw new Error('a second decision was taken');
      const rounds = await everywhere(game, game.refund);
      await cleared(game);
      return howMany(rounds);
    },
    ends: '0 done',
  },
  {
    name: 'what was approved is called with other arguments on another server',
    async attack(game) {
      // Of amounts that no other attack asks for: what stays approved helps none of them.
      const first = game.era === '2025-11-25' ? 1501 : 1601;
      const [approved, other] = [first, first + 1].map((amount) => ({ ...game.refund, amount }));
      const page = await visit(pageOf(await (await game.client('fleetPage1')).call('cancel_payment', approved ?? {})));
      if ((await page.post(approve)).status !== 303) throw new Error('the page was not approved');
      return howMany(await everywhere(game, other ?? {}));
    },
    ends: '0 done',
  },
  {
    name: 'the form of a page on one server is posted to another page on the next',
    async attack(game) {
      const { client, refund, otherRefund } = game;
      const one = await visit(pageOf(await (await client('fleetPage1')).call('cancel_payment', refund)));
      const other = await visit(pageOf(await (await client('fleetPage2')).call('cancel_payment', otherRefund)));
      const { status } = await other.post({ ...approve, token: one.token }, { cookie: one.cookie });
      if (status !== 403) throw new Error(`the page answered ${status}`);
      return (await client('fleetPage3')).call('cancel_payment', otherRefund);
    },
    ends: 'approval_required',
  },
  {
    name: 'the PIN is guessed on two servers in turn',
    async attack({ client, refund, otherRefund }) {
      const [a, b] = [await client('fleetPin1'), await client('fleetPin2')];
      const one = await visit(pageOf(await a.call('cancel_payment', refund)));
      const other = await visit(pageOf(await b.call('cancel_payment', otherRefund)));
      const guesses = Array.from({ length: 20 }, (_, n) => (n % 2 ? one : other).post({ ...approve, pin: `${n}` }));
      const statuses = (await Promise.all(guesses)).map(({ status }) => status);
      if (statuses.filter((status) => status === 403).length !== 4) throw new Error(`guesses ended ${statuses}`);
      for (const page of [one, other])
        if ((await page.post({ ...approve, pin: PIN })).status !== 429) throw new Error('the PIN was still taken');
      return b.call('cancel_payment', otherRefund);
    },
    only: '2025-11-25',
    ends: 'rate_limited',
  },
  {
    name: 'the book of pages is written by somebody who has the store but not the key',
    async attack(game) {
      await twice(game);
      const redis = new Redis(await game.store());
      try {
        const [book = '', pin = ''] = await Promise.all(
          ['*:approval:book', '*:approval:pin'].map(async (name) => (await redis.keys(name))[0] ?? ''),
        );
        for (const forged of ['', '[]', JSON.stringify([{ mark: 'approved' }]), (await redis.get(pin)) ?? 'e30']) {
          await redis.set(book, forged);
          const { kind } = howMany(await everywhere(game, game.refund));
          if (kind !== '0 done') throw new Error(`${kind} with ${forged}`);
        }
        await cleared(game);
        return { kind: 'nothing done' };
      } finally {
        redis.disconnect();
      }
    },
    ends: 'nothing done',
  },
];

if (hasRedis) playAttacks({ 'on servers that share a store': attacks });
else describe.skip('on servers that share a store', () => it('needs redis-server', () => undefined));
