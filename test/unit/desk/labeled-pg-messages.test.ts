import { describe, expect, it } from 'vitest';
import { classifyPgMessage, type PgReason } from '../../../src/desk/classify-pg-message.ts';
import { getFailureReason } from '../../../src/desk/failure-reasons.ts';
import { type LabeledPgMessage, labeledPgMessages } from '../../support/labeled-pg-messages.ts';

/** Reasons that tell the buyer to do something about the card or account. */
const BLAMES_CARD: readonly PgReason[] = [
  ...(['limit_exceeded', 'no_balance', 'lost_card', 'expired_card', 'wrong_card', 'card_stopped'] as const),
  ...(['account_problem', 'wrong_password'] as const),
];
/** What is the fault of the shop, the PG or the network. */
const NOT_THE_BUYER: readonly PgReason[] = [
  ...(['shop_problem', 'shop_limit', 'test_mode', 'pg_risk', 'pg_unsupported', 'invalid_request'] as const),
  ...(['maintenance', 'outcome_unclear', 'order_number_used', 'already_done', 'in_progress', 'shop_balance'] as const),
];
/** What leaves open whether the buyer has paid. */
const LEAVES_MONEY_OPEN: readonly PgReason[] = [
  ...(['outcome_unclear', 'order_number_used', 'already_done', 'in_progress', 'other'] as const),
];

const isRight = ({ text, reason, alternatives = [] }: LabeledPgMessage): boolean =>
  [reason, ...alternatives].includes(classifyPgMessage(text));
const findMessages = (reasons: readonly PgReason[]) =>
  labeledPgMessages.filter(({ reason }) => reasons.includes(reason));

describe('500 labeled messages of PGs', () => {
  it('at most 1 % of them are taken for something that they do not say', () => {
    const wrong = labeledPgMessages.filter((one) => classifyPgMessage(one.text) !== 'other' && !isRight(one));
    expect(labeledPgMessages).toHaveLength(500);
    expect(wrong.length, JSON.stringify(wrong, null, 1)).toBeLessThanOrEqual(5);
  });

  it('at most 25 % of those that a shop meets are not recognized', () => {
    const met = labeledPgMessages.filter(({ isMet }) => isMet);
    const unrecognized = met.filter(({ text }) => classifyPgMessage(text) === 'other');
    expect(unrecognized.length / met.length).toBeLessThan(0.25);
  });

  it("none blames the buyer's card for a fault of the shop, the PG or the network", () => {
    const blaming = findMessages(NOT_THE_BUYER).filter(({ text }) => BLAMES_CARD.includes(classifyPgMessage(text)));
    expect(blaming).toEqual([]);
  });

  it('none proposes a retry where money may have moved', () => {
    const retried = findMessages(LEAVES_MONEY_OPEN).filter(
      (one) => !isRight(one) && ['now', 'later'].includes(getFailureReason(one.text).retryWhen),
    );
    expect(retried).toEqual([]);
  });

  it('one that is not recognized leads to a look at the payments of the order', () => {
    const unrecognized = labeledPgMessages.filter(({ text }) => classifyPgMessage(text) === 'other');
    expect(unrecognized.filter(({ text }) => getFailureReason(text).retryWhen !== 'look_first')).toEqual([]);
  });
});
