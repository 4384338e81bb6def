import type { Localized } from '../../base/bilingual.ts';
import type { IconName } from '../parts/icon-paths.ts';
import { getLanguage, localize } from './language.ts';
import { toWords } from './payment-words.ts';
import type { Severity } from './severity.ts';

interface StateWords {
  state: string;
  label: Localized;
  severity: Severity | 'neutral';
  icon: IconName;
}

/** The states of a scheduled charge, worst first, as the result has them. */
export const chargeStates: readonly StateWords[] = [
  { state: 'failed', label: { en: 'Failed', ko: '실패' }, severity: 'problem', icon: 'cross' },
  { state: 'not_run', label: { en: 'Not run', ko: '미실행' }, severity: 'warning', icon: 'alert' },
  { state: 'due', label: { en: 'Due', ko: '예정' }, severity: 'info', icon: 'clock' },
  { state: 'revoked', label: { en: 'Revoked', ko: '해지' }, severity: 'neutral', icon: 'stop' },
  { state: 'paid', label: { en: 'Paid', ko: '결제 완료' }, severity: 'good', icon: 'check' },
  { state: 'refunded', label: { en: 'Refunded', ko: '취소' }, severity: 'neutral', icon: 'undo' },
  { state: 'unknown', label: { en: 'Not known', ko: '알 수 없음' }, severity: 'neutral', icon: 'info' },
];

export const koreanReasons: Readonly<Record<string, string>> = {
  stopped_by_shop: '상점의 결제 전 검증에서 거절',
  not_registered_amount: '사전등록 금액 불일치',
  order_number_used: '주문번호 중복',
  already_done: '중복 거래',
  in_progress: 'PG에서 처리 중',
  payment_not_found: '결제를 찾을 수 없음',
  invalid_request: '요청 항목 오류',
  amount_too_small: '최소 결제 금액 미만',
  installments: '할부 불가',
  shop_problem: '가맹점 오류',
  shop_limit: '가맹점 한도 초과',
  test_mode: '테스트 모드에서 불가',
  pg_unsupported: '지원하지 않는 PG',
  pg_risk: '부정거래 의심',
  maintenance: '은행·카드사·PG 점검',
  outcome_unclear: '통신 오류, 결과 불명',
  closed_by_buyer: '구매자가 결제창을 닫음',
  window_expired: '결제 시간 초과',
  not_authenticated: '본인 인증 실패',
  buyer_details: '본인정보 불일치',
  buyer_blocked: '구매자 결제 차단',
  wrong_password: '비밀번호 오류',
  key_missing: '빌링키 없음',
  limit_exceeded: '한도 초과',
  no_balance: '잔액 부족',
  lost_card: '도난·분실 카드',
  expired_card: '유효기간 만료',
  wrong_card: '카드번호 오류',
  card_stopped: '카드 거래 거절',
  account_problem: '계좌 오류',
  voucher_problem: '상품권·쿠폰 오류',
  other: '알려지지 않은 사유',
};

/** Why a charge failed, by the code of the server. */
export function showReason(code: string | undefined): string | undefined {
  if (code === undefined) return undefined;
  const korean = getLanguage() === 'ko' && Object.hasOwn(koreanReasons, code) ? koreanReasons[code] : undefined;
  return korean ?? toWords(code);
}

/** The sentences of the server about what to do, by their beginnings, in Korean. */
const koreanAdvice: readonly (readonly [string, string])[] = [
  ['Its time has passed', '예정 시각이 지났지만 결제되지 않았습니다. 다시 조회해 보고, 그대로면 포트원에 문의하세요.'],
  [
    'There is no billing key',
    '빌링키가 없어 결제가 실패할 예정입니다. 구매자가 예정 시각 전에 카드를 다시 등록하거나 예약을 취소해야 합니다.',
  ],
  ['Revoked', '해지된 예약입니다.'],
  [
    'The words do not prove',
    '사유만으로는 결제되지 않았다고 확신할 수 없습니다. 먼저 결제 여부를 확인하고, 그 전에는 다시 결제하지 마세요.',
  ],
  ['The billing key is gone', '빌링키가 없습니다. 구매자가 카드를 다시 등록한 뒤 결제하거나 다시 예약하세요.'],
  ['The PG may still approve', 'PG가 아직 승인할 수 있습니다. 웹훅을 기다려 다시 조회한 뒤에 결제하세요.'],
  ['Another card has been stored', '이후에 다른 카드가 등록되었습니다. 새 카드로 결제하세요.'],
];

/** What to do about a charge; a sentence that is not known here stays as it is. */
export function translateAdvice(text: string | undefined): string | undefined {
  if (text === undefined || getLanguage() === 'en') return text;
  return koreanAdvice.find(([beginning]) => text.startsWith(beginning))?.[1] ?? text;
}

export function showKeyState(state: string | undefined): string | undefined {
  const words = state === undefined || !Object.hasOwn(keyStates, state) ? undefined : keyStates[state];
  return words ? localize(words) : state;
}

const keyStates: Readonly<Record<string, Localized>> = {
  stored: { en: 'Card stored', ko: '카드 등록됨' },
  missing: { en: 'No billing key', ko: '빌링키 없음' },
  replaced: { en: 'Card replaced', ko: '카드 변경됨' },
};
