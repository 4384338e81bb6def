import type { ReasonWords } from './reason-words.ts';

/** Requests that lack a field or have a malformed one: the field that is named is no fault of the card. */
export const requestWords: readonly ReasonWords[] = [
  {
    reason: 'invalid_request',
    words: [
      '포[맷멧](에러|오류)',
      'formaterror',
      'messageformatis',
      '(파라[미메]터|param(eter)?|파라메타)(?!의데이터설정)',
      '요청자료 (오류|문제)',
      '입력값 (에러|오류)',
      '필수 (입니다|파라|항목|입력)',
      '(보내|전달하|넘어오)지(는)?않(습|았|아)',
      '(필드|코드|번호|이름|주소|메일|url|금액|항목|아이디|구분|명|값) (미입력|누락|미전송)(?!된)',
      '(?<!정보)(미입력|누락|미전송)(?!된)',
      '(?<!응답)전문 .{0,20}(존재하지|유효하지)',
      '(?<!응답)전문 (format|length|길이|형식|필드|번호|구분|id)',
      'client전문',
      '(?<!응답)전문(오류|에러|누락)',
      '(구분|필수|입력)값 없',
      '숫자(만|이외|가아|이어야|아님)',
      '(?<!잔액|cpid|코드)값 (오류|에러)',
      '(주문|결제|수취인)정보 설정오류',
      '잘못 보냈',
      '(길이|자리|byte|글자).{0,6}(오류|초과|이하|틀|넘)',
      '너무 (깁|길)',
      'non-numeric',
      'mustbenumeric',
      'isinvalid',
      'taxfreeamountmustbe',
      '(?<!\\d)0원 이하',
      '0원이거나',
      '(주문자|수취인|구매자)[^-]{0,12}없습니다',
      'url 없습니다',
      'return될url',
      '잘못된(.{0,8})(형식|포맷|코드)',
      '유효하지않는문자',
    ],
  },
];

/** Weaker words for the same: any field of a request that is wrong. They count only if nothing else is recognized. */
export const weakRequestWords: readonly ReasonWords[] = [
  {
    reason: 'invalid_request',
    words: [
      '^(?!.*원거래).*(구분|코드|금액|통화|화폐|번호|일자?|날짜|일시|시각|시간|형식|포맷|데이타|데이터|길이|(결제|거래)유형|타입|단위|값|필드|항목|(거래|주문|결제|요청|상품|회원|사용자)정보|(?<!기타)자료|요청|정률|건수|방식) (입력 )?(오류|에러|틀|잘못|올바르지|유효하지|부적당|이상$|이상입|불일치|일치하지|다릅|상이|확인(요망|바랍|하시|해주))',
      '(요청|입력).{0,6}오류',
      '입력[해하](주|십|세|여)',
      '(올바르지|정확하지|허용되지|지원하지|지원되지)않(은|는|습)',
      'invalidtransaction',
      'notmatch',
    ],
  },
];
