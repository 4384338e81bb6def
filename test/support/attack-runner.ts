import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  capabilities,
  type RawClient,
  type RawQuestion,
  type RawResult,
  type RawRevision,
  rawRevisions,
  startRawClient,
} from './raw-client.ts';
import { type RedisServer, startRedis } from './redis.ts';
import type { Samples } from './tool-case.ts';
import { getInProcessCommand, getServerCommand, type LedgerEntry, startUpstream } from './upstream.ts';

const KEY = 'a key of thirty-two characters or more';
/** Guessing this PIN must not lock the pages of other attacks. */
const PIN_KEY = 'a key for those whose PIN is guessed, and no others';
export const PIN = '246810';

interface ServerSetup {
  flags?: readonly string[];
  env?: Record<string, string>;
  capability: keyof typeof capabilities;
  /** It shares one store with all other servers that do. */
  sharesStore?: true;
  /** It needs a separate process. */
  ownProcess?: true;
}

/** The attacked servers: each is started on first use and serves all attacks of a file. */
const serverSetups = {
  form: { capability: 'form' },
  url: { capability: 'url' },
  page: { capability: 'none' },
  pin: { capability: 'none', env: { PORTONE_V1_APPROVAL_PIN: PIN }, ownProcess: true },
  /** For the attack that locks the PIN for everyone. */
  guessed: { capability: 'none', env: { PORTONE_V1_APPROVAL_PIN: PIN } },
  token: { capability: 'none', flags: ['--confirm-fallback', 'token'] },
  tokenBeside: { capability: 'none', flags: ['--confirm-fallback', 'token'], ownProcess: true },
  tokenAndForm: { capability: 'form', flags: ['--confirm-fallback', 'token'] },
  refuse: { capability: 'none', flags: ['--confirm-fallback', 'refuse'] },
  readOnly: { capability: 'form', flags: ['--read-only'] },
  discover: { capability: 'form', flags: ['--toolsets', 'discover'], env: { PORTONE_V1_STATE_KEY: KEY } },
  discoverReadOnly: { capability: 'form', flags: ['--toolsets', 'discover', '--read-only'] },
  discoverExcluded: { capability: 'form', flags: ['--toolsets', 'discover', '--exclude-tools', 'cancel_payment'] },
  discoverToken: { capability: 'none', flags: ['--toolsets', 'discover', '--confirm-fallback', 'token'] },
  /** Two processes that sign with one key, each with its own memory. */
  sharing: { capability: 'form', env: { PORTONE_V1_STATE_KEY: KEY } },
  sharingToo: { capability: 'form', env: { PORTONE_V1_STATE_KEY: KEY } },
  /** Three processes that share a store as well. */
  fleet1: { capability: 'form', env: { PORTONE_V1_STATE_KEY: KEY }, sharesStore: true },
  fleet2: { capability: 'form', env: { PORTONE_V1_STATE_KEY: KEY }, sharesStore: true },
  fleet3: { capability: 'form', env: { PORTONE_V1_STATE_KEY: KEY }, sharesStore: true },
  /** One more, with its own key. */
  fleetStranger: { capability: 'form', env: { PORTONE_V1_STATE_KEY: `not ${KEY}` }, sharesStore: true },
  fleetPage1: { capability: 'none', env: { PORTONE_V1_STATE_KEY: KEY }, sharesStore: true },
  fleetPage2: { capability: 'none', env: { PORTONE_V1_STATE_KEY: KEY }, sharesStore: true },
  fleetPage3: { capability: 'none', env: { PORTONE_V1_STATE_KEY: KEY }, sharesStore: true },
  fleetPin1: {
    capability: 'none',
    env: { PORTONE_V1_STATE_KEY: PIN_KEY, PORTONE_V1_APPROVAL_PIN: PIN },
    sharesStore: true,
  },
  fleetPin2: {
    capability: 'none',
    env: { PORTONE_V1_STATE_KEY: PIN_KEY, PORTONE_V1_APPROVAL_PIN: PIN },
    sharesStore: true,
  },
} as const satisfies Record<string, ServerSetup>;

export type ServerSetupName = keyof typeof serverSetups;

export interface AttackTarget {
  revision: RawRevision;
  getClient(setting: ServerSetupName): Promise<RawClient>;
  /** A separate client, for attacks that end it. */
  startClient(setting: ServerSetupName): Promise<RawClient>;
  /** Valid arguments. */
  refund: Record<string, unknown>;
  otherRefund: Record<string, unknown>;
  charge: Record<string, unknown>;
  bigCharge: Record<string, unknown>;
  samples: Samples;
  /** The URL of the shared store. */
  getStoreUrl(): Promise<string>;
  readLedger(): Promise<LedgerEntry[]>;
  /** Changes the payment at PortOne behind the server's back. */
  refundElsewhere(): Promise<void>;
}

export interface Attack {
  name: string;
  /** Impossible in the other protocol revision, where the state of a question never leaves the server. */
  onlyRevision?: RawRevision;
  attack(target: AttackTarget): Promise<RawResult>;
  /** The outcome of the last call. */
  ends: string;
  /** How many changes PortOne executed; one if the person agreed to exactly that. */
  expectedChanges?: 1;
}

export async function expectQuestion(result: RawResult | Promise<RawResult>): Promise<RawQuestion> {
  const { question, kind, error } = await result;
  if (!question) throw new Error(`A question was expected, not ${kind} ${JSON.stringify(error)}`);
  return question;
}

export const getApprovalUrl = (result: RawResult): string => String(result.error?.approval_url);

/** The amount refunded behind the server's back, recognizable in the ledger. */
const OTHER_REFUND_AMOUNT = 777;

function useAttackTargets(use: (target: (revision: RawRevision) => AttackTarget) => void): void {
  const clients = new Map<string, Promise<RawClient>>();
  const freshClients: RawClient[] = [];
  let upstream: Awaited<ReturnType<typeof startUpstream>>;
  let samples: Samples;
  let redis: Promise<RedisServer> | undefined;
  const startServer = async (revision: RawRevision, name: ServerSetupName, { alone }: { alone: boolean }) => {
    const { flags = [], env = {}, capability, sharesStore, ownProcess }: ServerSetup = serverSetups[name];
    // Servers that have a key or a store in common must have nothing else in common.
    const isIsolated = alone || ownProcess || 'PORTONE_V1_STATE_KEY' in env;
    const getCommand = isIsolated ? getServerCommand : getInProcessCommand;
    const command = getCommand(upstream.url, '--lang', 'en', ...flags);
    if (sharesStore) redis ??= startRedis();
    const store = sharesStore && redis ? { PORTONE_V1_REDIS_URL: (await redis).url } : {};
    return startRawClient(
      revision,
      { ...command, env: { ...command.env, ...env, ...store } },
      capabilities[capability],
    );
  };
  beforeAll(async () => {
    upstream = await startUpstream();
    samples = await upstream.readSamples();
  });
  beforeEach(() => upstream.reset());
  afterAll(async () => {
    const started = await Promise.all(clients.values());
    await Promise.all([...started, ...freshClients].map((client) => client.close()));
    await upstream.close();
    await (await redis)?.close();
  });
  // An agreement or a page that one attack leaves behind is for a call that no other attack makes.
  let attackCount = 0;
  use((revision) => {
    attackCount += 1;
    const reason = `attack ${attackCount}`;
    return {
      revision,
      getClient(name) {
        const key = `${revision} ${name}`;
        const client = clients.get(key) ?? startServer(revision, name, { alone: false });
        clients.set(key, client);
        return client;
      },
      async startClient(name) {
        const client = await startServer(revision, name, { alone: true });
        freshClients.push(client);
        return client;
      },
      refund: { imp_uid: samples.paid_card?.imp_uid, amount: 1000, reason },
      otherRefund: { imp_uid: samples.paid_kcp?.imp_uid, amount: 1000, reason },
      charge: {
        customer_uid: samples.subscription?.customer_uid,
        merchant_uid: `gate-1-${attackCount}`,
        amount: 5000,
        name: 'tea',
      },
      bigCharge: {
        customer_uid: samples.subscription?.customer_uid,
        merchant_uid: `gate-2-${attackCount}`,
        amount: 1_500_000,
        name: 'tea',
      },
      samples,
      getStoreUrl: async () => (await redis)?.url ?? '',
      readLedger: async () => (await upstream.readLedger()).entries,
      async refundElsewhere() {
        const post = async (path: string, body: object, token = '') =>
          (await (
            await fetch(upstream.url + path, {
              method: 'POST',
              headers: { 'content-type': 'application/json', ...(token ? { authorization: token } : {}) },
              body: JSON.stringify(body),
            })
          ).json()) as { code: number; response: { access_token: string } };
        const tokenReply = await post('/users/getToken', { imp_key: 'sandbox_key', imp_secret: 'sandbox_secret' });
        const body = { imp_uid: samples.paid_card?.imp_uid, amount: OTHER_REFUND_AMOUNT };
        const { code } = await post('/payments/cancel', body, tokenReply.response.access_token);
        if (code !== 0) throw new Error('the sandbox did not refund');
      },
    };
  });
}

/** Runs every attack in every protocol revision and then checks the sandbox's ledger. All groups attack the same servers. */
export function runAttacks(groups: Record<string, readonly Attack[]>): void {
  useAttackTargets((target) => {
    const groupsByRevision = Object.entries(groups).flatMap(([title, attacks]) =>
      rawRevisions.flatMap((revision) => {
        const possible = attacks.filter(({ onlyRevision = revision }) => onlyRevision === revision);
        return possible.length > 0 ? [[title, revision, possible] as const] : [];
      }),
    );
    describe.each(groupsByRevision)('%s, %s', (_, revision, attacks) => {
      it.each(attacks)('the call ends in $ends when $name', async ({ attack, ends, expectedChanges }) => {
        const attackTarget = target(revision);
        const { kind } = await attack(attackTarget);
        expect(kind).toBe(ends);
        const entries = (await attackTarget.readLedger()).filter(({ amount }) => amount !== OTHER_REFUND_AMOUNT);
        expect(entries).toHaveLength(expectedChanges ?? 0);
      });
    });
  });
}
