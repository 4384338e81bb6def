import type { ReasonWords } from './reason-words.ts';

/** The money may have moved, whatever else the message says: that the service was not open, or that a field was wrong. */
export const uncertainWords: readonly ReasonWords[] = [
  {
    reason: 'outcome_unclear',
    words: [
      '(결제)?처리(여부|결과).{0,8}(확인|알수)',
      '처리 확인되지',
      '(수신|송신)중에러',
      'time-?-?out|타임 아웃',
      '재승인후',
    ],
  },
];

/** Failures of the PG, the card company, the bank and the network between them. Neither the shop nor the buyer is at fault. */
export const pgWords: readonly ReasonWords[] = [
  {
    // Refused because the service was not open: nothing has been processed.
    reason: 'maintenance',
    words: [
      '점검',
      '개시(이전|전|시간이전)|미개시|업무종료|업무마감|종료처리중',
      '(서비스|운영|이용|영업|제공) 시간 (마감|아닙|아님|종료|경과)',
      '(전산|정산)?마감(작업|시간경과|완료)|시스템 작업',
      '원장정리',
      '(중계센터|기관)종료',
      'maintenanceongoing|serviceunavailable|bankisdown|cut-?offtime',
      '공휴일서비스',
      '서비스중지',
    ],
  },
  {
    // It failed on the way: the card company or the bank may have executed it all the same.
    reason: 'outcome_unclear',
    words: [
      '통신(?!비밀).{0,10}(문제|오류|에러|장애|실패|초과|타임|원활|끊|불가)',
      'time-?-?(out|over)|타임 아웃',
      '응답.{0,8}(지연|초과|없|끊|못)|응답하지않|무응답|미응답|notresponse|지연응답',
      '네트(워크|웍)|network|socket|소켓',
      '(?<![a-z])db|database|데이터베이스|data base',
      '(시스템|system) (내부)?(문제|오류|장애|에러|error|사정|설정 오류)|시스템내부|내부(처리)?(오류|에러)|internalerror',
      '장애',
      '서버.{0,10}(연결|접속|오류|에러|오동작|실패|않)|서버에러',
      '접속 (실패|지연|원활)|원활하지',
      '연결.{0,6}(실패|되지|못|끊|하지)|connect 실패',
      '(송신|수신|전송|발송|메시지|메세지).{0,8}(실패|오류|장애|예외|에러|못)',
      'java|exception|malfunction|inoperative|processdown|cannotbecompleted|notcompleted|invalidresponse|re-?enter|tryagain|unabletolocal',
      '결과(재)?확인|재확인필요',
      '(복호화|암호화|암복호).{0,6}(오류|에러|실패|예외)|서명검증실패',
      '메모리|memory|버퍼|buffer|모듈(호출|오류|종료|을로드|connect|send|recv)',
      '(insert|update|select|record).{0,4}(오류|에러|실패|할수)|hash검증',
      '망취소|취소(장애|(진행)?중.{0,8}(오류|에러)|시,원거래)|보낼수없',
      '(처리|진행)중.{0,4}오류|오류가발생|에러가발생|등록중에러|입력중에러|충전중에러',
      '(시스템|서비스|처리|접속|확인) (사용자증가|지연)|사용자가많',
      '응답전문.{0,10}(format|포맷|오류|다릅|파싱|틀)|서로다릅니다|파싱 실패',
      '시간초과재시도',
      '정상적으로처리하지못|처리하는과정에서오류',
      '잠시후다시(하|시도|이용)|재시도요망|재거래요청',
      '시퀀스|생성 (오류|실패)|정의되지않은오류|알수없는오류|mis에러',
      '추적번호불일치',
      '오동작|자동취소되었습니다\\.다시',
    ],
  },
];
