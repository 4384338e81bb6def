import * as z from 'zod';
import { bothLanguages } from './issue-text.ts';
import {
  BARE_URL,
  isAddressEntry,
  listOf,
  parseUrl,
  secretValue,
  secureUrl,
  splitNames,
  switchValue,
  wholeNumber,
} from './parsers.ts';
import { ADVERTISED_SCOPES, isScope, SCOPES, type Scope } from './scopes.ts';
import type { Setting } from './setting.ts';

/** The documented addresses from which PortOne V1 sends webhooks. */
const PORTONE_WEBHOOK_SOURCES = ['52.78.100.19', '52.78.48.223', '52.78.5.241'];

const addressList = (fallback: readonly string[]) =>
  listOf(
    { en: 'IP addresses and networks such as 10.0.0.0/8', ko: 'IP 주소와 대역(예: 10.0.0.0/8)' },
    (text) => (isAddressEntry(text) ? text : undefined),
    fallback,
  );

const publicOrigin = secureUrl
  .refine(
    (text) => {
      const { pathname, search, hash, username } = new URL(text);
      return pathname === '/' && `${search}${hash}${username}` === '';
    },
    bothLanguages({
      en: 'must be an origin such as https://mcp.example.com, without a path',
      ko: '경로 없는 주소여야 합니다(예: https://mcp.example.com)',
    }),
  )
  .transform((text) => new URL(text).origin);

const scopeList = z
  .string()
  .optional()
  .transform((text, { addIssue }): readonly Scope[] => {
    const names = splitNames(text?.toLowerCase()) ?? ADVERTISED_SCOPES;
    const unknown = names.find((name) => !isScope(name));
    if (unknown !== undefined)
      addIssue(
        bothLanguages({
          en: `accepts ${SCOPES.join(', ')}, not "${unknown}"`,
          ko: `"${unknown}": 쓸 수 없는 값입니다. 가능한 값: ${SCOPES.join(', ')}`,
        }),
      );
    return names.filter(isScope);
  });

/** Kept as written, since the issuer of a token must match it exactly. */
const issuerUrl = secureUrl.refine((text) => {
  const { search, hash, username } = new URL(text);
  return `${search}${hash}${username}` === '';
}, bothLanguages(BARE_URL));

function parseHostName(text: string): string | undefined {
  const url = parseUrl(`http://${text}`);
  return url?.host === text.toLowerCase() && url.port === '' ? url.hostname : undefined;
}

function parsePageOrigin(text: string): string | undefined {
  const url = parseUrl(text);
  return url && /^https?:$/.test(url.protocol) && url.origin === text.toLowerCase() ? url.origin : undefined;
}

/** Settings of a server over HTTP. */
export const httpSettings = {
  http: {
    flag: 'http',
    env: 'PORTONE_V1_HTTP',
    schema: switchValue(),
    default: 'off',
    meaning: {
      en: 'Serve over Streamable HTTP at /mcp instead of stdio',
      ko: 'stdio 대신 Streamable HTTP(/mcp)로 제공',
    },
  },
  host: {
    flag: 'host',
    env: 'PORTONE_V1_HOST',
    value: 'h',
    schema: z.string().default('127.0.0.1'),
    default: '127.0.0.1',
    meaning: {
      en: 'Address to listen on; any other than this machine requires authentication',
      ko: '수신 주소. 이 컴퓨터 밖으로 열려면 인증 필수',
    },
  },
  port: {
    flag: 'port',
    env: 'PORTONE_V1_PORT',
    value: 'n',
    schema: wholeNumber(65_535).default(3000),
    default: '3000',
    meaning: { en: 'Port to listen on; 0 picks a free one', ko: '수신 포트. 0이면 빈 포트' },
  },
  publicUrl: {
    flag: 'public-url',
    env: 'PORTONE_V1_PUBLIC_URL',
    value: 'url',
    schema: publicOrigin.optional(),
    default: 'the listening address',
    meaning: {
      en: 'Origin at which clients and browsers reach the server; used in approval links and as token audience',
      ko: '클라이언트와 브라우저가 접속하는 주소(승인 링크, 토큰 audience)',
    },
  },
  tokensFile: {
    flag: 'tokens',
    env: 'PORTONE_V1_TOKENS',
    protects: true,
    value: 'file',
    schema: z.string().optional(),
    default: 'none',
    meaning: {
      en: 'File with callers and the hashes of their tokens; `portone-v1-mcp token <name>` creates an entry',
      ko: '호출자와 토큰 해시 파일. `portone-v1-mcp token <name>`으로 항목 생성',
    },
  },
  oauthIssuer: {
    flag: 'oauth-issuer',
    env: 'PORTONE_V1_OAUTH_ISSUER',
    protects: true,
    value: 'url',
    schema: issuerUrl.optional(),
    default: 'none',
    meaning: {
      en: 'OAuth authorization server whose access tokens for /mcp at the public URL are accepted',
      ko: '공개 주소의 /mcp용 액세스 토큰을 발급하는 OAuth 인가 서버',
    },
  },
  oauthScopes: {
    flag: 'oauth-scopes',
    env: 'PORTONE_V1_OAUTH_SCOPES',
    value: 'a,b',
    schema: scopeList,
    default: 'all but personal:full',
    meaning: {
      en: 'Scopes that a client without a token is told to request; requires --oauth-issuer',
      ko: '토큰이 없는 클라이언트에게 요청하라고 알릴 scope. --oauth-issuer 필요',
    },
  },
  tenantsFile: {
    flag: 'tenants',
    env: 'PORTONE_V1_TENANTS',
    protects: true,
    value: 'file',
    schema: z.string().optional(),
    default: 'none',
    meaning: {
      en: 'File with several merchants, each with its own credentials, tools, policy and audit log',
      ko: '한 서버에 여러 상점: 상점마다 자격 증명·도구·정책·감사 로그 분리',
    },
  },
  allowedHosts: {
    flag: 'allowed-hosts',
    env: 'PORTONE_V1_ALLOWED_HOSTS',
    value: 'a,b',
    schema: listOf({ en: 'host names without a port', ko: '포트 없는 호스트 이름' }, parseHostName),
    default: 'none',
    meaning: {
      en: 'Host names to accept in addition to this machine and the public URL',
      ko: '이 컴퓨터와 공개 주소 외에 허용할 호스트 이름',
    },
  },
  allowedOrigins: {
    flag: 'allowed-origins',
    env: 'PORTONE_V1_ALLOWED_ORIGINS',
    value: 'a,b',
    schema: listOf(
      { en: 'origins such as https://app.example.com', ko: '출처(예: https://app.example.com)' },
      parsePageOrigin,
    ),
    default: 'none',
    meaning: { en: 'Origins of web pages that may call the server', ko: '호출을 허용할 웹 페이지 출처' },
  },
  rateLimit: {
    flag: 'rate-limit',
    env: 'PORTONE_V1_RATE_LIMIT',
    protects: true,
    value: 'n',
    schema: wholeNumber(1_000_000).optional(),
    default: '600 with authentication, otherwise 0',
    meaning: {
      en: 'Calls per minute and caller (five times that per tenant); 0 = unlimited',
      ko: '호출자당 분당 호출 수(테넌트는 5배). 0이면 제한 없음',
    },
  },
  webhookSources: {
    flag: 'webhook-sources',
    env: 'PORTONE_V1_WEBHOOK_SOURCES',
    value: 'a,b',
    schema: addressList(PORTONE_WEBHOOK_SOURCES),
    default: "PortOne's three addresses",
    meaning: {
      en: 'IP addresses and networks from which webhooks are accepted',
      ko: '웹훅을 받을 IP 주소와 대역',
    },
  },
  trustedProxies: {
    flag: 'trusted-proxies',
    env: 'PORTONE_V1_TRUSTED_PROXIES',
    value: 'a,b',
    schema: addressList([]),
    default: 'none',
    meaning: {
      en: 'IP addresses and networks of proxies whose X-Forwarded-For is trusted',
      ko: 'X-Forwarded-For를 믿을 자체 프록시의 IP 주소와 대역',
    },
  },
  metricsToken: {
    env: 'PORTONE_V1_METRICS_TOKEN',
    schema: secretValue(16).optional(),
    default: 'none: /metrics only on this machine',
    meaning: {
      en: 'Bearer token for reading /metrics from other machines; at least 16 characters',
      ko: '다른 컴퓨터에서 /metrics를 읽을 때 쓰는 16자 이상의 Bearer 토큰',
    },
  },
} as const satisfies Record<string, Setting>;
