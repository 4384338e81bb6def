import * as z from 'zod';
import { proxyUrl, shopName, switchValue, tierCode, upstreamUrl } from './parsers.ts';
import type { Setting } from './setting.ts';

/** Which account of PortOne the server uses, and how it gets there. */
export const accountSettings = {
  apiKey: {
    env: 'PORTONE_V1_API_KEY',
    // Pasted values often have spaces or a line break around them.
    schema: z.string().trim().default(''),
    default: 'required unless --sandbox',
    meaning: { en: 'REST API key (environment only)', ko: 'REST API 키 (환경 변수로만)' },
  },
  apiSecret: {
    env: 'PORTONE_V1_API_SECRET',
    // Pasted values often have spaces or a line break around them.
    schema: z.string().trim().default(''),
    default: 'required unless --sandbox',
    meaning: { en: 'REST API secret (environment only)', ko: 'REST API 시크릿 (환경 변수로만)' },
  },
  sandbox: {
    flag: 'sandbox',
    env: 'PORTONE_V1_SANDBOX',
    protects: true,
    schema: switchValue(),
    default: 'off',
    meaning: {
      en: 'Use the embedded sandbox with sample data; needs no key',
      ko: '키 없이 내장 샌드박스(샘플 데이터)로 실행',
    },
  },
  sandboxWithoutKey: {
    flag: 'sandbox-without-key',
    env: 'PORTONE_V1_SANDBOX_WITHOUT_KEY',
    schema: switchValue(),
    default: 'off',
    meaning: {
      en: 'Without key and secret, open the sandbox instead of ending, and say so in every answer (for the desktop extension)',
      ko: '키와 시크릿이 없으면 종료하는 대신 샌드박스로 실행하고 모든 응답에 그 사실을 표시(데스크톱 확장용)',
    },
  },
  baseUrl: {
    env: 'PORTONE_V1_BASE_URL',
    protects: true,
    schema: upstreamUrl.default('https://api.iamport.kr'),
    default: 'https://api.iamport.kr',
    meaning: { en: 'URL of the PortOne API', ko: '호출할 API 주소' },
  },
  httpsProxy: {
    env: 'HTTPS_PROXY',
    schema: proxyUrl.optional(),
    default: 'none',
    meaning: { en: 'HTTP proxy through which to reach PortOne', ko: '포트원에 접속할 때 거칠 HTTP 프록시' },
  },
  noProxy: {
    env: 'NO_PROXY',
    schema: z.string().default(''),
    default: 'none',
    meaning: {
      en: 'Hosts to reach without the proxy, separated by commas; `*` for all',
      ko: '프록시를 거치지 않을 호스트(쉼표로 구분, 전부면 `*`)',
    },
  },
  tier: {
    env: 'PORTONE_V1_TIER',
    protects: true,
    schema: tierCode.optional(),
    default: 'none',
    meaning: { en: 'Sub-merchant code, sent as the Tier header', ko: '하위 상점 코드(Tier 헤더)' },
  },
  name: {
    flag: 'name',
    env: 'PORTONE_V1_NAME',
    value: 'text',
    schema: shopName.optional(),
    default: 'none',
    meaning: {
      en: 'Name of the shop, shown on approval pages and by check_connection; PortOne V1 does not tell it',
      ko: '승인 페이지와 check_connection에 표시할 상점 이름(포트원 V1 API로는 알 수 없음)',
    },
  },
} as const satisfies Record<string, Setting>;
