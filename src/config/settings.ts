export interface Setting {
  flag?: string;
  env?: string;
  /** What follows the flag; none for a switch. */
  value?: string;
  default: string;
  meaning: { en: string; ko: string };
}

const accountSettings = [
  {
    env: 'PORTONE_V1_API_KEY',
    default: 'required unless --sandbox',
    meaning: { en: 'REST API key (environment only)', ko: 'REST API 키 (환경 변수로만)' },
  },
  {
    env: 'PORTONE_V1_API_SECRET',
    default: 'required unless --sandbox',
    meaning: { en: 'REST API secret (environment only)', ko: 'REST API 시크릿 (환경 변수로만)' },
  },
  {
    flag: 'sandbox',
    default: 'off',
    meaning: {
      en: 'Talk to an embedded sandbox with sample data; needs no key',
      ko: '키 없이 내장 샌드박스(샘플 데이터)로 실행',
    },
  },
  {
    env: 'PORTONE_V1_BASE_URL',
    default: 'https://api.iamport.kr',
    meaning: { en: 'Upstream address', ko: '호출할 API 주소' },
  },
  {
    env: 'PORTONE_V1_TIER',
    default: 'none',
    meaning: { en: 'Sub-merchant code, sent as the Tier header', ko: '하위 상점 코드(Tier 헤더)' },
  },
] as const satisfies readonly Setting[];

const toolSettings = [
  {
    flag: 'toolsets',
    env: 'PORTONE_V1_TOOLSETS',
    value: 'a,b',
    default: 'all',
    meaning: {
      en: 'Groups of tools offered: domains, `desk` (curated), `support` (desk and what an agent needs), `discover` (three tools that find, describe and call any other that is allowed; beside others it adds the rest unlisted)',
      ko: '제공할 도구 묶음: 도메인, `desk`(상담용 도구), `support`(desk와 상담에 필요한 API), `discover`(허용된 모든 도구를 찾고 설명하고 호출하는 도구 3개. 다른 묶음과 함께 쓰면 나머지를 목록 없이 제공)',
    },
  },
  {
    flag: 'tools',
    env: 'PORTONE_V1_TOOLS',
    value: 'a,b',
    default: 'none',
    meaning: {
      en: 'Tools offered by name; without --toolsets only these',
      ko: '이름으로 지정해 제공할 도구(--toolsets 없이 쓰면 이 도구만)',
    },
  },
  {
    flag: 'exclude-tools',
    env: 'PORTONE_V1_EXCLUDE_TOOLS',
    value: 'a,b',
    default: 'none',
    meaning: { en: 'Tools never offered', ko: '제공하지 않을 도구' },
  },
  {
    flag: 'read-only',
    env: 'PORTONE_V1_READ_ONLY',
    default: 'off',
    meaning: { en: 'Only tools that change nothing', ko: '조회 도구만 제공' },
  },
] as const satisfies readonly Setting[];

const safetySettings = [
  {
    flag: 'pii',
    env: 'PORTONE_V1_PII',
    value: 'masked|full',
    default: 'masked',
    meaning: { en: 'Show personal data masked or as it is', ko: '개인정보를 가리거나(masked) 그대로(full) 표시' },
  },
  {
    flag: 'allow-card-data',
    env: 'PORTONE_V1_ALLOW_CARD_DATA',
    default: 'off',
    meaning: {
      en: 'Take card numbers, passwords and other secrets as tool arguments',
      ko: '카드번호·비밀번호 등 비밀 값을 도구 인자로 허용',
    },
  },
  {
    flag: 'confirm-fallback',
    env: 'PORTONE_V1_CONFIRM_FALLBACK',
    value: 'page|refuse|token',
    default: 'page',
    meaning: {
      en: 'Where the client cannot ask a person: a local approval page, a refusal, or a code that the model repeats',
      ko: '클라이언트가 사람에게 물을 수 없을 때: 로컬 승인 페이지(page), 거부(refuse), 모델이 되돌려 주는 코드(token)',
    },
  },
  {
    env: 'PORTONE_V1_APPROVAL_PIN',
    default: 'none',
    meaning: { en: 'PIN that the approval page asks for', ko: '승인 페이지에서 요구할 PIN' },
  },
  {
    env: 'PORTONE_V1_SECOND_APPROVER_PIN',
    default: 'none',
    meaning: {
      en: 'PIN of the second approver, another one; a policy with `second_approver_above` needs it',
      ko: '두 번째 승인자의 PIN(첫 번째와 달라야 함). 정책의 `second_approver_above`에 필요',
    },
  },
  {
    flag: 'lang',
    env: 'PORTONE_V1_LANG',
    value: 'ko|en',
    default: 'of the machine',
    meaning: { en: 'Language of questions and pages', ko: '질문과 승인 페이지의 언어' },
  },
  {
    flag: 'policy',
    env: 'PORTONE_V1_POLICY',
    value: 'file',
    default: 'none',
    meaning: { en: 'Caps, hours and other limits (docs/policy.md)', ko: '한도·시간 등 운영 정책 파일(docs/policy.md)' },
  },
  {
    flag: 'audit',
    env: 'PORTONE_V1_AUDIT',
    value: 'file',
    default: 'off; over HTTP, lines on stderr',
    meaning: { en: 'Ledger of what was asked, agreed and done', ko: '요청·동의·실행을 기록하는 원장 파일' },
  },
] as const satisfies readonly Setting[];

const sharedStateSettings = [
  {
    env: 'PORTONE_V1_STATE_KEY',
    default: 'random at each start',
    meaning: {
      en: 'Key of 32 characters or more that signs confirmations, for several processes',
      ko: '확인 토큰을 서명하는 32자 이상의 키(여러 프로세스에서 공유할 때)',
    },
  },
  {
    env: 'PORTONE_V1_REDIS_URL',
    default: 'in memory',
    meaning: {
      en: 'Redis that several servers share (redis:// or rediss://); needs PORTONE_V1_STATE_KEY',
      ko: '여러 서버가 함께 쓰는 Redis (redis:// 또는 rediss://). PORTONE_V1_STATE_KEY 필요',
    },
  },
] as const satisfies readonly Setting[];

export const httpSettings: readonly Setting[] = [
  {
    flag: 'http',
    env: 'PORTONE_V1_HTTP',
    default: 'off',
    meaning: {
      en: 'Serve over Streamable HTTP at /mcp instead of stdio',
      ko: 'stdio 대신 Streamable HTTP(/mcp)로 제공',
    },
  },
  {
    flag: 'host',
    env: 'PORTONE_V1_HOST',
    value: 'h',
    default: '127.0.0.1',
    meaning: {
      en: 'Address to listen on; any but this machine itself needs authentication',
      ko: '수신 주소. 이 컴퓨터 밖으로 열려면 인증 필수',
    },
  },
  {
    flag: 'port',
    env: 'PORTONE_V1_PORT',
    value: 'n',
    default: '3000',
    meaning: { en: 'Port to listen on; 0 for a free one', ko: '수신 포트. 0이면 빈 포트' },
  },
  {
    flag: 'public-url',
    env: 'PORTONE_V1_PUBLIC_URL',
    value: 'url',
    default: 'what it listens on',
    meaning: {
      en: 'Origin under which clients and browsers reach the server: for approval links and the audience of tokens',
      ko: '클라이언트와 브라우저가 접속하는 주소(승인 링크, 토큰 audience)',
    },
  },
  {
    flag: 'tokens',
    env: 'PORTONE_V1_TOKENS',
    value: 'file',
    default: 'none',
    meaning: {
      en: 'Callers and the hashes of their tokens; `portone-v1-mcp token <name>` makes an entry',
      ko: '호출자와 토큰 해시 파일. `portone-v1-mcp token <name>`으로 항목 생성',
    },
  },
  {
    flag: 'oauth-issuer',
    env: 'PORTONE_V1_OAUTH_ISSUER',
    value: 'url',
    default: 'none',
    meaning: {
      en: 'Authorization server whose access tokens for /mcp at the public URL are accepted',
      ko: '공개 주소의 /mcp용 액세스 토큰을 발급하는 OAuth 인가 서버',
    },
  },
  {
    flag: 'tenants',
    env: 'PORTONE_V1_TENANTS',
    value: 'file',
    default: 'none',
    meaning: {
      en: 'Several merchants in one server, each with credentials, tools, policy and ledger of its own',
      ko: '한 서버에 여러 상점: 상점마다 자격 증명·도구·정책·원장 분리',
    },
  },
  {
    flag: 'allowed-hosts',
    env: 'PORTONE_V1_ALLOWED_HOSTS',
    value: 'a,b',
    default: 'none',
    meaning: {
      en: 'Host names accepted beside those of this machine and of the public address',
      ko: '이 컴퓨터와 공개 주소 외에 허용할 호스트 이름',
    },
  },
  {
    flag: 'allowed-origins',
    env: 'PORTONE_V1_ALLOWED_ORIGINS',
    value: 'a,b',
    default: 'none',
    meaning: { en: "Origins of web pages that may call, beside the server's own", ko: '호출을 허용할 웹 페이지 출처' },
  },
  {
    flag: 'rate-limit',
    env: 'PORTONE_V1_RATE_LIMIT',
    value: 'n',
    default: '600 with authentication, otherwise 0',
    meaning: {
      en: 'Calls a minute of one caller, a tenant five times as many; 0 is without limit',
      ko: '호출자당 분당 호출 수(테넌트는 5배). 0이면 제한 없음',
    },
  },
  {
    flag: 'webhook-sources',
    env: 'PORTONE_V1_WEBHOOK_SOURCES',
    value: 'a,b',
    default: "PortOne's three addresses",
    meaning: {
      en: 'IP addresses and networks from which webhooks are taken',
      ko: '웹훅을 받을 IP 주소와 대역',
    },
  },
  {
    flag: 'trusted-proxies',
    env: 'PORTONE_V1_TRUSTED_PROXIES',
    value: 'a,b',
    default: 'none',
    meaning: {
      en: 'IP addresses and networks of own proxies, whose X-Forwarded-For is believed',
      ko: 'X-Forwarded-For를 믿을 자체 프록시의 IP 주소와 대역',
    },
  },
  {
    env: 'PORTONE_V1_METRICS_TOKEN',
    default: 'none: /metrics only on this machine',
    meaning: {
      en: 'Bearer token of 16 characters or more with which others may read /metrics',
      ko: '다른 컴퓨터에서 /metrics를 읽을 때 쓰는 16자 이상의 Bearer 토큰',
    },
  },
];

/** Every setting of the server, in the groups in which `--help` shows them. */
export const settingGroups = [
  { title: 'PortOne', settings: accountSettings },
  { title: 'Tools', settings: toolSettings },
  { title: 'Questions, limits and records', settings: safetySettings },
  { title: 'Several processes', settings: sharedStateSettings },
  { title: 'Over HTTP', settings: httpSettings },
] as const;

export const settings = settingGroups.flatMap((group): readonly Setting[] => group.settings);
