import type { StoredBillingKey } from '../state/rows.ts';
import type { World } from '../state/world.ts';
import { type Channel, findChannel, getGroupChannels, selectApiChannel } from './channels.ts';
import { maskCard, testCardBehavior } from './test-cards.ts';

export interface BillingKeyRequest {
  customer_uid: string;
  card_number: string;
  expiry: string;
  channel_key?: string | undefined;
  channel_group_id?: string | undefined;
  pg?: string | undefined;
  customer_id?: string | undefined;
  customer_name?: string | undefined;
  customer_tel?: string | undefined;
  customer_email?: string | undefined;
  customer_addr?: string | undefined;
  customer_postcode?: string | undefined;
}

export type KeyIssueResult = { status: 'issued'; key: StoredBillingKey } | { status: 'rejected'; reason: string };
type KeyIssueFailure = { type: 'INVALID_REQUEST' | 'PG_PROVIDER'; message: string };

/** PGs that issue billing keys from a card number. The others issue theirs in the payment window. */
const keyIssuingPgs = ['nice', 'nice_v2', 'kcp', 'daou', 'html5_inicis', 'tosspayments', 'ksnet', 'welcome'];

/**
 * Issues and stores a billing key. Replaces a key with the same `customer_uid`, which `inserted` and `updated` then
 * show.
 */
export function issueKey(world: World, request: BillingKeyRequest): KeyIssueResult {
  const group = request.channel_group_id;
  const issued = group === undefined ? issueSingleChannelKey(world, request) : issueSuperKey(world, request, group);
  if (issued.status === 'issued') world.billingKeys.set(request.customer_uid, issued.key);
  return issued;
}

function issueSingleChannelKey(world: World, request: BillingKeyRequest): KeyIssueResult {
  const channel = request.channel_key === undefined ? selectApiChannel(request.pg) : findChannel(request.channel_key);
  if (!channel) return { status: 'rejected', reason: '유효하지 않은 channel_key 입니다.' };
  const failure = findIssueFailure(world, request, channel);
  if (failure) return { status: 'rejected', reason: failure.message };
  return {
    status: 'issued',
    key: {
      record: {
        ...toCustomerFields(request),
        pg_provider: channel.pg_provider,
        pg_id: channel.pg_id,
        sandbox: channel.sandbox,
        ...maskCard(request.card_number),
        ...getKeyTimes(world, request.customer_uid),
      },
      ...pickDeclineReason(world, request),
    },
  };
}

/**
 * Issues a super billing key: one key for each channel of the group. Succeeds if at least one channel issues its key.
 */
function issueSuperKey(world: World, request: BillingKeyRequest, group: string): KeyIssueResult {
  const members = getGroupChannels(group);
  if (members.length === 0) return { status: 'rejected', reason: '유효하지 않은 channel_group_id 입니다.' };
  const succeededChannels = [];
  const failedChannels = [];
  for (const channel of members) {
    const { pg_provider, pg_id } = channel;
    const failure = findIssueFailure(world, request, channel);
    if (failure) failedChannels.push({ ...failure, pg_provider, pg_id });
    else
      succeededChannels.push({
        pg_provider,
        pg_id,
        ...maskCard(request.card_number),
        ...getKeyTimes(world, request.customer_uid),
      });
  }
  if (succeededChannels.length === 0) return { status: 'rejected', reason: failedChannels[0]?.message ?? '' };
  return {
    status: 'issued',
    key: {
      record: { ...toCustomerFields(request), channelGroupId: group, succeededChannels, failedChannels },
      ...pickDeclineReason(world, request),
    },
  };
}

function findIssueFailure(world: World, request: BillingKeyRequest, channel: Channel): KeyIssueFailure | undefined {
  if (!keyIssuingPgs.includes(channel.pg_provider))
    return { type: 'INVALID_REQUEST', message: '현재 지원되지 않는 PG사입니다.' };
  if (channel.pg_provider === 'tosspayments' && request.customer_id === undefined)
    return { type: 'INVALID_REQUEST', message: 'customer_id 파라메터가 누락되었습니다.' };
  const { verificationError } = testCardBehavior(request.card_number, request.expiry, world.clock.now());
  if (verificationError !== undefined) return { type: 'PG_PROVIDER', message: verificationError };
  const isKbInTestMode =
    channel.sandbox && channel.pg_provider.startsWith('nice') && maskCard(request.card_number).card_code === KB_CARD;
  return isKbInTestMode ? { type: 'PG_PROVIDER', message: KB_REFUSED_IN_TEST_MODE } : undefined;
}

const KB_CARD = '381';
const KB_REFUSED_IN_TEST_MODE =
  '[F113]유효기간오류 - 테스트모드에서는 KB카드 사용이 불가능합니다. (타카드는 테스트모드에서도 정상, KB카드도 실제 계약후에는 문제없음)';

function pickDeclineReason(world: World, request: BillingKeyRequest): { declineReason?: string } {
  const { declineReason } = testCardBehavior(request.card_number, request.expiry, world.clock.now());
  return declineReason === undefined ? {} : { declineReason };
}

const toCustomerFields = (request: BillingKeyRequest) => ({
  customer_uid: request.customer_uid,
  customer_id: request.customer_id ?? null,
  customer_name: request.customer_name ?? null,
  customer_tel: request.customer_tel ?? null,
  customer_email: request.customer_email ?? null,
  customer_addr: request.customer_addr ?? null,
  customer_postcode: request.customer_postcode ?? null,
});

/** `inserted` and `updated` are equal on the first issue. A replacement keeps `inserted` and moves `updated`. */
function getKeyTimes(world: World, customerUid: string): { inserted: number; updated: number } {
  const now = world.clock.now();
  const previous = world.billingKeys.get(customerUid)?.record;
  const inserted = previous?.inserted ?? previous?.succeededChannels?.[0]?.inserted ?? now;
  // Issuing twice within one second must not look like a first issue.
  return { inserted, updated: previous && inserted === now ? now + 1 : now };
}

/**
 * Returns the channel and card that a charge with this key uses. A super billing key uses the requested channel, or any
 * of its channels.
 */
export function resolveChargeAccount(
  world: World,
  key: StoredBillingKey,
  channelKey?: string,
): ChargeAccount | undefined {
  const { record } = key;
  const requested = channelKey === undefined ? undefined : findChannel(channelKey);
  if (!record.succeededChannels) return toChargeAccount(record);
  const candidates = record.succeededChannels.filter(
    (one) => channelKey === undefined || one.pg_id === requested?.pg_id,
  );
  return candidates.length === 0 ? undefined : toChargeAccount(world.random.pick(candidates));
}

export interface ChargeAccount {
  pg_provider: string;
  pg_id: string;
  sandbox: boolean;
  card: { card_code: string | null; card_name: string | null; card_number: string | null; card_type: number | null };
}

type AccountFields = Partial<Record<keyof Omit<ChargeAccount, 'card' | 'sandbox'>, string | null | undefined>> & {
  sandbox?: boolean | null | undefined;
  card_code?: string | null | undefined;
  card_name?: string | null | undefined;
  card_number?: string | null | undefined;
  card_type?: number | null | undefined;
};

const toChargeAccount = (fields: AccountFields): ChargeAccount => ({
  pg_provider: fields.pg_provider ?? '',
  pg_id: fields.pg_id ?? '',
  sandbox: fields.sandbox ?? false,
  card: {
    card_code: fields.card_code ?? null,
    card_name: fields.card_name ?? null,
    card_number: fields.card_number ?? null,
    card_type: fields.card_type ?? null,
  },
});
