import { describe, expect, it } from 'vitest';
import { classifyPgMessage, type PgReason } from '../../../src/desk/classify-pg-message.ts';

/** Messages of PortOne, PGs and card companies, by the reason that they mean. */
const texts: Readonly<Partial<Record<PgReason, readonly string[]>>> = {
  stopped_by_shop: ['고객사 요청에 의해 결제를 중단합니다. (상세사유 : 품절)'],
  not_registered_amount: ['결제금액이 사전등록된 금액과 일치하지 않습니다.'],
  key_missing: [
    '등록되지 않은 구매자입니다.',
    '등록된 고객정보가 없습니다.',
    '요청하신 customer_uid(c_1)로 등록된 정보를 찾을 수 없습니다.',
  ],
  order_number_used: [
    '이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 있습니다)',
    '이미 결제가 이루어진 merchant_uid입니다.',
    '결제정보 사전등록에 실패하였습니다(이미 등록된 merchant_uid입니다).',
    '중복된 주문번호 입니다.',
  ],
  already_done: ['중복 거래 요청입니다.', '[결제결과조회] 이미 성공된 거래입니다', '기승인거래'],
  in_progress: ['거래가 진행 중입니다.', '결제 처리중입니다', 'Request in progress'],
  outcome_unclear: [
    '카드사 시스템 점검으로 응답이 없습니다',
    '[점검] 결제는 승인되었으나 결과 수신 실패',
    '은행 점검으로 결과를 확인할 수 없습니다',
    '카드사 시스템 장애',
    '공인인증기관 통신장애',
    'Read timed out',
    'read ECONNRESET',
    'socket hang up',
    'VAN 통신오류',
    '카드사 TIMEOUT',
    '승인취소장애 재시도요망',
    '이용기관(쇼핑몰)송신 전문오류 (결제처리여부 확인필요)',
    '결제기관 시스템 점검중(잠시후 재시도바람) | 서버로부터 Data 수신중 에러발생',
  ],
  invalid_request: [
    'taxFreeAmount must be 0 in Paypal!',
    '포맷에러(주문정보)',
    '본인인증 인증구분값이 없습니다',
    '지원되지 않는 인증방법입니다',
    '지원되지 않는 인증방식입니다',
    '포맷에러(지불|신용카드|유효기간)',
    '["card_number"] 파라메터는 필수입니다.',
    '이니시스 빌링결제는 상품명이 필수입니다.',
  ],
  payment_not_found: ['취소할 결제건이 존재하지 않습니다.', '존재하지 않는 결제정보입니다.', '원거래 없음'],
  pg_unsupported: ['현재 지원되지 않는 PG사입니다.'],

  limit_exceeded: [
    '[3041]한도초과',
    '1회 한도금액 초과',
    '2만원이하재입력요망',
    '금월 사용 한도액을 초과하는 금액입니다.',
    '월 한도금액을 초과하였습니다',
    '일 한도횟수 초과',
    '서비스 사용 횟수초과',
    '고객님의 신용카드 한도가 부족합니다',
    'The card limit has been exceeded',
    'Amount exceeds the daily limit',
  ],
  no_balance: ['[3054]잔액부족', '잔액이 부족합니다.', '계좌 잔고부족', 'LACK_BALANCE', 'Insufficient funds'],
  wrong_password: ['[3021]비밀번호 오류 횟수 초과', '계좌비밀번호 오류', '인증오류횟수 3회 초과'],
  lost_card: ['[3032]도난·분실카드', '도난,분실카드', '분실된 카드', 'STOLEN CARD'],
  expired_card: ['[F115]유효기간경과 카드', '유효기간 만료', '승인거절 유효기간경과', 'Expired card'],
  wrong_card: [
    '카드정보 인증에 실패하였습니다. [F113]거래거절 카드번호틀림',
    '유효하지않은 카드번호를 입력하셨습니다.',
    'CVC 오류',
    '미등록카드',
    'Invalid card number',
  ],
  card_stopped: ['거래정지 카드입니다.', '거래거절 전화요망', '카드사 거절', '해지된 카드', 'Do not honor'],
  buyer_details: [
    '주민번호 오류',
    '생년월일 불일치',
    '사업자번호 오류',
    '[400]Error From NICEPAY. (message: 주민OR사업자등록번호오류, code:F113)',
  ],
  buyer_blocked: ['연체카드', '통신요금 미납', '미성년자 결제 불가', '휴대폰결제 차단 상태입니다.'],
  shop_problem: [
    '해지가맹점',
    '거래정지 가맹점',
    '사용불가 가맹점',
    '비인증결제모듈 사용정보를 찾을 수 없습니다.',
    '다날 서버로부터 받은 응답이 올바르지 않습니다. 암/복호화에 실패했습니다.',
    '[코드: V023] 파라미터의 데이터 설정이 잘못되었습니다.[신용카드 본인인증은 계약되지 않은 인증방법입니다. 상점에 문의하세요]',
    '[PAY_PROCESS_ABORTED] 계약된 결제수단이 아닙니다.',
    'CPID 설정 오류',
    'API 호출 권한이 없습니다',
    '스마트로가 지원하지 않는 화폐입니다',
  ],
  shop_limit: ['가맹점 한도초과', '상점 한도 초과'],
  test_mode: [
    '[F113]유효기간오류 - 테스트모드에서는 KB카드 사용이 불가능합니다. (타카드는 테스트모드에서도 정상, KB카드도 실제 계약후에는 문제없음)',
    '[F113]카드번호틀림 - 테스트모드에서는 KB카드 사용이 불가능합니다.',
  ],
  pg_risk: ['거래불가카드(KCP로 문의 02-2108-1017)', '부정거래 의심으로 거래가 차단되었습니다.(BL등록)'],
  account_problem: ['해약계좌', '거래중지 계좌', '수취인 계좌 없음'],
  voucher_problem: ['유효하지 않은 상품권입니다.', '사용된 쿠폰'],
  amount_too_small: ['카드 최소 결제 금액은 1000원 이상입니다.', '100원 미만은 결제가 안됩니다.', '거래금액미달'],
  maintenance: [
    '[9099]은행 시스템 점검 시간입니다. 잠시 후 다시 시도해 주십시오',
    '카드사 시스템 점검',
    '서비스대상요일아님',
    '은행 서비스 시간이 아닙니다.',
    '{"code":"MaintenanceOngoing"}',
    '{"code":-7,"message":"service unavailable."}',
  ],
  closed_by_buyer: [
    '사용자가 결제를 취소하셨습니다',
    '사용자 취소',
    '사용자취소',
    '[PAY_PROCESS_CANCELED] The payment was stopped',
    'User cancelled the payment',
  ],
  window_expired: ['세션 유효기간이 초과되었습니다.', '결제가능 시간을 초과하였습니다'],
  not_authenticated: ['본인인증 실패', '인증서 유효기간 만료', '효력 정지된 인증서', 'Authentication failed'],
  installments: ['할부불가카드', '할부불가 가맹점'],

  shop_balance: [
    '모 계좌 잔고부족(출금거래.자금정산)',
    '정산계좌 잔액부족',
    '[8178] 취소 금액보다 상계가능 정산금액 부족 으로 취소 불가합니다',
    '[9029] 상점의 취소가능 금액이 부족합니다.',
    '취소 금액이 미정산 금액보다 큽니다',
    '취소금액이 미정산 금액보다 큽니다.',
    '취소가능액부족[가맹점관리자-취소가능금액조회확인요망]',
    '정산금액 부족으로 취소 실패되었습니다.',
    '[취소한도초과] 취소금액입금하여 한도증액요청',
  ],
  balance_changed: ['제출된 checksum이 저장되어 있는 취소가능 잔액과 일치하지 않습니다.', '부분취소 남은금액 불일치'],
  exceeds_balance: [
    'requested cancel amount is bigger than cancelable amount',
    '취소 요청된 금액이 취소가능 잔액보다 많습니다.',
    '부분취소 가능금액 초과',
  ],
  cancelled_at_pg: [
    '[500626|기 취소 거래]',
    '해당거래 취소실패(기취소성공) : 전화 문의(1661-0808)',
    '기승인 취소된 거래',
    '기취소된 거래',
  ],
  already_refunded: ['이미 전액취소된 주문입니다.', '이미 취소 된 거래임', '환불이 이미 정상 처리되었습니다.'],
  no_deposit: ['요청하신 건에 대해 입금된 내역이 없습니다'],
  refund_in_progress: ['취소 진행 중인 거래 건입니다.', '환불이 진행중입니다'],
  refund_deadline: ['취소기한이 초과 되었습니다.', '환불 기간이 초과되었습니다.', '취소 기간이 지난 거래 건입니다.'],
  no_partial_refund: ['부분취소가 불가능한 카드입니다.', '부분취소 불가 카드사'],
  wrong_refund_account: ['환불계좌 형식이 유효하지 않습니다', '계좌번호와 예금주명 불일치'],
  not_refundable: [
    '취소할 수 없는 거래상태입니다',
    '취소가 불가한 카드입니다.',
    '구매확정 완료 거래건 취소(환불) 불가',
  ],

  other: [
    'ZZ99 unbekannt',
    'BatchID 오류',
    '취소가 실패 되었습니다.',
    '알 수 없는 이유로 결제에 실패하였습니다(1661-0808)',
    '',
  ],
};

describe('the classification of PG messages', () => {
  const cases = Object.entries(texts).flatMap(([reason, messages]) => messages.map((text) => ({ text, reason })));

  it.each(cases)('the message "$text" means $reason', ({ text, reason }) => {
    expect(classifyPgMessage(text)).toBe(reason);
  });

  it('a PG message means the same inside the sentence that PortOne adds around it', () => {
    const wrapped = cases.filter(({ text, reason }) => text && !['key_missing', 'other'].includes(reason));
    const changed = wrapped.filter(
      ({ text, reason }) =>
        classifyPgMessage(`카드정보 인증에 실패하였습니다. ${text}`) !== reason ||
        classifyPgMessage(`결제취소에 실패하였습니다. [${text}]`) !== reason,
    );
    expect(changed).toEqual([]);
  });

  it('a missing message has no specific reason', () => {
    expect(classifyPgMessage(null)).toBe('other');
    expect(classifyPgMessage(undefined)).toBe('other');
  });

  describe('messages that findings and recovery hints once classified differently', () => {
    it.each([
      // Danal sends this if the shop's balance is too low; other PGs mean the state of the payment.
      ['취소불가 상태입니다', 'shop_balance'],
      ['취소불가 - 상점관리자 문의', 'not_refundable'],
      // The first is a card company's message about the card, the last a PG's about the shop's balance.
      ['취소 한도 초과', 'shop_limit'],
      ['이미 취소 성공된 거래입니다.', 'already_refunded'],
      ['취소 가능 금액이 부족합니다', 'shop_balance'],
    ])('the message "%s" means %s', (text, reason) => {
      expect(classifyPgMessage(text)).toBe(reason);
    });
  });

  it('a message about the shop, a certificate or whom to contact is not taken for a card problem', () => {
    const blamesCard: readonly PgReason[] = [
      'lost_card',
      'expired_card',
      'wrong_card',
      'card_stopped',
      'limit_exceeded',
    ];
    const texts = ['가맹점 정지', '상점 사용불가', '인증서 유효기간 오류', '가맹점번호 오류', '거래정지 요청 가맹점'];
    expect(texts.filter((text) => blamesCard.includes(classifyPgMessage(text)))).toEqual([]);
    expect(classifyPgMessage('한도초과. 상점으로 문의바랍니다')).toBe('limit_exceeded');
  });
});
