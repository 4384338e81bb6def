import { type Attack, playAttacks, questionOf } from '../../support/attack-runner.ts';
import { type Reaction, yes } from '../../support/raw-client.ts';

const preloaded = { inputResponses: { confirm: yes } };

/** Somebody says something other than a ticked yes to a refund. */
const says = (name: string, reaction: Reaction): Attack => ({
  name: `the person ${name}`,
  async attack({ client, refund }) {
    const question = await questionOf((await client('form')).call('cancel_payment', refund));
    return question.answer(reaction);
  },
  ends: 'not_confirmed',
});

/** An accept of a high charge with something other than its amount. */
const types = (name: string, content: Record<string, unknown>, only?: '2026-07-28'): Attack => ({
  name: `a high amount is ${name}`,
  ...(only ? { only } : {}),
  async attack({ client, bigCharge }) {
    const question = await questionOf((await client('form')).call('pay_with_billing_key', bigCharge));
    return question.answer({ action: 'accept', content: { confirm: true, ...content } });
  },
  ends: 'not_confirmed',
});

const attacks: Attack[] = [
  {
    name: 'an answer is sent along with the first call',
    attack: async ({ client, refund }) => (await client('form')).call('cancel_payment', refund, preloaded),
    ends: 'asked',
  },
  {
    name: 'an answer is sent along with an invented state',
    attack: async ({ client, refund }) =>
      (await client('form')).call('cancel_payment', refund, { ...preloaded, requestState: 'e30.e30' }),
    ends: 'not_confirmed',
  },
  {
    name: 'an answer is sent along with an empty state',
    attack: async ({ client, refund }) =>
      (await client('form')).call('cancel_payment', refund, { ...preloaded, requestState: '' }),
    ends: 'not_confirmed',
  },
  {
    name: 'an answer of a page is sent to a form',
    attack: async ({ client, refund }) =>
      (await client('form')).call('cancel_payment', refund, { inputResponses: { page: yes }, requestState: 'e30.e30' }),
    ends: 'asked',
  },
  {
    name: 'an answer is hidden in the arguments',
    attack: async ({ client, refund }) => (await client('form')).call('cancel_payment', { ...refund, confirm: true }),
    ends: 'invalid_input',
  },
  says('declines', { action: 'decline' }),
  says('declines with a ticked box', { ...yes, action: 'decline' }),
  says('cancels', { action: 'cancel' }),
  says('accepts without content', { action: 'accept' }),
  says('accepts an empty box', { action: 'accept', content: { confirm: false } }),
  says('ticks with the text "true"', { action: 'accept', content: { confirm: 'true' } }),
  says('ticks with the number 1', { action: 'accept', content: { confirm: 1 } }),
  says('ticks another box', { action: 'accept', content: { agreed: true } }),
  types('not typed', {}),
  types('typed wrong', { amount: '150000' }),
  types('typed too high', { amount: '15,000,000' }),
  types('typed as nothing', { amount: '' }),
  types('typed as an expression', { amount: '1500000.0e0' }),
  types('typed as a list', { amount: [1_500_000] }, '2026-07-28'),
  {
    name: 'a yes follows a no to the same question',
    async attack({ client, refund }) {
      const question = await questionOf((await client('form')).call('cancel_payment', refund));
      await question.answer({ action: 'decline' });
      return question.answer(yes);
    },
    ends: 'not_confirmed',
  },
  {
    name: 'a wrong amount is followed by the right one',
    async attack({ client, bigCharge }) {
      const question = await questionOf((await client('form')).call('pay_with_billing_key', bigCharge));
      await question.answer({ action: 'accept', content: { confirm: true, amount: '1' } });
      return question.answer({ action: 'accept', content: { confirm: true, amount: '1500000' } });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'what was shown changes before the yes',
    async attack({ client, refund, changeState }) {
      const question = await questionOf((await client('form')).call('cancel_payment', refund));
      await changeState();
      return question.answer(yes);
    },
    ends: 'asked',
  },
  {
    name: 'twenty identical yeses arrive at once',
    async attack({ client, refund }) {
      const question = await questionOf((await client('form')).call('cancel_payment', refund));
      const rounds = await Promise.all(Array.from({ length: 20 }, () => question.answer(yes)));
      return { kind: rounds.some(({ kind }) => kind === 'done') ? 'done' : 'refused' };
    },
    ends: 'done',
    changes: 1,
  },
  {
    name: 'a yes is replayed',
    only: '2026-07-28',
    async attack({ client, refund }) {
      const question = await questionOf((await client('form')).call('cancel_payment', refund));
      await question.answer(yes);
      return question.answer(yes);
    },
    ends: 'not_confirmed',
    changes: 1,
  },
  {
    name: 'a call is repeated after its yes',
    async attack({ client, refund }) {
      const form = await client('form');
      await (await questionOf(form.call('cancel_payment', refund))).answer(yes);
      return form.call('cancel_payment', refund);
    },
    ends: 'asked',
    changes: 1,
  },
  {
    name: 'a yes comes after the call was cancelled',
    only: '2025-11-25',
    async attack({ freshClient, refund }) {
      const form = await freshClient('form');
      const { id, round } = form.begin('cancel_payment', refund);
      const question = await questionOf(round);
      form.notify('notifications/cancelled', { requestId: id });
      void question.answer(yes);
      const after = await form.call('get_payment', { imp_uid: refund.imp_uid });
      // A server ends only after what it writes has ended.
      await form.close();
      return { kind: after.kind === 'done' ? 'silence' : after.kind };
    },
    ends: 'silence',
  },
  {
    name: 'a yes comes with the end of the connection',
    async attack({ freshClient, refund }) {
      const form = await freshClient('form');
      const question = await questionOf(form.call('cancel_payment', refund));
      const closing = form.close();
      void question.answer(yes).catch(() => undefined);
      await closing;
      return { kind: 'silence' };
    },
    ends: 'silence',
  },
  {
    name: 'everything is refunded and an amount beside it',
    attack: async ({ client, refund }) =>
      (await client('form')).call('cancel_payment', { ...refund, full_refund: true }),
    ends: 'invalid_input',
  },
  {
    name: 'neither an amount nor everything is named',
    attack: async ({ client, refund }) => (await client('form')).call('cancel_payment', { imp_uid: refund.imp_uid }),
    ends: 'invalid_input',
  },
  {
    name: 'more is refunded than is left',
    attack: async ({ client, refund }) => (await client('form')).call('cancel_payment', { ...refund, amount: 9e6 }),
    ends: 'invalid_input',
  },
  {
    name: 'a server that only reads is told to refund',
    attack: async ({ client, refund }) => (await client('readOnly')).call('cancel_payment', refund, preloaded),
    ends: 'protocol',
  },
  {
    name: 'a client that cannot ask answers all the same',
    attack: async ({ client, refund }) =>
      (await client('refuse')).call('cancel_payment', refund, { ...preloaded, requestState: 'e30.e30' }),
    ends: 'not_confirmed',
  },
];

playAttacks({ 'over a form': attacks });
