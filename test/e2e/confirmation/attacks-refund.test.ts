import { type Attack, type AttackTarget, expectQuestion, runAttacks } from '../../support/attack-runner.ts';
import { acceptConfirmation, type RawElicitResult, type RawResult } from '../../support/raw-client.ts';

type Fields = Record<string, unknown>;
type SendCall = (args: Fields, more?: Fields) => Promise<RawResult>;

/** The two other routes to a refund: the curated tool, and call_tool. */
const senders: Record<string, (target: AttackTarget) => Promise<SendCall>> = {
  async refund_payment({ getClient }) {
    const form = await getClient('form');
    return (args, more) => form.call('refund_payment', args, more);
  },
  async 'refund_payment through call_tool'({ getClient }) {
    const form = await getClient('discover');
    return (args, more) => form.call('call_tool', { name: 'refund_payment', arguments: args }, more);
  },
};

/** Valid arguments. */
/** Each attack has a reason of its own. */
const addReason = ({ reason, ...refund }: Fields): Fields => ({
  ...refund,
  reason: `changed their mind: ${String(reason)}`,
});

const buildRefundAttacks = (createSend: (target: AttackTarget) => Promise<SendCall>): Attack[] => {
  const answerWith = (name: string, elicitResult: RawElicitResult, ends: string): Attack => ({
    name: `the person ${name}`,
    async attack(target) {
      const question = await expectQuestion((await createSend(target))(addReason(target.refund)));
      return question.answer(elicitResult);
    },
    ends,
  });
  return [
    {
      name: 'an answer is sent along with the first call',
      attack: async (target) =>
        (await createSend(target))(addReason(target.refund), { inputResponses: { confirm: acceptConfirmation } }),
      ends: 'asked',
    },
    {
      name: 'an answer is sent along with an invented state',
      onlyRevision: '2026-07-28',
      attack: async (target) =>
        (await createSend(target))(addReason(target.refund), {
          inputResponses: { confirm: acceptConfirmation },
          requestState: 'e30.e30',
        }),
      ends: 'not_confirmed',
    },
    {
      name: 'an answer is hidden in the arguments',
      attack: async (target) => (await createSend(target))({ ...addReason(target.refund), confirm: true }),
      ends: 'invalid_input',
    },
    {
      name: 'a balance invented by the model is hidden in the arguments',
      attack: async (target) => (await createSend(target))({ ...addReason(target.refund), checksum: 1_000 }),
      ends: 'invalid_input',
    },
    answerWith('declines', { action: 'decline' }, 'not_confirmed'),
    answerWith('cancels', { action: 'cancel' }, 'approval_required'),
    answerWith('chooses no', { action: 'accept', content: { confirm: 'no' } }, 'not_confirmed'),
    {
      name: 'an approval follows a decline of the same question',
      async attack(target) {
        const question = await expectQuestion((await createSend(target))(addReason(target.refund)));
        await question.answer({ action: 'decline' });
        return question.answer(acceptConfirmation);
      },
      ends: 'not_confirmed',
    },
    {
      name: 'the approval is used for another amount',
      onlyRevision: '2026-07-28',
      async attack(target) {
        const send = await createSend(target);
        const { state } = await expectQuestion(send(addReason(target.refund)));
        return send(
          { ...addReason(target.refund), amount: 50_000 },
          { inputResponses: { confirm: acceptConfirmation }, requestState: state },
        );
      },
      ends: 'not_confirmed',
    },
    {
      name: 'the approval is used for another payment',
      onlyRevision: '2026-07-28',
      async attack(target) {
        const send = await createSend(target);
        const { state } = await expectQuestion(send(addReason(target.refund)));
        return send(addReason(target.otherRefund), {
          inputResponses: { confirm: acceptConfirmation },
          requestState: state,
        });
      },
      ends: 'not_confirmed',
    },
    {
      name: 'the approval of cancel_payment is used for this tool',
      onlyRevision: '2026-07-28',
      async attack(target) {
        const pending = (await target.getClient('form')).call('cancel_payment', addReason(target.refund));
        const { state } = await expectQuestion(pending);
        return (await createSend(target))(addReason(target.refund), {
          inputResponses: { confirm: acceptConfirmation },
          requestState: state,
        });
      },
      ends: 'not_confirmed',
    },
    {
      name: 'the payment changes before the approval',
      async attack(target) {
        const question = await expectQuestion((await createSend(target))(addReason(target.refund)));
        await target.refundElsewhere();
        return question.answer(acceptConfirmation);
      },
      ends: 'asked',
    },
    {
      name: 'twenty identical approvals arrive at once',
      async attack(target) {
        const question = await expectQuestion((await createSend(target))(addReason(target.refund)));
        const rounds = await Promise.all(Array.from({ length: 20 }, () => question.answer(acceptConfirmation)));
        return { kind: rounds.some(({ kind }) => kind === 'done') ? 'done' : 'refused' };
      },
      ends: 'done',
      expectedChanges: 1,
    },
    {
      name: 'an approval is replayed',
      onlyRevision: '2026-07-28',
      async attack(target) {
        const question = await expectQuestion((await createSend(target))(addReason(target.refund)));
        await question.answer(acceptConfirmation);
        return question.answer(acceptConfirmation);
      },
      ends: 'not_confirmed',
      expectedChanges: 1,
    },
  ];
};

const wrapInCallTool = (name: string, args: Fields) => ['call_tool', { name, arguments: args }] as const;

const attacksThrough: Attack[] = [
  {
    name: 'a write is called through call_tool in read-only mode',
    attack: async ({ getClient, refund }) =>
      (await getClient('discoverReadOnly')).call(...wrapInCallTool('refund_payment', addReason(refund))),
    ends: 'invalid_input',
  },
  {
    name: 'a writing endpoint is called through call_tool in read-only mode',
    attack: async ({ getClient, refund }) =>
      (await getClient('discoverReadOnly')).call(...wrapInCallTool('cancel_payment', refund)),
    ends: 'invalid_input',
  },
  {
    name: 'an excluded tool is called',
    attack: async ({ getClient, refund }) =>
      (await getClient('discoverExcluded')).call(...wrapInCallTool('cancel_payment', refund)),
    ends: 'invalid_input',
  },
  {
    name: 'call_tool calls itself',
    attack: async ({ getClient, refund }) =>
      (await getClient('discover')).call(...wrapInCallTool('call_tool', { name: 'cancel_payment', arguments: refund })),
    ends: 'invalid_input',
  },
  {
    name: 'an invented token is put beside the arguments',
    attack: async ({ getClient, refund }) =>
      (await getClient('discoverToken')).call('call_tool', {
        name: 'refund_payment',
        arguments: addReason(refund),
        confirm_token: 'e30.e30',
      }),
    ends: 'not_confirmed',
  },
  {
    name: 'a token for one amount is put beside another amount',
    async attack({ getClient, refund }) {
      const form = await getClient('discoverToken');
      const { error } = await form.call(...wrapInCallTool('refund_payment', addReason(refund)));
      return form.call('call_tool', {
        name: 'refund_payment',
        arguments: { ...addReason(refund), amount: 2_000 },
        confirm_token: error?.confirm_token,
      });
    },
    ends: 'not_confirmed',
  },
];

runAttacks({
  ...Object.fromEntries(
    Object.entries(senders).map(([name, createSend]) => [`attacks on ${name}`, buildRefundAttacks(createSend)]),
  ),
  'attacks through call_tool': attacksThrough,
});
