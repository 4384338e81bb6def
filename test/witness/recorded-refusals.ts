/** A refusal as PortOne was recorded to give it between 2017 and 2026, and the request that provokes it in a sandbox. */
export interface RecordedRefusal {
  situation: string;
  status: number;
  code: number;
  message: string;
  /** `{sample}` stands for the `imp_uid` of a sample. */
  provoke: { call: string; body?: object; token?: string; prepare?: { call: string; body: object } };
  /** How a model sees it: the tool that reads or writes this, and the kind of its error. */
  seen?: { tool: string; args: Record<string, unknown>; kind: string };
  /** The sandbox answers otherwise, for this reason. */
  sandboxDiffersBecause?: string;
}

const CARD = { card_number: '4000-1234-5678-9010', expiry: '2099-12' };
const KB_CARD = { card_number: '5000-1234-5678-9010', expiry: '2099-12' };
const ORDER = { merchant_uid: 'o1', amount: 1_000, name: '결제 테스트' };

export const recordedRefusals: readonly RecordedRefusal[] = [
  {
    situation: 'wrong keys',
    ...{ status: 401, code: -1, message: '인증에 실패하였습니다. API키와 secret을 확인하세요.' },
    provoke: { call: 'POST /users/getToken', body: { imp_key: 'sandbox_key', imp_secret: 'wrong' } },
  },
  {
    situation: 'no keys',
    ...{ status: 400, code: -1, message: 'imp_key, imp_secret 파라메터가 누락되었습니다.' },
    provoke: { call: 'POST /users/getToken', body: {} },
  },
  {
    situation: 'a token that has expired',
    ...{ status: 401, code: -1, message: 'Unauthorized' },
    provoke: { call: 'GET /payments/imp_1', token: 'expired' },
    seen: { tool: 'get_payment', args: { imp_uid: 'imp_1' }, kind: 'unauthorized' },
  },
  {
    situation: 'a payment that does not exist',
    ...{ status: 404, code: -1, message: '존재하지 않는 결제정보입니다.' },
    provoke: { call: 'GET /payments/imp_000000000404' },
    seen: { tool: 'get_payment', args: { imp_uid: 'imp_000000000404' }, kind: 'not_found' },
  },
  {
    situation: 'a refund of nothing',
    ...{ status: 200, code: 1, message: '취소할 결제건이 존재하지 않습니다.' },
    provoke: { call: 'POST /payments/cancel', body: { imp_uid: 'imp_000000000404' } },
  },
  {
    situation: 'a refund of a payment that is refunded',
    ...{ status: 200, code: 1, message: '이미 전액취소된 주문입니다.' },
    provoke: { call: 'POST /payments/cancel', body: { imp_uid: '{fully_cancelled}' } },
  },
  {
    situation: 'an amount that is registered twice',
    ...{ status: 200, code: 1, message: '결제정보 사전등록에 실패하였습니다(이미 등록된 merchant_uid입니다).' },
    provoke: { call: 'POST /payments/prepare', body: { merchant_uid: 'order_prepared', amount: 64_900 } },
  },
  {
    situation: 'an amount that is not registered',
    ...{ status: 404, code: -1, message: '사전등록된 결제정보가 존재하지 않습니다.' },
    provoke: { call: 'GET /payments/prepare/none' },
    seen: { tool: 'get_payment_prepare', args: { merchant_uid: 'none' }, kind: 'not_found' },
  },
  {
    situation: 'a billing key that does not exist',
    ...{ status: 200, code: 1, message: '요청하신 customer_uid(nobody)로 등록된 정보를 찾을 수 없습니다.' },
    provoke: { call: 'GET /subscribe/customers/nobody' },
    seen: { tool: 'get_billing_key', args: { customer_uid: 'nobody' }, kind: 'not_found' },
    sandboxDiffersBecause:
      'The document says 404 and the recording is of 2021; POST /_sandbox/behavior changes to the recorded answer.',
  },
  {
    situation: 'a billing key of a shop without a channel for them',
    ...{ status: 200, code: 1, message: '비인증결제모듈 사용정보를 찾을 수 없습니다.' },
    provoke: { call: 'POST /subscribe/customers/c1', body: { pg: 'nowhere', ...CARD } },
    sandboxDiffersBecause:
      'The document says that an unknown PG falls back to the default channel, and the shop of the sandbox has one.',
  },
  {
    situation: 'a billing key without a card',
    ...{ status: 200, code: 1, message: '["card_number"] 파라메터는 필수입니다.' },
    provoke: { call: 'POST /subscribe/customers/c1', body: { pg: 'kcp', expiry: '2099-12' } },
  },
  {
    situation: 'a billing key for a card of KB in test mode',
    ...{ status: 200, code: -1 },
    message:
      '카드정보 인증 및 빌키 발급에 실패하였습니다. [F113]유효기간오류 - 테스트모드에서는 KB카드 사용이 불가능합니다. (타카드는 테스트모드에서도 정상, KB카드도 실제 계약후에는 문제없음)',
    provoke: { call: 'POST /subscribe/customers/c1', body: { pg: 'nice_v2.nictest04m', ...KB_CARD } },
  },
  {
    situation: 'a charge under a used order number',
    ...{ status: 200, code: 1 },
    message: '이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 있습니다)',
    provoke: { call: 'POST /subscribe/payments/onetime', body: { ...ORDER, merchant_uid: 'order_paid_card', ...CARD } },
  },
  {
    situation: 'a charge without a billing key',
    ...{ status: 200, code: 1, message: '등록되지 않은 구매자입니다.' },
    provoke: { call: 'POST /subscribe/payments/again', body: { customer_uid: 'nobody', ...ORDER } },
  },
  {
    situation: 'a charge of a card that its company refuses',
    ...{ status: 200, code: -1, message: '카드정보 인증에 실패하였습니다. [F113]거래거절 카드번호틀림' },
    provoke: {
      call: 'POST /subscribe/payments/onetime',
      body: { ...ORDER, ...CARD, card_number: '4000-0000-0000-0113' },
    },
  },
  {
    situation: 'schedules to cancel that do not exist',
    ...{ status: 200, code: 1, message: '취소할 예약결제 기록이 존재하지 않습니다.' },
    provoke: { call: 'POST /subscribe/payments/unschedule', body: { customer_uid: 'nobody' } },
  },
  {
    situation: 'a schedule without a billing key',
    ...{ status: 200, code: 1, message: '등록된 고객정보가 없습니다.' },
    provoke: {
      call: 'POST /subscribe/payments/schedule',
      body: { customer_uid: 'nobody', schedules: [{ ...ORDER, schedule_at: 1_900_000_000 }] },
    },
  },
  {
    situation: 'an identity check that does not exist',
    ...{ status: 404, code: -1, message: '인증결과가 존재하지 않습니다.' },
    provoke: { call: 'GET /certifications/imp_000000000404' },
    seen: { tool: 'get_certification', args: { imp_uid: 'imp_000000000404' }, kind: 'not_found' },
  },
  {
    situation: 'a cash receipt that was not issued',
    ...{ status: 404, code: -1 },
    message: '해당 아임포트 고유 번호(imp_088022300265)로 현금영수증을 발급 한 내역이 존재하지 않습니다.',
    provoke: { call: 'GET /receipts/imp_088022300265' },
    seen: { tool: 'get_receipt', args: { imp_uid: 'imp_088022300265' }, kind: 'not_found' },
  },
];
