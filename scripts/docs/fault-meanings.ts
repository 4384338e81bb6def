import type { Localized } from '../../src/base/bilingual.ts';
import type { FaultKind } from '../../src/sandbox/state/faults.ts';

/** What a program sees of each fault of the sandbox. */
export const faultMeanings: Readonly<Record<FaultKind, Localized>> = {
  reset_before: {
    en: 'closes the connection; nothing was executed',
    ko: '연결을 끊습니다. 실행되지 않았습니다',
  },
  reset_after: { en: 'executes the request, then closes the connection', ko: '실행한 뒤 연결을 끊습니다' },
  timeout_before: { en: 'never answers; nothing was executed', ko: '응답하지 않습니다. 실행되지 않았습니다' },
  timeout_after: { en: 'executes the request, then never answers', ko: '실행한 뒤 응답하지 않습니다' },
  http_500: { en: 'answers HTTP 500; nothing was executed', ko: 'HTTP 500으로 답합니다. 실행되지 않았습니다' },
  html_502: {
    en: 'answers 502 with the page of a proxy; nothing was executed',
    ko: '프록시의 502 페이지로 답합니다. 실행되지 않았습니다',
  },
  http_429: {
    en: 'answers HTTP 429 with `Retry-After`; nothing was executed',
    ko: '`Retry-After`와 함께 HTTP 429로 답합니다. 실행되지 않았습니다',
  },
  slow: {
    en: 'executes the request and answers after `delay_ms` (2 seconds)',
    ko: '실행한 뒤 `delay_ms`(2초) 후에 답합니다',
  },
  truncated_json: {
    en: 'executes the request and answers with half of the JSON',
    ko: '실행한 뒤 JSON의 절반만 보냅니다',
  },
  huge_body: {
    en: 'executes the request and answers with more than 20 MB',
    ko: '실행한 뒤 20MB가 넘는 응답을 보냅니다',
  },
  expired_token: {
    en: 'rejects the access token; nothing was executed',
    ko: '액세스 토큰을 거부합니다. 실행되지 않았습니다',
  },
  hang_lists: {
    en: 'never answers the next lists; takes no `route`',
    ko: '다음 목록 조회에 응답하지 않습니다. `route`를 쓰지 않습니다',
  },
  html_403_after: {
    en: 'executes the request, but a filter answers 403 in its place',
    ko: '실행하지만 중간의 필터가 403 페이지로 답합니다',
  },
  http_401_after: {
    en: 'executes the request, but answers 401',
    ko: '실행하지만 401로 답합니다',
  },
};
