import type * as z from 'zod';
import type { PgSetting } from '../../endpoints/models/merchant.ts';

/** A payment channel as in PortOne's console: a shop's account at a PG, live or test. */
export type Channel = z.output<typeof PgSetting> & {
  pg_provider: string;
  pg_id: string;
  sandbox: boolean;
  type: 'payment' | 'api_payment' | 'certification';
  channel_name: string;
  channel_key: string;
};

const createChannel = (
  type: Channel['type'],
  pg_provider: string,
  pg_id: string,
  channel_name: string,
  number: number,
  sandbox = false,
): Channel => ({
  pg_provider,
  pg_id,
  sandbox,
  type,
  channel_name,
  channel_key: `channel-key-5a4db0c5-0000-4000-8000-${String(number).padStart(12, '0')}`,
});

/** The channels of the sandbox's shop. The first one of each type is the default. */
export const channels: readonly Channel[] = [
  createChannel('payment', 'html5_inicis', 'MOIsandbox', '이니시스 일반결제', 1),
  createChannel('payment', 'kcp', 'SB001', 'KCP 일반결제', 2),
  createChannel('payment', 'kakaopay', 'CASANDBOX1', '카카오페이', 3),
  createChannel('payment', 'naverpay', 'np_sandbox', '네이버페이 결제형', 4),
  createChannel('payment', 'naverco', 'naverco_sandbox', '네이버페이 주문형', 5),
  createChannel('payment', 'payco', 'PAYCOSB', '페이코', 6),
  createChannel('payment', 'kcp_quick', 'KQPSB1', 'KCP 퀵페이', 8),
  createChannel('payment', 'paymentwall', 'pw_sandbox', '페이먼트월', 9),
  createChannel('payment', 'galaxia', 'GXSANDBOX', '갤럭시아 편의점결제', 31),
  createChannel('payment', 'ksnet', 'KS00000001', 'KSNET', 32),
  createChannel('payment', 'danal_tpay', 'DNSANDBOX', '다날 휴대폰결제', 33),
  createChannel('payment', 'daou', 'DWSANDBOX', '키움페이', 34),
  createChannel('payment', 'smartro_v2', 'smartro00m', '스마트로', 35),
  createChannel('payment', 'eximbay', 'EXSANDBOX', '엑심베이 해외카드', 36),
  createChannel('payment', 'paypal_v2', 'PPSANDBOX', '페이팔', 37),
  createChannel('payment', 'tosspay_v2', 'tp_sandbox', '토스페이', 38),
  createChannel('payment', 'html5_inicis', 'INIpayTest', '이니시스 일반결제 (테스트)', 7, true),
  createChannel('api_payment', 'nice_v2', 'sandbox00m', '나이스페이 키인·정기결제', 11),
  createChannel('api_payment', 'tosspayments', 'bill_sandbox', '토스페이먼츠 정기결제', 12),
  createChannel('api_payment', 'kcp', 'SB002', 'KCP 정기결제', 13),
  createChannel('api_payment', 'settle', 'settle_sandbox', '헥토파이낸셜 가상계좌', 14),
  createChannel('api_payment', 'nice_v2', 'nictest04m', '나이스페이 정기결제 (테스트)', 15, true),
  createChannel('certification', 'danal', 'A010SB0001', '다날 본인인증', 21),
  createChannel('certification', 'kcp_v2', 'SBCERT', 'KCP 본인인증 (테스트)', 22, true),
];

export const sampleChannelGroup = 'channel-group-id-5a4db0c5-0000-4000-8000-000000000001';

/** Smart routing groups: each channel of the group issues its part of a super billing key. */
const channelGroups: Readonly<Record<string, readonly string[]>> = {
  [sampleChannelGroup]: getChannelKeys('sandbox00m', 'bill_sandbox', 'SB002'),
};

function getChannelKeys(...pgIds: string[]): string[] {
  return channels.filter(({ pg_id }) => pgIds.includes(pg_id)).map(({ channel_key }) => channel_key);
}

/** Returns the channels of a smart routing group; none if the group does not exist. */
export const getGroupChannels = (group: string | undefined): readonly Channel[] =>
  (channelGroups[group ?? ''] ?? []).flatMap((key) => findChannel(key) ?? []);

export const findChannel = (channelKey: string): Channel | undefined =>
  channels.find(({ channel_key }) => channel_key === channelKey);

/** Returns the first live channel of a PG, for endpoints that name only the PG. */
export const findLiveChannel = (provider: string, type?: Channel['type']): Channel | undefined =>
  channels.find((one) => one.pg_provider === provider && !one.sandbox && (type === undefined || one.type === type));

/** Whether a channel is the one that `pg` names: `{pg}` or `{pg}.{mid}`. */
export function matchesPg({ pg_provider, pg_id }: Channel, pg: string): boolean {
  const [provider, mid] = pg.split('.');
  return pg_provider === provider && (mid === undefined || pg_id === mid);
}

/**
 * Returns the channel for a charge by card number. An unknown `pg` silently falls back to the default channel, as
 * PortOne documents.
 */
export function selectApiChannel(pg?: string): Channel {
  const api = channels.filter(({ type }) => type === 'api_payment');
  const requested = pg === undefined ? undefined : api.find((channel) => matchesPg(channel, pg));
  const found = requested ?? api[0];
  if (!found) throw new Error('The sandbox has no channel for API payments; channels.ts must list one');
  return found;
}
