import type { StoredBillingKey, World } from '../state/world.ts';
import { apiChannel, type Channel, findChannel, groupChannels } from './channels.ts';
import { conductOf, maskedCard } from './test-cards.ts';

export interface KeyRequest {
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

export type Issued = { key: StoredBillingKey } | { refused: string };
type Failure = { type: 'INVALID_REQUEST' | 'PG_PROVIDER'; message: string };

/** PGs whose keys are issued from a card number; the others issue theirs in the payment window. */
const issuing = ['nice', 'nice_v2', 'kcp', 'daou', 'html5_inicis', 'tosspayments', 'ksnet', 'welcome'];

/** Issues a key and stores it; a key under the same `customer_uid` is replaced, which `inserted` and `updated` show. */
export function issueKey(world: World, request: KeyRequest): Issued {
  const group = request.channel_group_id;
  const issued = group === undefined ? plainKey(world, request) : superKey(world, request, group);
  if ('key' in issued) world.billingKeys.set(request.customer_uid, issued.key);
  return issued;
}

function plainKey(world: World, request: KeyRequest): Issued {
  const channel = request.channel_key === undefined ? apiChannel(request.pg) : findChannel(request.channel_key);
  if (!channel) return { refused: '유효하지 않은 channel_key 입니다.' };
  const failure = failureOf(world, request, channel);
  if (failure) return { refused: failure.message };
  return {
    key: {
      shown: {
        ...customerOf(request),
        pg_provider: channel.pg_provider,
        pg_id: channel.pg_id,
        sandbox: channel.sandbox,
        ...maskedCard(request.card_number),
        ...timesOf(world, request.customer_uid),
      },
      ...refusalOf(world, request),
    },
  };
}

/** One key at each channel of the group; it is issued when at least one channel issues it. */
function superKey(world: World, request: KeyRequest, group: string): Issued {
  const members = groupChannels(group);
  if (members.length === 0) return { refused: '유효하지 않은 channel_group_id 입니다.' };
  const succeededChannels = [];
  const failedChannels = [];
  for (const channel of members) {
    const { pg_provider, pg_id } = channel;
    const failure = failureOf(world, request, channel);
    if (failure) failedChannels.push({ ...failure, pg_provider, pg_id });
    else
      succeededChannels.push({
        pg_provider,
        pg_id,
        ...maskedCard(request.card_number),
        ...timesOf(world, request.customer_uid),
      });
  }
  if (succeededChannels.length === 0) return { refused: failedChannels[0]?.message ?? '' };
  return {
    key: {
      shown: { ...customerOf(request), channelGroupId: group, succeededChannels, failedChannels },
      ...refusalOf(world, request),
    },
  };
}

function failureOf(world: World, request: KeyRequest, channel: Channel): Failure | undefined {
  if (!issuing.includes(channel.pg_provider))
    return { type: 'INVALID_REQUEST', message: '현재 지원되지 않는 PG사입니다.' };
  if (channel.pg_provider === 'tosspayments' && request.customer_id === undefined)
    return { type: 'INVALID_REQUEST', message: 'customer_id 파라메터가 누락되었습니다.' };
  const { unauthorized } = conductOf(request.card_number, request.expiry, world.clock.now());
  return unauthorized === undefined ? undefined : { type: 'PG_PROVIDER', message: unauthorized };
}

function refusalOf(world: World, request: KeyRequest): { refuses?: string } {
  const { refuses } = conductOf(request.card_number, request.expiry, world.clock.now());
  return refuses === undefined ? {} : { refuses };
}

const customerOf = (request: KeyRequest) => ({
  customer_uid: request.customer_uid,
  customer_id: request.customer_id ?? null,
  customer_name: request.customer_name ?? null,
  customer_tel: request.customer_tel ?? null,
  customer_email: request.customer_email ?? null,
  customer_addr: request.customer_addr ?? null,
  customer_postcode: request.customer_postcode ?? null,
});

/** Equal on a first issue. A replacement keeps when the customer was first known and moves `updated`. */
function timesOf(world: World, customerUid: string): { inserted: number; updated: number } {
  const now = world.clock.now();
  const before = world.billingKeys.get(customerUid)?.shown;
  const inserted = before?.inserted ?? before?.succeededChannels?.[0]?.inserted ?? now;
  // Two issues within one second must not look like a first one.
  return { inserted, updated: before && inserted === now ? now + 1 : now };
}

/** The account and card that a charge with this key goes to; a super key goes to the channel asked for, or to any. */
export function chargedAt(world: World, key: StoredBillingKey, channelKey?: string): ChargedAt | undefined {
  const { shown } = key;
  const asked = channelKey === undefined ? undefined : findChannel(channelKey);
  if (!shown.succeededChannels) return accountOf(shown);
  const open = shown.succeededChannels.filter((one) => channelKey === undefined || one.pg_id === asked?.pg_id);
  return open.length === 0 ? undefined : accountOf(world.random.pick(open));
}

export interface ChargedAt {
  pg_provider: string;
  pg_id: string;
  sandbox: boolean;
  card: { card_code: string | null; card_name: string | null; card_number: string | null; card_type: number | null };
}

type Account = Partial<Record<keyof Omit<ChargedAt, 'card' | 'sandbox'>, string | null | undefined>> & {
  sandbox?: boolean | null | undefined;
  card_code?: string | null | undefined;
  card_name?: string | null | undefined;
  card_number?: string | null | undefined;
  card_type?: number | null | undefined;
};

const accountOf = (of: Account): ChargedAt => ({
  pg_provider: of.pg_provider ?? '',
  pg_id: of.pg_id ?? '',
  sandbox: of.sandbox ?? false,
  card: {
    card_code: of.card_code ?? null,
    card_name: of.card_name ?? null,
    card_number: of.card_number ?? null,
    card_type: of.card_type ?? null,
  },
});
