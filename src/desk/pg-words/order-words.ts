import type { ReasonWords } from './reason-words.ts';

/** What PortOne and PGs say of an order that exists, has been paid or is being paid, and of a key that does not exist. */
export const orderWords: readonly ReasonWords[] = [
  { reason: 'stopped_by_shop', words: ['고객사 요청 의해결제 중단'] },
  {
    reason: 'order_number_used',
    words: [
      '이미 주문 이루어진',
      '이미결제 이루어진',
      'merchant_uid 결제또는취소된기록',
      '이미등록된merchant_uid',
      '주문번호 (거래)?중복',
      '중복(된)?주문번호',
      '(이미|기)사용된주문번호',
      '(상점|업체)거래번호 중복',
      '결제요청번호 중복',
    ],
  },
  { reason: 'not_registered_amount', words: ['사전등록된금액'] },
  {
    reason: 'key_missing',
    words: [
      '등록되지않은구매자',
      '등록된(고객)?정보 (찾을수)?없',
      '빌링키 (없|존재하지|올바르지)',
      '빌링key 올바르지',
      'sid 존재하지',
      '비활성화된sid',
      '만료된결제키',
    ],
  },
];

/** A request that was made before: whoever repeats it may pay twice. */
export const repeatedWords: readonly ReasonWords[] = [
  {
    reason: 'already_done',
    words: [
      '중복 (거래|결제|구매|요청|시도|된이체)',
      '(거래|구매|결제|인증|전문)중복',
      '이중(거래|매출)',
      '이미 (결제|승인|처리|이체|성공|존재하는결제|사용(한|된))(?!.{0,3}(상품권|쿠폰))',
      '(?<![가-힣])기(승인|완료|처리|결제|입금완료)(된|건|거래|데이터|전문|처리)?',
      '동일거래',
      'duplicate',
      'repeated',
    ],
  },
  {
    reason: 'in_progress',
    words: [
      '(처리|진행|심사|승인요청)중(?!.{0,4}(오류|에러|장애|실패|문제))',
      '결제진행건',
      '처리를?하고있',
      'requestinprogress',
    ],
  },
];
