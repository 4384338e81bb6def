import type { Localized } from '../base/bilingual.ts';

/** Source: PortOne guide, console/guide/api-keys. */
const KEYS_PLACE = '결제 연동 > 연동 관리 > 식별코드·API Keys > V1 API';
const ADDRESSES_PLACE = '결제 연동 > 연동 관리 > 식별코드·API Keys > 추가 설정 > 화이트리스트';

const ALLOWED_ADDRESSES: Localized = {
  en: `If the console lists allowed IP addresses (${ADDRESSES_PLACE}), the public address of this machine must be among them.`,
  ko: `콘솔에 허용 IP 목록(${ADDRESSES_PLACE})이 있다면 이 컴퓨터의 공인 IP를 추가하세요.`,
};

const join = (...texts: readonly Localized[]): Localized => ({
  en: texts.map(({ en }) => en).join(' '),
  ko: texts.map(({ ko }) => ko).join(' '),
});

const MISSING_PART: Localized = {
  en: `PortOne received only one of key and secret: set both PORTONE_V1_API_KEY and PORTONE_V1_API_SECRET to the V1 values in the PortOne console (${KEYS_PLACE}).`,
  ko: `키와 시크릿 중 하나만 포트원에 전달되었습니다. 포트원 콘솔(${KEYS_PLACE})의 V1 값 두 개를 PORTONE_V1_API_KEY와 PORTONE_V1_API_SECRET에 넣으세요.`,
};
const SUB_MERCHANT: Localized = {
  en: 'Check PORTONE_V1_TIER: the code must be that of a sub-merchant of the account whose keys these are; shops without an agency contract leave it out.',
  ko: 'PORTONE_V1_TIER를 확인하세요. 이 키를 발급한 대표 계정의 하위 상점 코드여야 하며, 하위 상점이 아니면 빼야 합니다.',
};
const WRONG_KEYS: Localized = {
  en: `Compare PORTONE_V1_API_KEY and PORTONE_V1_API_SECRET with the V1 REST API key and secret in the PortOne console (${KEYS_PLACE}), of the right shop. A reissued secret ends the former one at once. A V2 store ID or V2 API secret does not work here.`,
  ko: `PORTONE_V1_API_KEY와 PORTONE_V1_API_SECRET을 포트원 콘솔(${KEYS_PLACE})의 V1 REST API Key·Secret과 비교하세요. 다른 상점의 키가 아닌지도 확인하세요. 시크릿을 재발급하면 이전 값은 바로 쓸 수 없습니다. V2 Store ID나 V2 API Secret은 쓸 수 없습니다.`,
};
const NO_PERMISSION: Localized = {
  en: `The key is accepted, and this call is not: check the permissions of the API key in the PortOne console (${KEYS_PLACE}); a reissued secret ends the former one at once.`,
  ko: `키는 맞지만 이 호출은 허용되지 않았습니다. 포트원 콘솔(${KEYS_PLACE})에서 API 키의 권한을 확인하세요. 시크릿을 재발급하면 이전 값은 바로 쓸 수 없습니다.`,
};

/** What PortOne's own words point to; it does not document what it says to an address that is not allowed. */
const namedCauses: readonly { words: RegExp; advice: Localized }[] = [
  { words: /누락/, advice: MISSING_PART },
  { words: /\bIP\b|아이피|화이트\s*리스트|white\s?list|허용되지 않은 (주소|접속)/i, advice: ALLOWED_ADDRESSES },
  { words: /\btier\b|하위\s*(상점|가맹점|고객사)|에이전시|agency/i, advice: SUB_MERCHANT },
];

const findNamedCause = (upstreamMessage: unknown): Localized | undefined =>
  typeof upstreamMessage === 'string'
    ? namedCauses.find(({ words }) => words.test(upstreamMessage))?.advice
    : undefined;

/** What to do when PortOne issues no token for the key and secret. */
export const adviseOnKeys = (upstreamMessage?: unknown): Localized =>
  findNamedCause(upstreamMessage) ?? join(WRONG_KEYS, ALLOWED_ADDRESSES);

/** What to do when PortOne issued a token and rejects a call with it. */
export const adviseOnPermission = (upstreamMessage?: unknown): Localized =>
  findNamedCause(upstreamMessage) ?? join(NO_PERMISSION, ALLOWED_ADDRESSES);
