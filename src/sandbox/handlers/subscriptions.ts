import { payOnetime, payWithBillingKey } from '../../endpoints/catalog/subscriptions.ts';
import { issueKey } from '../behavior/billing-keys.ts';
import { apiChannel, groupChannels } from '../behavior/channels.ts';
import { createCharge } from '../behavior/charge.ts';
import { chargeAnswer, chargeKey } from '../behavior/charge-billing-key.ts';
import { buyerOf } from '../behavior/payment-record.ts';
import { conductOf, maskedCard } from '../behavior/test-cards.ts';
import { refused } from '../envelope.ts';
import { type Handler, on } from './handler.ts';
import { scheduleHandlers } from './schedules.ts';

export const subscriptionHandlers: readonly Handler[] = [
  on(payOnetime, ({ args, world }) => {
    const { unauthorized, refuses } = conductOf(args.card_number, args.expiry, world.clock.now());
    if (unauthorized !== undefined) return refused(`카드정보 인증에 실패하였습니다. ${unauthorized}`, -1);
    if (args.customer_uid === undefined) {
      const routed = groupChannels(args.channelGroupId);
      const { pg_provider, pg_id, sandbox } = routed.length > 0 ? world.random.pick(routed) : apiChannel(args.pg);
      const card = maskedCard(args.card_number);
      return chargeAnswer(createCharge(world, { ...orderOf(args), pg_provider, pg_id, sandbox, card, refuses }));
    }
    // The key is stored before the charge and stays when the charge is refused.
    const issued = issueKey(world, {
      customer_uid: args.customer_uid,
      card_number: args.card_number,
      expiry: args.expiry,
      pg: args.pg,
      channel_group_id: args.channelGroupId,
      customer_name: args.buyer_name,
      customer_tel: args.buyer_tel,
      customer_email: args.buyer_email,
      customer_addr: args.buyer_addr,
      customer_postcode: args.buyer_postcode,
    });
    if ('refused' in issued) return refused(`카드정보 인증 및 빌키 발급에 실패하였습니다. ${issued.refused}`, -1);
    const answer = chargeAnswer(chargeKey(world, issued.key, orderOf(args), 'issue'));
    return { ...answer, changed: { customer_uid: args.customer_uid, ...answer.changed } };
  }),

  on(payWithBillingKey, ({ args, world }) => {
    const key = world.billingKeys.get(args.customer_uid);
    if (!key) return refused('등록되지 않은 구매자입니다.');
    return chargeAnswer(chargeKey(world, key, { ...orderOf(args), channel_key: args.channel_key }, 'payment'));
  }),

  ...scheduleHandlers,
];

interface Order {
  merchant_uid: string;
  amount: number;
  name?: string | undefined;
  currency?: string | undefined;
  buyer_name?: string | undefined;
  buyer_email?: string | undefined;
  buyer_tel?: string | undefined;
  buyer_addr?: string | undefined;
  buyer_postcode?: string | undefined;
  custom_data?: string | undefined;
  card_quota?: number | undefined;
}

/** Only what belongs to the order: the card's fields stop here. */
const orderOf = (args: Order): Order => ({
  merchant_uid: args.merchant_uid,
  amount: args.amount,
  name: args.name,
  currency: args.currency,
  ...buyerOf(args),
  card_quota: args.card_quota,
});
