import { type Attack, expectQuestion, runAttacks } from '../../support/attack-runner.ts';
import { acceptConfirmation, type RawElicitResult } from '../../support/raw-client.ts';

const preloaded = { inputResponses: { confirm: acceptConfirmation } };

/** The person answers a refund question with anything but yes; unless it is a no, the page is offered instead. */
const answerWith = (name: string, elicitResult: RawElicitResult, ends = 'approval_required'): Attack => ({
  name: `the person ${name}`,
  async attack({ getClient, refund }) {
    const question = await expectQuestion((await getClient('form')).call('cancel_payment', refund));
    return question.answer(elicitResult);
  },
  ends,
});

/** The person accepts a high charge with anything but its amount. */
const typeInForm = (name: string, content: Record<string, unknown>, ends = 'not_confirmed'): Attack => ({
  name: `a high amount is ${name}`,
  ends,
  async attack({ getClient, bigCharge }) {
    const question = await expectQuestion((await getClient('form')).call('pay_with_billing_key', bigCharge));
    return question.answer({ action: 'accept', content: { confirm: 'yes', ...content } });
  },
});

const attacks: Attack[] = [
  {
    name: 'an answer is sent along with the first call',
    attack: async ({ getClient, refund }) => (await getClient('form')).call('cancel_payment', refund, preloaded),
    ends: 'asked',
  },
  {
    name: 'an answer is sent along with an invented state',
    onlyRevision: '2026-07-28',
    attack: async ({ getClient, refund }) =>
      (await getClient('form')).call('cancel_payment', refund, { ...preloaded, requestState: 'e30.e30' }),
    ends: 'not_confirmed',
  },
  {
    name: 'an answer is sent along with a state, which this revision does not have',
    onlyRevision: '2025-11-25',
    attack: async ({ getClient, refund }) =>
      (await getClient('form')).call('cancel_payment', refund, { ...preloaded, requestState: 'e30.e30' }),
    ends: 'asked',
  },
  {
    name: 'an answer is sent along with an empty state',
    onlyRevision: '2026-07-28',
    attack: async ({ getClient, refund }) =>
      (await getClient('form')).call('cancel_payment', refund, { ...preloaded, requestState: '' }),
    ends: 'not_confirmed',
  },
  {
    name: 'an answer of a page is sent to a form',
    attack: async ({ getClient, refund }) =>
      (await getClient('form')).call('cancel_payment', refund, {
        inputResponses: { page: acceptConfirmation },
        requestState: 'e30.e30',
      }),
    ends: 'asked',
  },
  {
    name: 'an answer is hidden in the arguments',
    attack: async ({ getClient, refund }) =>
      (await getClient('form')).call('cancel_payment', { ...refund, confirm: true }),
    ends: 'invalid_input',
  },
  answerWith('declines', { action: 'decline' }, 'not_confirmed'),
  answerWith('declines although yes is chosen', { ...acceptConfirmation, action: 'decline' }, 'not_confirmed'),
  answerWith('accepts with the choice "no"', { action: 'accept', content: { confirm: 'no' } }, 'not_confirmed'),
  answerWith('cancels', { action: 'cancel' }),
  answerWith('cancels although yes is chosen', { ...acceptConfirmation, action: 'cancel' }),
  answerWith('accepts without content', { action: 'accept' }),
  answerWith('accepts with an empty form', { action: 'accept', content: {} }),
  answerWith('accepts with true', { action: 'accept', content: { confirm: true } }),
  answerWith('accepts with the text "true"', { action: 'accept', content: { confirm: 'true' } }),
  answerWith('accepts with the number 1', { action: 'accept', content: { confirm: 1 } }),
  answerWith('accepts with a list of yes', { action: 'accept', content: { confirm: ['yes'] } }),
  answerWith('accepts with YES', { action: 'accept', content: { confirm: 'YES' } }),
  answerWith('accepts with text of their own', { action: 'accept', content: { confirm: 'yes, but only half' } }),
  answerWith('accepts another choice', { action: 'accept', content: { agreed: 'yes' } }),
  // Nobody said another amount: the page is offered.
  typeInForm('not typed at all', {}, 'approval_required'),
  typeInForm('typed wrong', { amount: '150000' }),
  typeInForm('typed too high', { amount: '15,000,000' }),
  typeInForm('typed as empty text', { amount: '' }, 'approval_required'),
  typeInForm('typed as an expression', { amount: '1500000.0e0' }),
  { ...typeInForm('typed as a list', { amount: [1_500_000] }), onlyRevision: '2026-07-28' },
  {
    name: 'an approval follows a decline of the same question',
    async attack({ getClient, refund }) {
      const question = await expectQuestion((await getClient('form')).call('cancel_payment', refund));
      await question.answer({ action: 'decline' });
      return question.answer(acceptConfirmation);
    },
    ends: 'not_confirmed',
  },
  {
    name: 'a wrong amount is followed by the right one',
    async attack({ getClient, bigCharge }) {
      const question = await expectQuestion((await getClient('form')).call('pay_with_billing_key', bigCharge));
      await question.answer({ action: 'accept', content: { confirm: 'yes', amount: '1' } });
      return question.answer({ action: 'accept', content: { confirm: 'yes', amount: '1500000' } });
    },
    ends: 'not_confirmed',
  },
  {
    name: 'the payment changes before the approval',
    async attack({ getClient, refund, refundElsewhere }) {
      const question = await expectQuestion((await getClient('form')).call('cancel_payment', refund));
      await refundElsewhere();
      return question.answer(acceptConfirmation);
    },
    ends: 'asked',
  },
  {
    name: 'twenty identical approvals arrive at once',
    async attack({ getClient, refund }) {
      const question = await expectQuestion((await getClient('form')).call('cancel_payment', refund));
      const results = await Promise.all(Array.from({ length: 20 }, () => question.answer(acceptConfirmation)));
      return { kind: results.some(({ kind }) => kind === 'done') ? 'done' : 'refused' };
    },
    ends: 'done',
    expectedChanges: 1,
  },
  {
    name: 'an approval is replayed',
    onlyRevision: '2026-07-28',
    async attack({ getClient, refund }) {
      const question = await expectQuestion((await getClient('form')).call('cancel_payment', refund));
      await question.answer(acceptConfirmation);
      return question.answer(acceptConfirmation);
    },
    ends: 'not_confirmed',
    expectedChanges: 1,
  },
  {
    name: 'a call is repeated after its approval',
    async attack({ getClient, refund }) {
      const form = await getClient('form');
      await (await expectQuestion(form.call('cancel_payment', refund))).answer(acceptConfirmation);
      return form.call('cancel_payment', refund);
    },
    ends: 'asked',
    expectedChanges: 1,
  },
  {
    name: 'an approval arrives after the call was cancelled',
    onlyRevision: '2025-11-25',
    async attack({ startClient, refund }) {
      const form = await startClient('form');
      const { id, result } = form.startCall('cancel_payment', refund);
      const question = await expectQuestion(result);
      form.notify('notifications/cancelled', { requestId: id });
      void question.answer(acceptConfirmation);
      const after = await form.call('get_payment', { imp_uid: refund.imp_uid });
      // A server exits only after its writes have finished.
      await form.close();
      return { kind: after.kind === 'done' ? 'silence' : after.kind };
    },
    ends: 'silence',
  },
  {
    name: 'an approval arrives with the end of the connection',
    async attack({ startClient, refund }) {
      const form = await startClient('form');
      const question = await expectQuestion(form.call('cancel_payment', refund));
      const closing = form.close();
      void question.answer(acceptConfirmation).catch(() => undefined);
      await closing;
      return { kind: 'silence' };
    },
    ends: 'silence',
  },
  {
    name: 'a full refund and an amount are given together',
    attack: async ({ getClient, refund }) =>
      (await getClient('form')).call('cancel_payment', { ...refund, full_refund: true }),
    ends: 'invalid_input',
  },
  {
    name: 'neither an amount nor a full refund is given',
    attack: async ({ getClient, refund }) =>
      (await getClient('form')).call('cancel_payment', { imp_uid: refund.imp_uid }),
    ends: 'invalid_input',
  },
  {
    name: 'the amount exceeds the refundable balance',
    attack: async ({ getClient, refund }) =>
      (await getClient('form')).call('cancel_payment', { ...refund, amount: 9e6 }),
    ends: 'invalid_input',
  },
  {
    name: 'a read-only server is asked to refund',
    attack: async ({ getClient, refund }) => (await getClient('readOnly')).call('cancel_payment', refund, preloaded),
    ends: 'protocol',
  },
  {
    name: 'a client without elicitation sends an answer',
    attack: async ({ getClient, refund }) =>
      (await getClient('refuse')).call('cancel_payment', refund, { ...preloaded, requestState: 'e30.e30' }),
    ends: 'not_confirmed',
  },
];

runAttacks({ 'attacks on the confirmation by form': attacks });
