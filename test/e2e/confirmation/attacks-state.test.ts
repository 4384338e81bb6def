import { type Attack, expectQuestion, runAttacks } from '../../support/attack-runner.ts';
import { acceptConfirmation, type RawResult } from '../../support/raw-client.ts';

const preloaded = { inputResponses: { confirm: acceptConfirmation } };
const flipCharacter = (text: string, at: number) =>
  text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);

/** The state of a question comes back with an approval, but altered. */
const alterState = (name: string, alter: (state: string) => string, ends = 'not_confirmed'): Attack => ({
  name: `the state is ${name}`,
  onlyRevision: '2026-07-28',
  async attack({ getClient, refund }) {
    const question = await expectQuestion((await getClient('form')).call('cancel_payment', refund));
    return question.answer(acceptConfirmation, { requestState: alter(question.state) });
  },
  ends,
});

/** A valid state and an approval, for another call. */
const reuseState = (name: string, tool: string, change: (args: Record<string, unknown>) => object): Attack => ({
  name: `the approval is used for ${name}`,
  onlyRevision: '2026-07-28',
  async attack({ getClient, refund }) {
    const form = await getClient('form');
    const { state } = await expectQuestion(form.call('cancel_payment', refund));
    return form.call(tool, { ...refund, ...change(refund) }, { ...preloaded, requestState: state });
  },
  ends: 'not_confirmed',
});

/** The most successful of many answers, so that a single success is noticed. */
const pickBestResult = (results: RawResult[]): RawResult =>
  results.find(({ kind }) => kind !== 'not_confirmed') ?? { kind: 'all refused' };

const attacks: Attack[] = [
  {
    name: 'the state comes from a process with another key',
    onlyRevision: '2026-07-28',
    async attack({ getClient, refund }) {
      const { state } = await expectQuestion((await getClient('sharing')).call('cancel_payment', refund));
      return (await getClient('form')).call('cancel_payment', refund, { ...preloaded, requestState: state });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'an approval is replayed in another process with the same key and its own memory',
    onlyRevision: '2026-07-28',
    async attack({ getClient, refund }) {
      const question = await expectQuestion((await getClient('sharing')).call('cancel_payment', refund));
      const there = { ...preloaded, requestState: question.state };
      await question.answer(acceptConfirmation);
      return (await getClient('sharingToo')).call('cancel_payment', refund, there);
    },
    // It does not know what the other process has used, so no token of the other counts there.
    ends: 'not_confirmed',
    expectedChanges: 1,
  },
  {
    name: 'an approval reaches two processes with one key concurrently',
    onlyRevision: '2026-07-28',
    async attack({ getClient, refund }) {
      const [one, two] = [await getClient('sharing'), await getClient('sharingToo')];
      const { state } = await expectQuestion(one.call('cancel_payment', refund));
      const both = [one, two].map((each) => each.call('cancel_payment', refund, { ...preloaded, requestState: state }));
      const results = await Promise.all(both);
      return { kind: results.filter(({ kind }) => kind === 'done').length === 1 ? 'one of two' : 'both' };
    },
    ends: 'one of two',
    expectedChanges: 1,
  },
  alterState('cut short', (state) => state.slice(0, -1)),
  alterState('cut down to its body', (state) => state.split('.')[0] ?? ''),
  alterState('appended to', (state) => `${state}A`),
  alterState('given a third part', (state) => `${state}.e30`),
  alterState('padded', (state) => `${state}=`),
  alterState('altered in its body', (state) => flipCharacter(state, 20)),
  alterState('altered in its signature', (state) => flipCharacter(state, state.length - 5)),
  alterState('signed with nothing', (state) => `${state.split('.')[0]}.`),
  alterState('given a later expiry', (state) => {
    const [body = '', signature = ''] = state.split('.');
    const sealed = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
    return `${Buffer.from(JSON.stringify({ ...sealed, expires: sealed.expires + 3600 })).toString('base64url')}.${signature}`;
  }),
  reuseState('another amount', 'cancel_payment', () => ({ amount: 2000 })),
  reuseState('the whole balance', 'cancel_payment', () => ({ amount: 89_000 })),
  reuseState('an additional argument', 'cancel_payment', () => ({ reason: 'x' })),
  {
    name: 'the approval is used for another payment',
    onlyRevision: '2026-07-28',
    async attack({ getClient, refund, otherRefund }) {
      const form = await getClient('form');
      const { state } = await expectQuestion(form.call('cancel_payment', refund));
      return form.call('cancel_payment', otherRefund, { ...preloaded, requestState: state });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'the approval is used for another tool',
    onlyRevision: '2026-07-28',
    async attack({ getClient, refund, charge }) {
      const form = await getClient('form');
      const { state } = await expectQuestion(form.call('cancel_payment', refund));
      return form.call('pay_with_billing_key', charge, { ...preloaded, requestState: state });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'a hundred states are guessed',
    onlyRevision: '2026-07-28',
    async attack({ getClient, refund }) {
      const form = await getClient('form');
      const guesses = Array.from({ length: 100 }, (_, n) => `e30.${Buffer.alloc(32, n).toString('base64url')}`);
      const calls = guesses.map((requestState) => form.call('cancel_payment', refund, { ...preloaded, requestState }));
      return pickBestResult(await Promise.all(calls));
    },
    ends: 'all refused',
  },
  {
    name: 'a client without elicitation uses the state of a client with it',
    onlyRevision: '2026-07-28',
    async attack({ getClient, refund }) {
      const { state } = await expectQuestion((await getClient('sharing')).call('cancel_payment', refund));
      return (await getClient('refuse')).call('cancel_payment', refund, { ...preloaded, requestState: state });
    },
    ends: 'not_confirmed',
  },
];

runAttacks({ 'attacks on the state of a question': attacks });
