import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  capabilities,
  type Question,
  type RawClient,
  type RawEra,
  type Round,
  rawClient,
  rawEras,
} from './raw-client.ts';
import { type RedisServer, startRedis } from './redis.ts';
import type { Samples } from './tool-case.ts';
import { type LedgerEntry, serverAt, serverHere, startUpstream } from './upstream.ts';

const KEY = 'a key of thirty-two characters or more';
/** The PIN that is guessed must not lock the pages of others. */
const PIN_KEY = 'a key for those whose PIN is guessed, and no others';
export const PIN = '246810';

interface Setting {
  flags?: readonly string[];
  env?: Record<string, string>;
  declares: keyof typeof capabilities;
  /** It shares a store with all others that do. */
  shares?: true;
  /** A process of its own, beside that of another. */
  beside?: true;
}

/** The servers that are attacked: each is started when first wanted and serves all attacks of a file. */
const settings = {
  form: { declares: 'form' },
  url: { declares: 'url' },
  page: { declares: 'none' },
  pin: { declares: 'none', env: { PORTONE_V1_APPROVAL_PIN: PIN }, beside: true },
  /** For the attack that locks it for all others. */
  guessed: { declares: 'none', env: { PORTONE_V1_APPROVAL_PIN: PIN } },
  token: { declares: 'none', flags: ['--confirm-fallback', 'token'] },
  tokenBeside: { declares: 'none', flags: ['--confirm-fallback', 'token'], beside: true },
  tokenAndForm: { declares: 'form', flags: ['--confirm-fallback', 'token'] },
  refuse: { declares: 'none', flags: ['--confirm-fallback', 'refuse'] },
  readOnly: { declares: 'form', flags: ['--read-only'] },
  discover: { declares: 'form', flags: ['--toolsets', 'discover'], env: { PORTONE_V1_STATE_KEY: KEY } },
  discoverReadOnly: { declares: 'form', flags: ['--toolsets', 'discover', '--read-only'] },
  discoverExcluded: { declares: 'form', flags: ['--toolsets', 'discover', '--exclude-tools', 'cancel_payment'] },
  discoverToken: { declares: 'none', flags: ['--toolsets', 'discover', '--confirm-fallback', 'token'] },
  /** Two processes that sign with one key, each with a memory of its own. */
  sharing: { declares: 'form', env: { PORTONE_V1_STATE_KEY: KEY } },
  sharingToo: { declares: 'form', env: { PORTONE_V1_STATE_KEY: KEY } },
  /** Three processes that share a store as well. */
  fleet1: { declares: 'form', env: { PORTONE_V1_STATE_KEY: KEY }, shares: true },
  fleet2: { declares: 'form', env: { PORTONE_V1_STATE_KEY: KEY }, shares: true },
  fleet3: { declares: 'form', env: { PORTONE_V1_STATE_KEY: KEY }, shares: true },
  /** One more, with a key of its own. */
  fleetStranger: { declares: 'form', env: { PORTONE_V1_STATE_KEY: `not ${KEY}` }, shares: true },
  fleetPage1: { declares: 'none', env: { PORTONE_V1_STATE_KEY: KEY }, shares: true },
  fleetPage2: { declares: 'none', env: { PORTONE_V1_STATE_KEY: KEY }, shares: true },
  fleetPage3: { declares: 'none', env: { PORTONE_V1_STATE_KEY: KEY }, shares: true },
  fleetPin1: { declares: 'none', env: { PORTONE_V1_STATE_KEY: PIN_KEY, PORTONE_V1_APPROVAL_PIN: PIN }, shares: true },
  fleetPin2: { declares: 'none', env: { PORTONE_V1_STATE_KEY: PIN_KEY, PORTONE_V1_APPROVAL_PIN: PIN }, shares: true },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;

export interface Game {
  era: RawEra;
  client(setting: SettingName): Promise<RawClient>;
  /** One of its own, for attacks that end it. */
  freshClient(setting: SettingName): Promise<RawClient>;
  /** Arguments that nothing is wrong with. */
  refund: Record<string, unknown>;
  otherRefund: Record<string, unknown>;
  charge: Record<string, unknown>;
  bigCharge: Record<string, unknown>;
  samples: Samples;
  /** Where the shared store is. */
  store(): Promise<string>;
  ledger(): Promise<LedgerEntry[]>;
  /** PortOne changes what was shown, by another way. */
  changeState(): Promise<void>;
}

export interface Attack {
  name: string;
  /** In the other era it cannot be tried: there the state of a question never leaves the server. */
  only?: RawEra;
  attack(game: Game): Promise<Round>;
  /** What the last call comes to. */
  ends: string;
  /** How often PortOne was told to change something; one where somebody agreed to exactly that. */
  changes?: 1;
}

export async function questionOf(round: Round | Promise<Round>): Promise<Question> {
  const { question, kind, error } = await round;
  if (!question) throw new Error(`A question was expected, not ${kind} ${JSON.stringify(error)}`);
  return question;
}

export const pageOf = (round: Round): string => String(round.error?.approval_url);

/** What is refunded by another way, to be told apart in the ledger. */
const OTHER_WAY = 777;

function play(use: (game: (era: RawEra) => Game) => void): void {
  const clients = new Map<string, Promise<RawClient>>();
  const extra: RawClient[] = [];
  let upstream: Awaited<ReturnType<typeof startUpstream>>;
  let samples: Samples;
  let redis: Promise<RedisServer> | undefined;
  const start = async (era: RawEra, name: SettingName, { alone }: { alone: boolean }) => {
    const { flags = [], env = {}, declares, shares, beside }: Setting = settings[name];
    // Servers that have a key or a store in common must have nothing else in common.
    const isApart = alone || beside || 'PORTONE_V1_STATE_KEY' in env;
    const at = isApart ? serverAt : serverHere;
    const command = at(upstream.url, '--lang', 'en', ...flags);
    if (shares) redis ??= startRedis();
    const store = shares && redis ? { PORTONE_V1_REDIS_URL: (await redis).url } : {};
    return rawClient(era, { ...command, env: { ...command.env, ...env, ...store } }, capabilities[declares]);
  };
  beforeAll(async () => {
    upstream = await startUpstream();
    samples = await upstream.samples();
  });
  beforeEach(() => upstream.reset());
  afterAll(async () => {
    const started = await Promise.all(clients.values());
    await Promise.all([...started, ...extra].map((client) => client.close()));
    await upstream.close();
    await (await redis)?.close();
  });
  use((era) => ({
    era,
    client(name) {
      const key = `${era} ${name}`;
      const client = clients.get(key) ?? start(era, name, { alone: false });
      clients.set(key, client);
      return client;
    },
    async freshClient(name) {
      const client = await start(era, name, { alone: true });
      extra.push(client);
      return client;
    },
    refund: { imp_uid: samples.paid_card?.imp_uid, amount: 1000 },
    otherRefund: { imp_uid: samples.paid_kcp?.imp_uid, amount: 1000 },
    charge: { customer_uid: samples.subscription?.customer_uid, merchant_uid: 'gate-1', amount: 5000, name: 'tea' },
    bigCharge: {
      customer_uid: samples.subscription?.customer_uid,
      merchant_uid: 'gate-2',
      amount: 1_500_000,
      name: 'tea',
    },
    samples,
    store: async () => (await redis)?.url ?? '',
    ledger: async () => (await upstream.ledger()).entries,
    async changeState() {
      const post = async (path: string, body: object, token = '') =>
        (await (
          await fetch(upstream.url + path, {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...(token ? { authorization: token } : {}) },
            body: JSON.stringify(body),
          })
        ).json()) as { code: number; response: { access_token: string } };
      const granted = await post('/users/getToken', { imp_key: 'sandbox_key', imp_secret: 'sandbox_secret' });
      const body = { imp_uid: samples.paid_card?.imp_uid, amount: OTHER_WAY };
      const { code } = await post('/payments/cancel', body, granted.response.access_token);
      if (code !== 0) throw new Error('the sandbox did not refund');
    },
  }));
}

/** Plays every attack in every era, and looks at the sandbox's ledger afterwards. All groups attack the same servers. */
export function playAttacks(groups: Record<string, readonly Attack[]>): void {
  play((game) => {
    const everything = Object.entries(groups).flatMap(([title, attacks]) =>
      rawEras.map((era) => [title, era, attacks] as const),
    );
    describe.each(everything)('%s, %s', (_, era, attacks) => {
      const here = attacks.filter(({ only }) => only === undefined || only === era);
      it.each(here)('$name: $ends', async ({ attack, ends, changes }) => {
        const played = game(era);
        const { kind } = await attack(played);
        expect(kind).toBe(ends);
        const entries = (await played.ledger()).filter(({ amount }) => amount !== OTHER_WAY);
        expect(entries).toHaveLength(changes ?? 0);
      });
    });
  });
}
