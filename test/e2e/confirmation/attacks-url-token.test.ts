import { visit } from '../../support/approval-page.ts';
import { type Attack, type Game, playAttacks, questionOf } from '../../support/attack-runner.ts';
import { capabilities, envelopeOf, opened, yes } from '../../support/raw-client.ts';

const approve = { decision: 'approve' };
const deny = { decision: 'deny' };
const preloaded = (requestState: string) => ({ inputResponses: { page: opened }, requestState });
const asForm = { _meta: envelopeOf(capabilities.form) };

const overLink: Attack[] = [
  {
    name: 'the page is said to be open before there is one',
    attack: async ({ client, refund }) =>
      (await client('url')).call('cancel_payment', refund, { inputResponses: { page: opened } }),
    ends: 'asked',
  },
  {
    name: 'the person does not want to open the page',
    async attack({ client, refund }) {
      const question = await questionOf((await client('url')).call('cancel_payment', refund));
      return question.answer({ action: 'decline' });
    },
    ends: 'not_confirmed',
  },
  ...(['decline', 'cancel'] as const).map((action) => ({
    name: `the page is answered with ${action}, and approved all the same for a later call`,
    async attack({ client, otherRefund }: Game) {
      const url = await client('url');
      const question = await questionOf(url.call('cancel_payment', otherRefund));
      const page = await visit(question.url);
      await question.answer({ action });
      await page.post(approve);
      const again = await questionOf(url.call('cancel_payment', otherRefund));
      return again.answer({ action });
    },
    ends: 'not_confirmed',
  })),
  {
    name: 'the page is opened and denied',
    async attack({ client, refund }) {
      const question = await questionOf((await client('url')).call('cancel_payment', refund));
      await (await visit(question.url)).post(deny);
      return question.answer(opened);
    },
    ends: 'not_confirmed',
  },
  {
    name: 'a ticked form comes back in place of the page',
    async attack({ client, refund }) {
      const url = await client('url');
      const question = await questionOf(url.call('cancel_payment', refund));
      await (await visit(question.url)).post(deny);
      return question.answer(yes, { inputResponses: { page: yes } });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'the answer to a form comes beside the link',
    only: '2026-07-28',
    async attack({ client, refund }) {
      const question = await questionOf((await client('url')).call('cancel_payment', { ...refund, amount: 1700 }));
      return question.answer(yes, { inputResponses: { confirm: yes } });
    },
    ends: 'asked',
  },
  {
    name: 'the state of a link is used as the state of a form',
    only: '2026-07-28',
    async attack({ client, otherRefund }) {
      const url = await client('url');
      const question = await questionOf(url.call('cancel_payment', otherRefund));
      return question.answer(yes, { ...asForm, inputResponses: { confirm: yes } });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'twenty calls wait for one page',
    only: '2026-07-28',
    async attack({ client, refund }) {
      const url = await client('url');
      const args = { ...refund, amount: 1600 };
      const question = await questionOf(url.call('cancel_payment', args));
      await (await visit(question.url)).post(approve);
      const more = preloaded(question.state);
      const first = await Promise.race(Array.from({ length: 20 }, () => url.call('cancel_payment', args, more)));
      return first;
    },
    ends: 'done',
    changes: 1,
  },
];

/** A code is asked for, and something is made of it. */
const bends = (name: string, bend: (code: string) => unknown, ends = 'not_confirmed'): Attack => ({
  name: `the code is ${name}`,
  async attack({ client, refund }) {
    const token = await client('token');
    const { error } = await token.call('cancel_payment', refund);
    return token.call('cancel_payment', { ...refund, confirm_token: bend(String(error?.confirm_token)) });
  },
  ends,
});

const overCode: Attack[] = [
  bends('invented', () => 'e30.e30'),
  bends('empty', () => ''),
  bends('the word "yes"', () => 'yes'),
  bends('true', () => true),
  bends('a list', (code) => ({ code })),
  bends('cut short', (code) => code.slice(0, -1)),
  bends('appended to', (code) => `${code}A`),
  bends('altered', (code) => (code.startsWith('A') ? 'B' : 'A') + code.slice(1)),
  {
    name: 'the code is used for other arguments',
    async attack({ client, refund }) {
      const token = await client('token');
      const { error } = await token.call('cancel_payment', refund);
      return token.call('cancel_payment', { ...refund, amount: 2000, confirm_token: error?.confirm_token });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'the code is used for another tool',
    async attack({ client, refund, charge }) {
      const token = await client('token');
      const { error } = await token.call('cancel_payment', refund);
      return token.call('pay_with_billing_key', { ...charge, confirm_token: error?.confirm_token });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'the code is used in another process',
    async attack({ client, refund }) {
      const { error } = await (await client('token')).call('cancel_payment', refund);
      const other = await client('tokenBeside');
      return other.call('cancel_payment', { ...refund, confirm_token: error?.confirm_token });
    },
    ends: 'not_confirmed',
  },
  ...[undefined, 'yes', '1,500'].map(
    (confirm_amount): Attack => ({
      name: `a high amount is charged after ${JSON.stringify(confirm_amount)} was typed`,
      async attack({ client, bigCharge }) {
        const token = await client('token');
        const { error } = await token.call('pay_with_billing_key', bigCharge);
        const typed = confirm_amount === undefined ? {} : { confirm_amount };
        return token.call('pay_with_billing_key', { ...bigCharge, confirm_token: error?.confirm_token, ...typed });
      },
      ends: 'not_confirmed',
    }),
  ),
  {
    name: 'the code is used twice',
    async attack({ client, refund }) {
      const token = await client('token');
      const { error } = await token.call('cancel_payment', refund);
      const args = { ...refund, confirm_token: error?.confirm_token };
      await token.call('cancel_payment', args);
      return token.call('cancel_payment', args);
    },
    ends: 'not_confirmed',
    changes: 1,
  },
  {
    name: 'the code is used twenty times at once',
    async attack({ client, refund }) {
      const token = await client('token');
      const { error } = await token.call('cancel_payment', refund);
      const args = { ...refund, confirm_token: error?.confirm_token };
      const rounds = await Promise.all(Array.from({ length: 20 }, () => token.call('cancel_payment', args)));
      return { kind: `${rounds.filter(({ kind }) => kind === 'done').length} done` };
    },
    ends: '1 done',
    changes: 1,
  },
  {
    name: 'what was shown changes before the code is used',
    async attack({ client, refund, changeState }) {
      const token = await client('token');
      const { error } = await token.call('cancel_payment', refund);
      await changeState();
      return token.call('cancel_payment', { ...refund, confirm_token: error?.confirm_token });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'a code is used although the client can ask',
    only: '2026-07-28',
    async attack({ client, refund }) {
      const token = await client('token');
      const { error } = await token.call('cancel_payment', refund);
      return token.call('cancel_payment', { ...refund, confirm_token: error?.confirm_token }, asForm);
    },
    ends: 'asked',
  },
  {
    name: 'an invented code is used although the client can ask',
    attack: async ({ client, refund }) =>
      (await client('tokenAndForm')).call('cancel_payment', { ...refund, confirm_token: 'e30.e30' }),
    ends: 'asked',
  },
  {
    name: 'a code is used as the state of a form',
    only: '2026-07-28',
    async attack({ client, refund }) {
      const token = await client('token');
      const { error } = await token.call('cancel_payment', refund);
      const answer = { inputResponses: { confirm: yes }, requestState: error?.confirm_token };
      return token.call('cancel_payment', refund, { ...asForm, ...answer });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'the state of a form is used as a code',
    only: '2026-07-28',
    async attack({ client, refund }) {
      const token = await client('token');
      const { state } = await questionOf(token.call('cancel_payment', refund, asForm));
      return token.call('cancel_payment', { ...refund, confirm_token: state });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'a code is given where none is taken',
    attack: async ({ client, refund }) =>
      (await client('page')).call('cancel_payment', { ...refund, confirm_token: 'e30.e30' }),
    ends: 'invalid_input',
  },
  {
    name: 'a card number is given where none is taken',
    attack: async ({ client, samples }) =>
      (await client('form')).call('issue_billing_key', {
        customer_uid: 'gate-card',
        channel_key: samples.api_channel?.channel_key,
        card_number: '4000-1234-5678-9010',
        expiry: '2099-12',
      }),
    ends: 'invalid_input',
  },
  {
    name: 'a card is wanted where nobody can type it',
    attack: async ({ client, samples }) =>
      (await client('refuse')).call('issue_billing_key', {
        customer_uid: 'gate-card',
        channel_key: samples.api_channel?.channel_key,
      }),
    ends: 'policy_refused',
  },
];

playAttacks({ 'over a link': overLink, 'over a code': overCode });
