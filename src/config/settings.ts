import * as z from 'zod';
import { accountSettings } from './account-settings.ts';
import { approvalWebhookSettings } from './approval-webhook-settings.ts';
import { httpSettings } from './http-settings.ts';
import { choice, nameList, redisUrl, secretValue, switchValue, wholeNumber } from './parsers.ts';
import type { Setting } from './setting.ts';

const toolSettings = {
  toolsets: {
    flag: 'toolsets',
    env: 'PORTONE_V1_TOOLSETS',
    switchable: true,
    value: 'a,b',
    schema: nameList(undefined),
    default: 'all',
    meaning: {
      en: 'Groups of tools to offer: domains, `desk` (curated tools), `support` (desk and common endpoints for support), `discover` (three tools that find, describe and call any allowed tool; combined with other toolsets, the remaining tools stay callable but unlisted)',
      ko: '제공할 도구 묶음: 도메인, `desk`(상담용 도구), `support`(desk와 상담에 필요한 API), `discover`(허용된 모든 도구를 찾고 설명하고 호출하는 도구 3개. 다른 묶음과 함께 쓰면 나머지를 목록 없이 제공)',
    },
  },
  tools: {
    flag: 'tools',
    env: 'PORTONE_V1_TOOLS',
    protects: true,
    value: 'a,b',
    schema: nameList([]),
    default: 'none',
    meaning: {
      en: 'Tools to offer by name; without --toolsets only these',
      ko: '이름으로 지정해 제공할 도구(--toolsets 없이 쓰면 이 도구만)',
    },
  },
  excludeTools: {
    flag: 'exclude-tools',
    env: 'PORTONE_V1_EXCLUDE_TOOLS',
    protects: true,
    value: 'a,b',
    schema: nameList([]),
    default: 'none',
    meaning: {
      en: 'Tools not to offer; what works through them is not offered either',
      ko: '제공하지 않을 도구. 그 도구를 거치는 도구도 제외',
    },
  },
  readOnly: {
    flag: 'read-only',
    env: 'PORTONE_V1_READ_ONLY',
    protects: true,
    schema: switchValue(),
    default: 'off',
    meaning: { en: 'Offer only tools that change nothing', ko: '조회 도구만 제공' },
  },
} as const satisfies Record<string, Setting>;

const safetySettings = {
  pii: {
    flag: 'pii',
    env: 'PORTONE_V1_PII',
    switchable: true,
    value: 'masked|full',
    schema: choice('masked', 'full').default('masked'),
    default: 'masked',
    meaning: { en: 'Show personal data masked or in full', ko: '개인정보를 가리거나(masked) 그대로(full) 표시' },
  },
  showFields: {
    flag: 'show-fields',
    env: 'PORTONE_V1_SHOW_FIELDS',
    value: 'a,b',
    schema: nameList([]),
    default: 'none',
    meaning: {
      en: 'Fields of `custom_data`, `extension` and other data without a known form to show although personal data is masked; otherwise only dates, small numbers, and numbers, ids and words of harmless fields, no free text',
      ko: '개인정보를 가릴 때도 보여 줄 `custom_data`·`extension` 등 형식을 알 수 없는 데이터의 항목 이름. 지정하지 않으면 날짜와 작은 숫자, 무해한 항목의 숫자·번호·단어만 표시하고 자유로운 글은 가림',
    },
  },
  allowCardData: {
    flag: 'allow-card-data',
    env: 'PORTONE_V1_ALLOW_CARD_DATA',
    schema: switchValue(),
    default: 'off',
    meaning: {
      en: 'Accept card numbers, passwords and other secrets as tool arguments',
      ko: '카드번호·비밀번호 등 비밀 값을 도구 인자로 허용',
    },
  },
  confirm: {
    flag: 'confirm',
    env: 'PORTONE_V1_CONFIRM',
    protects: true,
    value: 'auto|page',
    schema: choice('auto', 'page').default('auto'),
    default: 'auto',
    meaning: {
      en: "How a person confirms: in the client's form where it works (auto), or always on the approval page",
      ko: '확인 방법: 동작하면 클라이언트의 양식(auto), 또는 항상 승인 페이지(page)',
    },
  },
  fallback: {
    flag: 'confirm-fallback',
    env: 'PORTONE_V1_CONFIRM_FALLBACK',
    protects: true,
    value: 'page|refuse|token',
    schema: choice('page', 'refuse', 'token').default('page'),
    default: 'page',
    meaning: {
      en: 'If the client cannot ask a person: use a local approval page, refuse, or give the model a code to repeat',
      ko: '클라이언트가 사람에게 물을 수 없을 때: 로컬 승인 페이지(page), 거절(refuse), 모델이 되돌려 주는 코드(token)',
    },
  },
  approvalPin: {
    env: 'PORTONE_V1_APPROVAL_PIN',
    protects: true,
    schema: secretValue(4).optional(),
    default: 'none',
    meaning: { en: 'PIN required by the approval page', ko: '승인 페이지에서 요구할 PIN' },
  },
  ...approvalWebhookSettings,
  approvalHost: {
    flag: 'approval-host',
    env: 'PORTONE_V1_APPROVAL_HOST',
    value: 'h',
    schema: z.string().default('127.0.0.1'),
    default: '127.0.0.1',
    meaning: {
      en: 'Over stdio: address on which the approval page listens; any other than this machine requires the PIN',
      ko: 'stdio에서 승인 페이지가 수신할 주소. 이 컴퓨터 밖으로 열려면 PIN 필수',
    },
  },
  approvalPort: {
    flag: 'approval-port',
    env: 'PORTONE_V1_APPROVAL_PORT',
    value: 'n',
    schema: wholeNumber(65_535).default(0),
    default: 'a free port',
    meaning: { en: 'Over stdio: port of the approval page', ko: 'stdio에서 승인 페이지의 포트' },
  },
  secondApproverPin: {
    env: 'PORTONE_V1_SECOND_APPROVER_PIN',
    protects: true,
    schema: secretValue(4).optional(),
    default: 'none',
    meaning: {
      en: 'PIN for the second approver (must differ); required by a policy with `second_approver_above`',
      ko: '두 번째 승인자의 PIN(첫 번째와 달라야 함). 정책의 `second_approver_above`에 필요',
    },
  },
  lang: {
    flag: 'lang',
    env: 'PORTONE_V1_LANG',
    value: 'ko|en',
    schema: choice('ko', 'en').optional(),
    default: 'language or time zone of the system',
    meaning: {
      en: "Language of questions, tool titles and prompts; approval pages follow the reader's browser",
      ko: '질문, 도구 제목, 프롬프트의 언어(승인 페이지는 보는 사람의 브라우저 언어를 따름)',
    },
  },
  policyFile: {
    flag: 'policy',
    env: 'PORTONE_V1_POLICY',
    protects: true,
    value: 'file',
    schema: z.string().optional(),
    default: 'none',
    meaning: { en: 'Caps, hours and other limits (docs/policy.md)', ko: '한도·시간 등 운영 정책 파일(docs/policy.md)' },
  },
  auditFile: {
    flag: 'audit',
    env: 'PORTONE_V1_AUDIT',
    protects: true,
    value: 'file',
    schema: z.string().optional(),
    default: 'off; over HTTP, lines on stderr',
    meaning: {
      en: 'Audit log of what was requested, confirmed and executed',
      ko: '요청·동의·실행을 기록하는 감사 로그 파일',
    },
  },
} as const satisfies Record<string, Setting>;

const sharedStateSettings = {
  stateKey: {
    env: 'PORTONE_V1_STATE_KEY',
    protects: true,
    schema: secretValue(32).optional(),
    default: 'random at each start',
    meaning: {
      en: 'Key that signs confirmations, shared by several processes; at least 32 characters',
      ko: '확인 토큰을 서명하는 32자 이상의 키(여러 프로세스에서 공유할 때)',
    },
  },
  redisUrl: {
    env: 'PORTONE_V1_REDIS_URL',
    protects: true,
    schema: redisUrl.optional(),
    default: 'in memory',
    meaning: {
      en: 'Redis shared by several servers (redis:// or rediss://); requires PORTONE_V1_STATE_KEY',
      ko: '여러 서버가 함께 쓰는 Redis (redis:// 또는 rediss://). PORTONE_V1_STATE_KEY 필요',
    },
  },
} as const satisfies Record<string, Setting>;

/** Settings of a server over stdio and over HTTP. */
export const serveSettings = { ...accountSettings, ...toolSettings, ...safetySettings, ...sharedStateSettings };

/** All settings of the server, grouped as in `--help`. */
export const settingGroups: readonly { title: string; settings: readonly Setting[] }[] = [
  { title: 'PortOne', settings: Object.values(accountSettings) },
  { title: 'Tools', settings: Object.values(toolSettings) },
  { title: 'Confirmation, personal data, policy and audit', settings: Object.values(safetySettings) },
  { title: 'Several processes', settings: Object.values(sharedStateSettings) },
  { title: 'Over HTTP', settings: Object.values(httpSettings) },
];

export const settings: readonly Setting[] = settingGroups.flatMap((group) => group.settings);
