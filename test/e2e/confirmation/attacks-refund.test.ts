import { type Attack, type Game, playAttacks, questionOf } from '../../support/attack-runner.ts';
import { type Reaction, type Round, yes } from '../../support/raw-client.ts';

type Fields = Record<string, unknown>;
type Send = (args: Fields, more?: Fields) => Promise<Round>;

/** The two ways to a refund beside cancel_payment: its curated tool, and the tool that calls any other. */
const ways: Record<string, (game: Game) => Promise<Send>> = {
  async refund_payment({ client }) {
    const form = await client('form');
    return (args, more) => form.call('refund_payment', args, more);
  },
  async 'refund_payment through call_tool'({ client }) {
    const form = await client('discover');
    return (args, more) => form.call('call_tool', { name: 'refund_payment', arguments: args }, more);
  },
};

/** Arguments that nothing is wrong with. */
const whole = (refund: Fields): Fields => ({ ...refund, reason: 'changed their mind' });

const attacksOn = (way: (game: Game) => Promise<Send>): Attack[] => {
  const says = (name: string, reaction: Reaction): Attack => ({
    name: `the person ${name}`,
    async attack(game) {
      const question = await questionOf((await way(game))(whole(game.refund)));
      return question.answer(reaction);
    },
    ends: 'not_confirmed',
  });
  return [
    {
      name: 'an answer is sent along with the first call',
      attack: async (game) => (await way(game))(whole(game.refund), { inputResponses: { confirm: yes } }),
      ends: 'asked',
    },
    {
      name: 'an answer is sent along with an invented state',
      attack: async (game) =>
        (await way(game))(whole(game.refund), { inputResponses: { confirm: yes }, requestState: 'e30.e30' }),
      ends: 'not_confirmed',
    },
    {
      name: 'an answer is hidden in the arguments',
      attack: async (game) => (await way(game))({ ...whole(game.refund), confirm: true }),
      ends: 'invalid_input',
    },
    {
      name: 'a balance of the model is hidden in the arguments',
      attack: async (game) => (await way(game))({ ...whole(game.refund), checksum: 1_000 }),
      ends: 'invalid_input',
    },
    says('declines', { action: 'decline' }),
    says('cancels', { action: 'cancel' }),
    says('accepts an empty box', { action: 'accept', content: { confirm: false } }),
    {
      name: 'a yes follows a no to the same question',
      async attack(game) {
        const question = await questionOf((await way(game))(whole(game.refund)));
        await question.answer({ action: 'decline' });
        return question.answer(yes);
      },
      ends: 'not_confirmed',
    },
    {
      name: 'the yes is used for another amount',
      only: '2026-07-28',
      async attack(game) {
        const send = await way(game);
        const { state } = await questionOf(send(whole(game.refund)));
        return send(
          { ...whole(game.refund), amount: 50_000 },
          { inputResponses: { confirm: yes }, requestState: state },
        );
      },
      ends: 'not_confirmed',
    },
    {
      name: 'the yes is used for another payment',
      only: '2026-07-28',
      async attack(game) {
        const send = await way(game);
        const { state } = await questionOf(send(whole(game.refund)));
        return send(whole(game.otherRefund), { inputResponses: { confirm: yes }, requestState: state });
      },
      ends: 'not_confirmed',
    },
    {
      name: 'the yes to cancel_payment is used for it',
      only: '2026-07-28',
      async attack(game) {
        const asked = (await game.client('form')).call('cancel_payment', whole(game.refund));
        const { state } = await questionOf(asked);
        return (await way(game))(whole(game.refund), { inputResponses: { confirm: yes }, requestState: state });
      },
      ends: 'not_confirmed',
    },
    {
      name: 'what was shown changes before the yes',
      async attack(game) {
        const question = await questionOf((await way(game))(whole(game.refund)));
        await game.changeState();
        return question.answer(yes);
      },
      ends: 'asked',
    },
    {
      name: 'twenty identical yeses arrive at once',
      async attack(game) {
        const question = await questionOf((await way(game))(whole(game.refund)));
        const rounds = await Promise.all(Array.from({ length: 20 }, () => question.answer(yes)));
        return { kind: rounds.some(({ kind }) => kind === 'done') ? 'done' : 'refused' };
      },
      ends: 'done',
      changes: 1,
    },
    {
      name: 'a yes is replayed',
      only: '2026-07-28',
      async attack(game) {
        const question = await questionOf((await way(game))(whole(game.refund)));
        await question.answer(yes);
        return question.answer(yes);
      },
      ends: 'not_confirmed',
      changes: 1,
    },
  ];
};

const through = (name: string, args: Fields) => ['call_tool', { name, arguments: args }] as const;

const attacksThrough: Attack[] = [
  {
    name: 'a write is called where only reading is allowed',
    attack: async ({ client, refund }) =>
      (await client('discoverReadOnly')).call(...through('refund_payment', whole(refund))),
    ends: 'invalid_input',
  },
  {
    name: 'an endpoint that writes is called where only reading is allowed',
    attack: async ({ client, refund }) => (await client('discoverReadOnly')).call(...through('cancel_payment', refund)),
    ends: 'invalid_input',
  },
  {
    name: 'a tool that was excluded is called',
    attack: async ({ client, refund }) => (await client('discoverExcluded')).call(...through('cancel_payment', refund)),
    ends: 'invalid_input',
  },
  {
    name: 'it calls itself',
    attack: async ({ client, refund }) =>
      (await client('discover')).call(...through('call_tool', { name: 'cancel_payment', arguments: refund })),
    ends: 'invalid_input',
  },
  {
    name: 'an invented code is put beside the arguments',
    attack: async ({ client, refund }) =>
      (await client('discoverToken')).call('call_tool', {
        name: 'refund_payment',
        arguments: whole(refund),
        confirm_token: 'e30.e30',
      }),
    ends: 'not_confirmed',
  },
  {
    name: 'a code for one amount is put beside another',
    async attack({ client, refund }) {
      const form = await client('discoverToken');
      const { error } = await form.call(...through('refund_payment', whole(refund)));
      return form.call('call_tool', {
        name: 'refund_payment',
        arguments: { ...whole(refund), amount: 2_000 },
        confirm_token: error?.confirm_token,
      });
    },
    ends: 'not_confirmed',
  },
];

playAttacks({
  ...Object.fromEntries(Object.entries(ways).map(([name, way]) => [`attacks on ${name}`, attacksOn(way)])),
  'attacks through call_tool': attacksThrough,
});
