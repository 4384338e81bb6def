import { type Attack, playAttacks, questionOf } from '../../support/attack-runner.ts';
import { type Round, yes } from '../../support/raw-client.ts';

const preloaded = { inputResponses: { confirm: yes } };
const flipped = (text: string, at: number) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);

/** The state of a question comes back with a yes, but not as it was given out. */
const bends = (name: string, bend: (state: string) => string, ends = 'not_confirmed'): Attack => ({
  name: `the state is ${name}`,
  only: '2026-07-28',
  async attack({ client, refund }) {
    const question = await questionOf((await client('form')).call('cancel_payment', refund));
    return question.answer(yes, { requestState: bend(question.state) });
  },
  ends,
});

/** A good state and a yes, for another call. */
const borrows = (name: string, tool: string, change: (args: Record<string, unknown>) => object): Attack => ({
  name: `the yes is used for ${name}`,
  only: '2026-07-28',
  async attack({ client, refund }) {
    const form = await client('form');
    const { state } = await questionOf(form.call('cancel_payment', refund));
    return form.call(tool, { ...refund, ...change(refund) }, { ...preloaded, requestState: state });
  },
  ends: 'not_confirmed',
});

/** The best of many answers, so that one success would show. */
const bestOf = (rounds: Round[]): Round =>
  rounds.find(({ kind }) => kind !== 'not_confirmed') ?? { kind: 'all refused' };

const attacks: Attack[] = [
  {
    name: 'the state comes from a process with another key',
    only: '2026-07-28',
    async attack({ client, refund }) {
      const { state } = await questionOf((await client('sharing')).call('cancel_payment', refund));
      return (await client('form')).call('cancel_payment', refund, { ...preloaded, requestState: state });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'a yes is used again in the process beside it, which signs with the same key but remembers by itself',
    only: '2026-07-28',
    async attack({ client, refund }) {
      const question = await questionOf((await client('sharing')).call('cancel_payment', refund));
      const there = { ...preloaded, requestState: question.state };
      await question.answer(yes);
      return (await client('sharingToo')).call('cancel_payment', refund, there);
    },
    // It does not know what the other has used, so nothing of the other counts there.
    ends: 'not_confirmed',
    changes: 1,
  },
  {
    name: 'a yes reaches two processes with one key at the same moment',
    only: '2026-07-28',
    async attack({ client, refund }) {
      const [one, two] = [await client('sharing'), await client('sharingToo')];
      const { state } = await questionOf(one.call('cancel_payment', refund));
      const both = [one, two].map((each) => each.call('cancel_payment', refund, { ...preloaded, requestState: state }));
      const rounds = await Promise.all(both);
      return { kind: rounds.filter(({ kind }) => kind === 'done').length === 1 ? 'one of two' : 'both' };
    },
    ends: 'one of two',
    changes: 1,
  },
  bends('cut short', (state) => state.slice(0, -1)),
  bends('cut down to its body', (state) => state.split('.')[0] ?? ''),
  bends('appended to', (state) => `${state}A`),
  bends('given a third part', (state) => `${state}.e30`),
  bends('padded', (state) => `${state}=`),
  bends('altered in its body', (state) => flipped(state, 20)),
  bends('altered in its signature', (state) => flipped(state, state.length - 5)),
  bends('signed with nothing', (state) => `${state.split('.')[0]}.`),
  bends('given a longer life', (state) => {
    const [body = '', signature = ''] = state.split('.');
    const sealed = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
    return `${Buffer.from(JSON.stringify({ ...sealed, expires: sealed.expires + 3600 })).toString('base64url')}.${signature}`;
  }),
  borrows('another amount', 'cancel_payment', () => ({ amount: 2000 })),
  borrows('everything that is left', 'cancel_payment', () => ({ amount: 89_000 })),
  borrows('an argument more', 'cancel_payment', () => ({ reason: 'x' })),
  {
    name: 'the yes is used for another payment',
    only: '2026-07-28',
    async attack({ client, refund, otherRefund }) {
      const form = await client('form');
      const { state } = await questionOf(form.call('cancel_payment', refund));
      return form.call('cancel_payment', otherRefund, { ...preloaded, requestState: state });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'the yes is used for another tool',
    only: '2026-07-28',
    async attack({ client, refund, charge }) {
      const form = await client('form');
      const { state } = await questionOf(form.call('cancel_payment', refund));
      return form.call('pay_with_billing_key', charge, { ...preloaded, requestState: state });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'a hundred guessed states',
    async attack({ client, refund }) {
      const form = await client('form');
      const guesses = Array.from({ length: 100 }, (_, n) => `e30.${Buffer.alloc(32, n).toString('base64url')}`);
      const calls = guesses.map((requestState) => form.call('cancel_payment', refund, { ...preloaded, requestState }));
      return bestOf(await Promise.all(calls));
    },
    ends: 'all refused',
  },
  {
    name: 'a client that cannot ask uses the state of one that can',
    only: '2026-07-28',
    async attack({ client, refund }) {
      const { state } = await questionOf((await client('sharing')).call('cancel_payment', refund));
      return (await client('refuse')).call('cancel_payment', refund, { ...preloaded, requestState: state });
    },
    ends: 'not_confirmed',
  },
];

playAttacks({ 'with the state of a question': attacks });
