import type { Localized } from '../../base/bilingual.ts';
import { quote } from '../../base/text.ts';
import type { ServeConfig } from '../../config/index.ts';
import { getTier, listPgSettings } from '../../endpoints/catalog/merchant.ts';
import { maskNumbers } from '../../output/content-mask.ts';
import { createPortOne, type PortOneReader } from '../../portone/client.ts';
import { getProxyHost } from '../../portone/connection-peer.ts';
import { CredentialsRefused, PortOneError } from '../../portone/errors.ts';
import { withTimeLimit } from '../../portone/time-limit.ts';
import { info } from '../process.ts';
import { createFindings, type Finding } from './finding.ts';

const network = createFindings({ en: 'Network', ko: '네트워크' });
const keys = createFindings({ en: 'Keys', ko: '키' });
const channels = createFindings({ en: 'Channels', ko: '결제 채널' });
const subMerchant = createFindings({ en: 'Sub-merchant', ko: '하위 상점' });
const clock = createFindings({ en: 'Clock', ko: '시계' });

/** A person waits for it. */
const MAX_WAIT_MS = 8_000;
/** Tokens and the times in requests allow for less than this. */
const MAX_CLOCK_DIFFERENCE_S = 60;

/** Asks PortOne for a token, the channels and, where one is set, the sub-merchant. Changes nothing there. */
export async function checkPortOne(config: ServeConfig): Promise<Finding[]> {
  const connection = await connect(config);
  const hide = (text: string) =>
    maskNumbers(
      [config.apiKey, config.apiSecret].reduce((kept, secret) => hideSecret(kept, secret), text),
      'code',
    );
  try {
    return await examineAccount(withTimeLimit(connection.reader, MAX_WAIT_MS), config, hide);
  } finally {
    // A connection that never answers would take as long to close.
    void connection.close().catch(() => undefined);
  }
}

const hideSecret = (text: string, secret: string) => (secret.length < 4 ? text : text.replaceAll(secret, '•••'));

async function connect(config: ServeConfig) {
  const timeouts = { connect: MAX_WAIT_MS, token: MAX_WAIT_MS, read: MAX_WAIT_MS };
  const common = { userAgent: `${info.name}/${info.version}` };
  if (!config.sandbox) return createPortOne({ ...config, ...common }, { timeouts });
  const { startSandbox } = await import('../../sandbox/server.ts');
  const { url: baseUrl } = await startSandbox();
  return createPortOne({ ...common, baseUrl, apiKey: 'sandbox_key', apiSecret: 'sandbox_secret' }, { timeouts });
}

async function examineAccount(
  reader: PortOneReader,
  config: ServeConfig,
  hide: (text: string) => string,
): Promise<Finding[]> {
  const startedAt = performance.now();
  try {
    await reader.getTokenExpiry();
  } catch (error) {
    return [...describeFailedToken(error, config, hide), ...checkClock(reader)];
  }
  const milliseconds = Math.round(performance.now() - startedAt);
  const findings = [describeReached(config, milliseconds), keys.ok('PortOne accepts them', '포트원이 받아들임')];
  return [
    ...findings,
    await checkChannels(reader, hide),
    ...(await checkSubMerchant(reader, config, hide)),
    ...checkClock(reader),
  ];
}

function describeReached(config: ServeConfig, milliseconds: number): Finding {
  if (config.sandbox) return network.ok('the built-in sandbox answers', '내장 샌드박스가 응답함');
  const { host } = new URL(config.baseUrl);
  const proxy = getProxyHost(config);
  const via = proxy === undefined ? { en: '', ko: '' } : { en: ` through the proxy ${proxy}`, ko: `, 프록시 ${proxy}` };
  return network.ok(`${host} answers${via.en} (${milliseconds} ms)`, `${host} 응답함(${milliseconds}ms${via.ko})`);
}

function describeFailedToken(error: unknown, config: ServeConfig, hide: (text: string) => string): Finding[] {
  const failure = describeError(error, hide);
  const isAnswerOfPortOne =
    error instanceof PortOneError && error.kind !== 'unreachable' && error.upstreamMessage !== undefined;
  if (isAnswerOfPortOne || (error instanceof CredentialsRefused && error.code !== undefined))
    return [
      network.ok(`${new URL(config.baseUrl).host} answers`, `${new URL(config.baseUrl).host} 응답함`),
      keys.problem(failure),
    ];
  return [network.problem(failure)];
}

async function checkChannels(reader: PortOneReader, hide: (text: string) => string): Promise<Finding> {
  try {
    const { response } = await reader.call(listPgSettings, {});
    const all = response ?? [];
    const test = all.filter(({ sandbox }) => sandbox).length;
    if (all.length === 0)
      return channels.warning({
        what: { en: 'this account has none', ko: '이 계정에는 채널이 없습니다' },
        advice: {
          en: 'Add one in the PortOne console (결제 연동 > 연동 관리 > 채널 관리), or check that these are the keys of the right shop.',
          ko: '포트원 콘솔(결제 연동 > 연동 관리 > 채널 관리)에서 추가하거나, 이 상점의 키가 맞는지 확인하세요.',
        },
      });
    return channels.ok(`${all.length - test} live, ${test} test`, `실연동 ${all.length - test}개, 테스트 ${test}개`);
  } catch (error) {
    return channels.warning(describeError(error, hide));
  }
}

async function checkSubMerchant(
  reader: PortOneReader,
  { tier }: ServeConfig,
  hide: (text: string) => string,
): Promise<Finding[]> {
  if (tier === undefined) return [];
  try {
    await reader.call(getTier, { tier_code: tier });
    return [subMerchant.ok(`PortOne knows ${tier}`, `${tier}, 포트원에서 확인됨`)];
  } catch (error) {
    const { what } = describeError(error, hide);
    return [
      subMerchant.problem({
        what: { en: `PORTONE_V1_TIER ${tier}: ${what.en}`, ko: `PORTONE_V1_TIER ${tier}: ${what.ko}` },
        advice: {
          en: 'The code must be that of a sub-merchant of the account whose keys these are; a shop without an agency contract leaves PORTONE_V1_TIER out.',
          ko: '이 키를 발급한 대표 계정의 하위 상점 코드여야 합니다. 하위 상점이 아니면 PORTONE_V1_TIER를 빼세요.',
        },
      }),
    ];
  }
}

function checkClock(reader: PortOneReader): Finding[] {
  const serverTime = reader.getServerTime();
  if (serverTime === undefined) return [];
  const difference = Math.round(Date.now() / 1000 - serverTime);
  if (Math.abs(difference) <= MAX_CLOCK_DIFFERENCE_S)
    return [clock.ok(`${Math.abs(difference)} s from PortOne's`, `포트원과 ${Math.abs(difference)}초 차이`)];
  const isAhead = difference > 0;
  return [
    clock.warning({
      what: {
        en: `this machine is ${Math.abs(difference)} s ${isAhead ? 'ahead of' : 'behind'} PortOne`,
        ko: `이 컴퓨터의 시계가 포트원보다 ${Math.abs(difference)}초 ${isAhead ? '빠릅니다' : '느립니다'}`,
      },
      advice: {
        en: 'Let the system set its clock by itself: periods such as "today", schedules and expiry times depend on it.',
        ko: '시스템 시계를 자동으로 맞추세요. "오늘" 같은 기간, 예약 시각, 만료 시각이 이 시계에 달려 있습니다.',
      },
    }),
  ];
}

const kindTexts: Readonly<Record<string, string>> = {
  unauthorized: '포트원이 거부했습니다',
  rejected: '포트원이 요청을 거절했습니다',
  not_found: '포트원에 없습니다',
  rate_limited: '포트원이 호출 횟수를 제한하고 있습니다',
  unreachable: '포트원에 연결할 수 없습니다',
};

/** What a failed call says to a person, with PortOne's own words where it said some. */
function describeError(error: unknown, hide: (text: string) => string): { what: Localized; advice?: Localized } {
  if (!(error instanceof PortOneError)) throw error;
  const { what, advice, httpStatus, upstreamMessage, kind, message } = error;
  const said = upstreamMessage === undefined ? '' : `: ${quote(hide(upstreamMessage))}`;
  const status = httpStatus === undefined ? '' : ` (HTTP ${httpStatus})`;
  const text = what ?? {
    en: message.replace(/\.? ?Nothing was changed\.$/, ''),
    ko: `${kindTexts[kind] ?? '포트원 호출에 실패했습니다'}`,
  };
  return {
    what: { en: `${text.en}${said}`, ko: `${text.ko}${what ? '' : status}${said}` },
    ...(advice ? { advice } : {}),
  };
}
