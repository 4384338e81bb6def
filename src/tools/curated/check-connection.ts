import type * as z from 'zod';
import type { Language } from '../../base/bilingual.ts';
import { Refused } from '../../base/refusal.ts';
import type { Context } from '../../context.ts';
import { listPgSettings } from '../../endpoints/catalog/merchant.ts';
import { flag, model, number, text, textList, time } from '../../endpoints/models/field.ts';
import type { PgSetting } from '../../endpoints/models/merchant.ts';
import { describeConfirmationChannel } from '../../guard/confirmation/describe-channel.ts';
import { toErrorReport } from '../../output/error-report.ts';
import { PortOneError } from '../../portone/errors.ts';
import { withTimeLimit } from '../../portone/time-limit.ts';
import type { ReadTool } from '../tool.ts';

const Failure = model({ kind: text(), message: text(), http_status: number(), upstream_message: text(), next: text() });

const Connection = model({
  shop: text(),
  portone: model({
    reachable: flag(),
    host: text(),
    mode: text(),
    tier: text(),
    latency_ms: number(),
    token_valid_until: time(),
    // PortOne's clock minus this machine's.
    clock_difference_seconds: number(),
    error: Failure,
  }),
  channels: model({
    live: number(),
    test: number(),
    // Of each its PG, its name and the shop ID at the PG.
    live_channels: textList(),
    test_channels: textList(),
    error: Failure,
  }),
  server: model({ version: text(), node: text(), time: time() }),
  tools: model({
    callable: number(),
    listed: number(),
    read_only: flag(),
    // With the number of tools of each.
    toolsets: text(),
  }),
  confirmation: text(),
  settings: model({ personal_data: text(), card_data: text(), audit: text(), policy: text(), store: text() }),
  next: text(),
});

export const checkConnection: ReadTool = {
  name: 'check_connection',
  title: { en: 'Check connection', ko: '연결 확인' },
  description: 'Whether PortOne answers, test or live channels (연결 확인), and how this server is set up.',
  toolset: 'desk',
  effect: 'read',
  fields: {},
  rules: {},
  previews: [],
  async run(_args, context, { signal, caller }) {
    const { runtimeInfo, pii, allowCardData, lang, now } = context;
    const { portone, channels } = await probePortOne(context, signal);
    return {
      value: {
        ...(runtimeInfo.shop === undefined ? {} : { shop: runtimeInfo.shop }),
        portone,
        channels,
        server: { version: runtimeInfo.version, node: process.version, time: now() },
        tools: countTools(context),
        confirmation: describeConfirmationChannel(caller, runtimeInfo.confirmation),
        settings: {
          personal_data: pii,
          card_data: allowCardData ? 'taken as arguments' : 'typed on a page only',
          audit: runtimeInfo.audit ? 'on' : 'off',
          policy: describePolicies(runtimeInfo.policies, lang),
          store: runtimeInfo.store,
        },
        next: portone.error?.next,
      },
      model: Connection,
      isCompleteAnswer: true,
    };
  },
};

function describePolicies(issuers: Context['runtimeInfo']['policies'], lang: Language): string {
  if (!issuers.includes('company')) return issuers.length > 0 ? 'on' : 'off';
  const hasOwn = issuers.includes('shop');
  if (lang === 'ko') return hasOwn ? '회사 공통 정책 + 상점 정책' : '회사 공통 정책';
  return hasOwn ? "the company's policy + this shop's own" : "the company's policy";
}

/** Milliseconds. A diagnosis is of use only while somebody waits for it. */
const MAX_PROBE_TIME = 7_000;

/** Checks the connection to PortOne. A failure is a result, not an error. */
async function probePortOne(context: Context, signal: AbortSignal) {
  const { runtimeInfo } = context;
  const mode = runtimeInfo.sandbox
    ? 'sandbox: sample data, no real money'
    : 'real payments, and test ones through test channels';
  const address = {
    host: runtimeInfo.host,
    ...(runtimeInfo.tier === undefined ? {} : { tier: runtimeInfo.tier }),
  };
  const toFailure = (error: unknown) => {
    if (!(error instanceof PortOneError || error instanceof Refused)) throw error;
    return toErrorReport(error, context);
  };
  const portone = withTimeLimit(await context.portone(), MAX_PROBE_TIME);
  let tokenValidUntil: number | undefined;
  try {
    tokenValidUntil = await portone.getTokenExpiry({ signal });
    const startedAt = context.getMonotonicMs();
    const { response } = await portone.call(listPgSettings, {}, { signal });
    const latency_ms = Math.round(context.getMonotonicMs() - startedAt);
    const channels = response ?? [];
    const live = channels.filter((one) => !one.sandbox);
    const test = channels.filter((one) => one.sandbox);
    const serverTime = portone.getServerTime();
    return {
      portone: {
        ...{ reachable: true, ...address, mode, latency_ms, token_valid_until: tokenValidUntil },
        ...(serverTime === undefined ? {} : { clock_difference_seconds: serverTime - Math.round(context.now()) }),
        error: undefined,
      },
      channels: {
        ...{ live: live.length, test: test.length },
        live_channels: live.map(formatChannel),
        test_channels: test.map(formatChannel),
      },
    };
  } catch (error) {
    const failure = toFailure(error);
    const reachable = failure.kind !== 'unreachable';
    // Without a token it is not known whose payments these would be.
    const tokenFields = tokenValidUntil === undefined ? {} : { mode, token_valid_until: tokenValidUntil };
    // A valid key may still lack permission to read the channels.
    if (reachable && tokenValidUntil !== undefined)
      return {
        portone: { reachable, ...address, ...tokenFields, error: undefined },
        channels: { error: failure },
      };
    return { portone: { reachable, ...address, ...tokenFields, error: failure }, channels: undefined };
  }
}

const formatChannel = ({ pg_provider, channel_name, pg_id }: z.output<typeof PgSetting>): string =>
  [pg_provider, channel_name, pg_id && `(${pg_id})`].filter(Boolean).join(' ');

function countTools({ catalog: { tools }, runtimeInfo }: Context) {
  const counts = new Map<string, number>();
  for (const { toolset } of tools) counts.set(toolset, (counts.get(toolset) ?? 0) + 1);
  return {
    callable: tools.length,
    listed: tools.filter(({ hidden }) => !hidden).length,
    read_only: runtimeInfo.readOnly,
    toolsets: [...counts].map(([name, count]) => `${name} ${count}`).join(', '),
  };
}
