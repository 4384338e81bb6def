import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Localized } from '../../base/bilingual.ts';
import { withinTime } from '../../base/within-time.ts';
import type { ServeConfig } from '../../config/index.ts';
import { createFindings, type Finding } from './finding.ts';

const store = createFindings({ en: 'Shared store', ko: '공유 저장소' });

const MAX_WAIT_MS = 4_000;

/** Connects to Redis once, and writes nothing but a key of its own that expires in a second. */
export async function checkStore({ redisUrl }: ServeConfig): Promise<Finding> {
  if (redisUrl === undefined)
    return store.ok('none: confirmations and counters are in memory', '없음: 확인과 한도 집계를 메모리에 보관');
  const { connectRedis, getErrorCause } = await import('../../store/redis/client.ts');
  const { host } = new URL(redisUrl);
  const client = connectRedis(redisUrl);
  try {
    const reached = await withinTime(MAX_WAIT_MS, waitUntilReady(client));
    if (reached === undefined) throw Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' });
    await client.set(`portone-v1:doctor:${randomUUID()}`, '1', 'PX', 1_000);
    return await describeServer(client, host);
  } catch (error) {
    const code = getErrorCause(error);
    const { what, advice } = describeFailure(code);
    return store.problem({ what: { en: `${host} ${what.en} (${code})`, ko: `${host}: ${what.ko}(${code})` }, advice });
  } finally {
    client.disconnect();
  }
}

const waitUntilReady = (client: Redis): Promise<true> =>
  new Promise((resolve, reject) => {
    client.once('ready', () => resolve(true));
    client.on('error', reject);
  });

async function describeServer(client: Redis, host: string): Promise<Finding> {
  // Some providers forbid INFO.
  const about = await client.info().catch(() => '');
  const [, version] = /^(?:valkey_version|redis_version):(\S+)/m.exec(about) ?? [];
  const [, policy = 'noeviction'] = /^maxmemory_policy:(\S+)/m.exec(about) ?? [];
  const [, maxMemory = '0'] = /^maxmemory:(\d+)/m.exec(about) ?? [];
  if (policy !== 'noeviction' && maxMemory !== '0')
    return store.warning({
      what: {
        en: `${host} drops keys when it is full (maxmemory-policy ${policy})`,
        ko: `${host}: 가득 차면 키를 버립니다(maxmemory-policy ${policy})`,
      },
      advice: { en: 'Set maxmemory-policy noeviction.', ko: 'maxmemory-policy를 noeviction으로 바꾸세요.' },
    });
  const name = version === undefined ? '' : `, version ${version}`;
  return store.ok(
    `${host} answers and can be written${name}; what is stored is encrypted with PORTONE_V1_STATE_KEY`,
    `${host} 응답·쓰기 가능${version === undefined ? '' : `, 버전 ${version}`}. 내용은 PORTONE_V1_STATE_KEY로 암호화됨`,
  );
}

const failures: readonly { codes: RegExp; what: Localized; advice: Localized }[] = [
  {
    codes: /^(WRONGPASS|NOAUTH|ERR)$/,
    what: { en: 'answers, and rejects the user or password', ko: '응답하지만 사용자나 비밀번호를 거부합니다' },
    advice: {
      en: 'Check the user and password in PORTONE_V1_REDIS_URL: redis://user:password@host:port.',
      ko: 'PORTONE_V1_REDIS_URL의 사용자와 비밀번호를 확인하세요: redis://사용자:비밀번호@호스트:포트',
    },
  },
  {
    codes: /^NOPERM$/,
    what: { en: 'answers, and the user may not write keys', ko: '응답하지만 이 사용자에게 쓰기 권한이 없습니다' },
    advice: {
      en: 'Let the user read and write keys and channels that begin with portone-v1:, and run scripts.',
      ko: 'portone-v1: 로 시작하는 키와 채널의 읽기·쓰기와 스크립트 실행 권한을 주세요.',
    },
  },
  {
    codes: /^READONLY$/,
    what: { en: 'is a read-only replica', ko: '읽기 전용 복제본입니다' },
    advice: {
      en: 'Let PORTONE_V1_REDIS_URL name the primary.',
      ko: 'PORTONE_V1_REDIS_URL에 주(primary) 서버를 지정하세요.',
    },
  },
];

const UNREACHABLE = {
  what: { en: 'cannot be reached', ko: '연결할 수 없습니다' },
  advice: {
    en: 'Check that Redis runs, host and port in PORTONE_V1_REDIS_URL, rediss:// if it wants TLS, and any firewall. Until then reads work and changes are refused.',
    ko: 'Redis가 실행 중인지, PORTONE_V1_REDIS_URL의 호스트와 포트(TLS면 rediss://), 방화벽을 확인하세요. 그때까지 조회만 되고 변경은 거부됩니다.',
  },
};

const describeFailure = (code: string) => failures.find(({ codes }) => codes.test(code)) ?? UNREACHABLE;
