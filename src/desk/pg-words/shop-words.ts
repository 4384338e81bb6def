import type { ReasonWords } from './reason-words.ts';

const SHOP =
  '(가맹점|상점|고객사|쇼핑몰|가맹지점|이용기관|판매자|(?<!기)업체(?!명)|사이트|사용처|하위몰|서브몰|merchant|매장)';
/** A message that only tells the buyer whom to ask does not accuse the shop. */
const NO_CONTACT = '(?!(관리자?)?\\)?(에게?|으?로|측)?(문의|연락|확인|전화)|에서(잠금|변경)|또는|제공|id당)';

/**
 * A contract or a setting that is named as the cause. A message that also says that a field, an answer or a card was wrong
 * reports the consequence.
 */
export const settingsWords: readonly ReasonWords[] = [
  { reason: 'pg_unsupported', words: ['지원[되하]지 않는pg'] },
  { reason: 'test_mode', words: ['테스트 (모드|거래|결제|상점|환경)', 'test-id'] },
  {
    reason: 'shop_problem',
    words: ['계약되지않은', '비인증결제모듈', '암/복호화 실패', '공개키', '(호출|접근|요청)권한 없'],
  },
];

/** What concerns the shop at its PG: its contract, its settings, its limits, its test channel. */
export const shopWords: readonly ReasonWords[] = [
  {
    reason: 'shop_limit',
    words: [
      '(가맹점|상점|업체|쇼핑몰|사이트)(?!별)(당일|일일|일|월|의)?.{0,8}(한도|최대사용액|횟수).{0,6}초과',
      '업체한도',
    ],
  },
  {
    reason: 'pg_risk',
    words: [
      '거래불가카드\\(kcp',
      '해당거래불가-kcp',
      '(결제|정책)정?책?상.{0,20}(결제|이용).{0,14}(불가|없|제한)',
      '결제기준 의해',
      '부정거래',
      '부정사용',
      '(자기|자체)매출',
      '(?<!원|만)이상(금융)?거래',
      'suspectedfraud',
      'fds',
      'bl등록',
      '카드깡',
      '깡우려',
      '다량의거래',
      '동일ip.{0,40}차단',
    ],
  },
  { reason: 'installments', words: ['(비|무)?할부.{0,6}가맹점'] },
  { reason: 'card_stopped', words: ['지원[하되]지 않는카드(사|종류|타입)'] },
  {
    reason: 'shop_problem',
    words: [
      `${SHOP}${NO_CONTACT}`,
      '계약(되지|된결제|정보|만료|해지|오류|몰)',
      '(미계약|미약정|약정서|특약)',
      '(설정|기준정보|연동방식|등록정보)(정보)? (오류|안됨|에러|조회|날짜|올바르지)',
      '개설안됨',
      '서비스개시(일)?안됨',
      'cp_?id',
      'cp code',
      '않은cp',
      'cat-?id',
      'catid',
      'pg_?id',
      'pg아이디',
      '(?<![a-z])mid(?![a-z])',
      '단말기(id|번호|가맹)',
      '터미날',
      'terminal',
      'shopno',
      'agentid',
      'pg사등록',
      'pg하위',
      '하위업체',
      '(api|사이트|상점) key',
      '앱키',
      '키값오류',
      '(허용되지|지정).{0,6}ip',
      'ip (아님|확인)',
      '허용된?지? 않는ip',
      '(해당|이용할수있는)결제수단 없',
      '지원[하되]지 않는(화폐|통화)',
      '환불을위한패스워드',
      '매입사 설정',
      '미등록 (mid|업체|서비스)',
      '등록되지않은서비스',
    ],
  },
];
