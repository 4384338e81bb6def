import { externalIssuingPgs } from './cash-receipts.ts';
import { type Channel, channels, matchesPg, selectApiChannel } from './channels.ts';
import { vbankIssuingPgs } from './virtual-account-pgs.ts';

/** Channels for API payments first: they are what a shop sets up for calls without a payment window. */
const apiChannelsFirst = [
  ...channels.filter(({ type }) => type === 'api_payment'),
  ...channels.filter(({ type }) => type === 'payment'),
];

/** Returns the channel of the requested PG, or else the first suitable one. The handler rejects an unsuitable PG. */
const selectChannel = (suitable: readonly Channel[], pg: string | undefined): Channel | undefined =>
  (pg === undefined ? undefined : [...suitable, ...channels].find((channel) => matchesPg(channel, pg))) ?? suitable[0];

/** How PortOne finds the channel of a request without `channel_key`. */
const choices: Readonly<Record<string, (pg: string | undefined) => Channel | undefined>> = {
  'POST /vbanks': (pg) =>
    selectChannel(
      apiChannelsFirst.filter(({ pg_provider }) => vbankIssuingPgs.includes(pg_provider)),
      pg,
    ),
  'POST /receipts/external/{merchant_uid}': (pg) =>
    selectChannel(
      channels.filter(({ pg_provider, type }) => type === 'payment' && externalIssuingPgs.includes(pg_provider)),
      pg,
    ),
  'POST /certifications/otp/request': (pg) =>
    selectChannel(
      channels.filter(({ type }) => type === 'certification'),
      pg,
    ),
  'GET /naver/reviews': () => channels.find(({ pg_provider }) => pg_provider === 'naverco'),
  // Without a PG, the billing key's own channel is used.
  'POST /subscribe/payments/schedule': (pg) => (pg === undefined ? undefined : selectApiChannel(pg)),
};

/** Returns the channel of a request that names none, or only a PG, as programs older than `channel_key` do. */
export function chooseChannel(route: string, args: object): { channel_key?: string } {
  const given = new Map<string, unknown>(Object.entries(args));
  if (given.has('channel_key')) return {};
  const pg = given.get('pg');
  const channel = choices[route]?.(typeof pg === 'string' ? pg : undefined);
  return channel ? { channel_key: channel.channel_key } : {};
}
