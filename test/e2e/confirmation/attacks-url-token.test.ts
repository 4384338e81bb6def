import { openApprovalPage } from '../../support/approval-page.ts';
import { type Attack, expectQuestion, getApprovalUrl, runAttacks } from '../../support/attack-runner.ts';
import { acceptConfirmation, acceptUrl, buildRequestMeta, capabilities } from '../../support/raw-client.ts';

const approve = { decision: 'approve' };
const denyForm = { decision: 'deny' };
const preloadResponse = (requestState: string) => ({ inputResponses: { page: acceptUrl }, requestState });
const asForm = { _meta: buildRequestMeta(capabilities.form) };

const linkAttacks: Attack[] = [
  {
    name: 'the page is reported as opened before it exists',
    attack: async ({ getClient, refund }) =>
      (await getClient('url')).call('cancel_payment', refund, { inputResponses: { page: acceptUrl } }),
    ends: 'asked',
  },
  {
    name: 'the person declines to open the page',
    async attack({ getClient, refund }) {
      const question = await expectQuestion((await getClient('url')).call('cancel_payment', refund));
      return question.answer({ action: 'decline' });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'the page is declined, and approved afterwards for a later call',
    async attack({ getClient, otherRefund }) {
      const url = await getClient('url');
      const question = await expectQuestion(url.call('cancel_payment', otherRefund));
      const page = await openApprovalPage(question.url);
      await question.answer({ action: 'decline' });
      await page.post(approve);
      const again = await expectQuestion(url.call('cancel_payment', otherRefund));
      return again.answer({ action: 'decline' });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'the page is closed in the client, and approved before that',
    async attack({ getClient, otherRefund }) {
      const question = await expectQuestion((await getClient('url')).call('cancel_payment', otherRefund));
      await (await openApprovalPage(question.url)).post(approve);
      return question.answer({ action: 'cancel' });
    },
    ends: 'approval_required',
  },
  {
    name: 'the page is closed in the client, offered again, and approved for the repeated call',
    async attack({ getClient, refund }) {
      const url = await getClient('url');
      const question = await expectQuestion(url.call('cancel_payment', refund));
      const offered = await question.answer({ action: 'cancel' });
      if (getApprovalUrl(offered) !== question.url) throw new Error('Another page was offered');
      await (await openApprovalPage(question.url)).post(approve);
      return url.call('cancel_payment', refund);
    },
    ends: 'done',
    expectedChanges: 1,
  },
  {
    name: 'the page is opened and denied',
    async attack({ getClient, refund }) {
      const question = await expectQuestion((await getClient('url')).call('cancel_payment', refund));
      await (await openApprovalPage(question.url)).post(denyForm);
      return question.answer(acceptUrl);
    },
    ends: 'not_confirmed',
  },
  {
    name: 'a ticked form is returned instead of the page',
    async attack({ getClient, refund }) {
      const url = await getClient('url');
      const question = await expectQuestion(url.call('cancel_payment', refund));
      await (await openApprovalPage(question.url)).post(denyForm);
      return question.answer(acceptConfirmation, { inputResponses: { page: acceptConfirmation } });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'a form answer is returned along with the link',
    onlyRevision: '2026-07-28',
    async attack({ getClient, refund }) {
      const question = await expectQuestion(
        (await getClient('url')).call('cancel_payment', { ...refund, amount: 1700 }),
      );
      return question.answer(acceptConfirmation, { inputResponses: { confirm: acceptConfirmation } });
    },
    ends: 'asked',
  },
  {
    name: 'the state of a link is used as the state of a form',
    onlyRevision: '2026-07-28',
    async attack({ getClient, refund }) {
      const url = await getClient('url');
      // An amount of its own: the page that another attack left approved is good for a repeat of that call.
      const question = await expectQuestion(url.call('cancel_payment', { ...refund, amount: 1800 }));
      return question.answer(acceptConfirmation, { ...asForm, inputResponses: { confirm: acceptConfirmation } });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'twenty calls depend on one page',
    onlyRevision: '2026-07-28',
    async attack({ getClient, refund }) {
      const url = await getClient('url');
      const args = { ...refund, amount: 1600 };
      const question = await expectQuestion(url.call('cancel_payment', args));
      await (await openApprovalPage(question.url)).post(approve);
      const more = preloadResponse(question.state);
      const first = await Promise.race(Array.from({ length: 20 }, () => url.call('cancel_payment', args, more)));
      return first;
    },
    ends: 'done',
    expectedChanges: 1,
  },
];

/** An attack that requests a token and sends an altered one. */
const alterCode = (name: string, alter: (code: string) => unknown, ends = 'not_confirmed'): Attack => ({
  name: `the token is ${name}`,
  async attack({ getClient, refund }) {
    const token = await getClient('token');
    const { error } = await token.call('cancel_payment', refund);
    return token.call('cancel_payment', { ...refund, confirm_token: alter(String(error?.confirm_token)) });
  },
  ends,
});

const codeAttacks: Attack[] = [
  alterCode('invented', () => 'e30.e30'),
  alterCode('empty', () => ''),
  alterCode('the word "yes"', () => 'yes'),
  alterCode('true', () => true),
  alterCode('an object', (code) => ({ code })),
  alterCode('cut short', (code) => code.slice(0, -1)),
  alterCode('appended to', (code) => `${code}A`),
  alterCode('altered', (code) => (code.startsWith('A') ? 'B' : 'A') + code.slice(1)),
  {
    name: 'the token is used for other arguments',
    async attack({ getClient, refund }) {
      const token = await getClient('token');
      const { error } = await token.call('cancel_payment', refund);
      return token.call('cancel_payment', { ...refund, amount: 2000, confirm_token: error?.confirm_token });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'the token is used for another tool',
    async attack({ getClient, refund, charge }) {
      const token = await getClient('token');
      const { error } = await token.call('cancel_payment', refund);
      return token.call('pay_with_billing_key', { ...charge, confirm_token: error?.confirm_token });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'the token is used in another process',
    async attack({ getClient, refund }) {
      const { error } = await (await getClient('token')).call('cancel_payment', refund);
      const other = await getClient('tokenBeside');
      return other.call('cancel_payment', { ...refund, confirm_token: error?.confirm_token });
    },
    ends: 'not_confirmed',
  },
  ...[undefined, 'yes', '1,500'].map(
    (confirm_amount): Attack => ({
      name: `a high amount is charged after ${JSON.stringify(confirm_amount)} was typed`,
      async attack({ getClient, bigCharge }) {
        const token = await getClient('token');
        const { error } = await token.call('pay_with_billing_key', bigCharge);
        const typed = confirm_amount === undefined ? {} : { confirm_amount };
        return token.call('pay_with_billing_key', { ...bigCharge, confirm_token: error?.confirm_token, ...typed });
      },
      ends: 'not_confirmed',
    }),
  ),
  {
    name: 'the token is used twice',
    async attack({ getClient, refund }) {
      const token = await getClient('token');
      const { error } = await token.call('cancel_payment', refund);
      const args = { ...refund, confirm_token: error?.confirm_token };
      await token.call('cancel_payment', args);
      return token.call('cancel_payment', args);
    },
    ends: 'not_confirmed',
    expectedChanges: 1,
  },
  {
    name: 'the token is used twenty times concurrently',
    async attack({ getClient, refund }) {
      const token = await getClient('token');
      const { error } = await token.call('cancel_payment', refund);
      const args = { ...refund, confirm_token: error?.confirm_token };
      const results = await Promise.all(Array.from({ length: 20 }, () => token.call('cancel_payment', args)));
      return { kind: `${results.filter(({ kind }) => kind === 'done').length} done` };
    },
    ends: '1 done',
    expectedChanges: 1,
  },
  {
    name: 'the payment changes before the token is used',
    async attack({ getClient, refund, refundElsewhere }) {
      const token = await getClient('token');
      const { error } = await token.call('cancel_payment', refund);
      await refundElsewhere();
      return token.call('cancel_payment', { ...refund, confirm_token: error?.confirm_token });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'a token is used although the client supports elicitation',
    onlyRevision: '2026-07-28',
    async attack({ getClient, refund }) {
      const token = await getClient('token');
      const { error } = await token.call('cancel_payment', refund);
      return token.call('cancel_payment', { ...refund, confirm_token: error?.confirm_token }, asForm);
    },
    ends: 'asked',
  },
  {
    name: 'an invented token is used although the client supports elicitation',
    attack: async ({ getClient, refund }) =>
      (await getClient('tokenAndForm')).call('cancel_payment', { ...refund, confirm_token: 'e30.e30' }),
    ends: 'asked',
  },
  {
    name: 'a token is used as the state of a form',
    onlyRevision: '2026-07-28',
    async attack({ getClient, refund }) {
      const token = await getClient('token');
      const { error } = await token.call('cancel_payment', refund);
      const answer = { inputResponses: { confirm: acceptConfirmation }, requestState: error?.confirm_token };
      return token.call('cancel_payment', refund, { ...asForm, ...answer });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'the state of a form is used as a token',
    onlyRevision: '2026-07-28',
    async attack({ getClient, refund }) {
      const token = await getClient('token');
      const { state } = await expectQuestion(token.call('cancel_payment', refund, asForm));
      return token.call('cancel_payment', { ...refund, confirm_token: state });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'a token is given where tokens are disabled',
    attack: async ({ getClient, refund }) =>
      (await getClient('page')).call('cancel_payment', { ...refund, confirm_token: 'e30.e30' }),
    ends: 'invalid_input',
  },
  {
    name: 'a card number is given where card data is not allowed',
    attack: async ({ getClient, samples }) =>
      (await getClient('form')).call('issue_billing_key', {
        customer_uid: 'gate-card',
        channel_key: samples.api_channel?.channel_key,
        card_number: '4000-1234-5678-9010',
        expiry: '2099-12',
      }),
    ends: 'invalid_input',
  },
  {
    name: 'a card number is needed and there is no page to type it on',
    attack: async ({ getClient, samples }) =>
      (await getClient('refuse')).call('issue_billing_key', {
        customer_uid: 'gate-card',
        channel_key: samples.api_channel?.channel_key,
      }),
    ends: 'policy_refused',
  },
];

runAttacks({ 'attacks on the confirmation by link': linkAttacks, 'attacks on the confirmation by token': codeAttacks });
