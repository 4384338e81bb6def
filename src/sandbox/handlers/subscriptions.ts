import { payOnetime, payWithBillingKey } from '../../endpoints/catalog/subscriptions.ts';
import { issueKey } from '../behavior/billing-keys.ts';
import { getGroupChannels, selectApiChannel } from '../behavior/channels.ts';
import { createCharge } from '../behavior/charge.ts';
import { chargeKey, respondCharge } from '../behavior/charge-billing-key.ts';
import { pickBuyer } from '../behavior/payment-record.ts';
import { maskCard, testCardBehavior } from '../behavior/test-cards.ts';
import { respondRejected } from '../envelope.ts';
import { createEndpointHandler, type EndpointHandler } from './handler.ts';

export const subscriptionHandlers: readonly EndpointHandler[] = [
  createEndpointHandler(payOnetime, ({ args, world }) => {
    const { verificationError, declineReason } = testCardBehavior(args.card_number, args.expiry, world.clock.now());
    if (verificationError !== undefined)
      return respondRejected(`카드정보 인증에 실패하였습니다. ${verificationError}`, -1);
    if (args.customer_uid === undefined) {
      const groupMembers = getGroupChannels(args.channelGroupId);
      const { pg_provider, pg_id, sandbox } =
        groupMembers.length > 0 ? world.random.pick(groupMembers) : selectApiChannel(args.pg);
      const card = maskCard(args.card_number);
      return respondCharge(
        createCharge(world, { ...pickOrder(args), pg_provider, pg_id, sandbox, card, declineReason }),
      );
    }
    // The key is stored before the charge and stays if the charge is declined.
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
    if ('refused' in issued)
      return respondRejected(`카드정보 인증 및 빌키 발급에 실패하였습니다. ${issued.refused}`, -1);
    const result = respondCharge(chargeKey(world, issued.key, pickOrder(args), 'issue'));
    return { ...result, changed: { customer_uid: args.customer_uid, ...result.changed } };
  }),

  createEndpointHandler(payWithBillingKey, ({ args, world }) => {
    const key = world.billingKeys.get(args.customer_uid);
    if (!key) return respondRejected('등록되지 않은 구매자입니다.');
    return respondCharge(chargeKey(world, key, { ...pickOrder(args), channel_key: args.channel_key }, 'payment'));
  }),
];

interface OrderArgs {
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

/** Picks the order fields and drops the card fields. */
const pickOrder = (args: OrderArgs): OrderArgs => ({
  merchant_uid: args.merchant_uid,
  amount: args.amount,
  name: args.name,
  currency: args.currency,
  ...pickBuyer(args),
  card_quota: args.card_quota,
});
