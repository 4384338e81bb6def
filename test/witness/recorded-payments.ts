/** The fields that payments had from 2019 to 2025, with the values of those that do not apply. */
const none = {
  ...{ amount: 0, apply_num: null, bank_code: null, bank_name: null, buyer_addr: null, buyer_email: null },
  ...{ buyer_name: null, buyer_postcode: null, buyer_tel: null, cancel_amount: 0, cancel_history: [] },
  ...{ cancel_reason: null, cancel_receipt_urls: [], cancelled_at: 0, card_code: null, card_name: null },
  ...{ card_number: null, card_quota: 0, card_type: null, cash_receipt_issued: false, channel: 'pc' },
  ...{ currency: 'KRW', custom_data: null, customer_uid: null, customer_uid_usage: null, emb_pg_provider: null },
  ...{ escrow: false, fail_reason: null, failed_at: 0, name: null, paid_at: 0, pay_method: 'card', pg_id: null },
  ...{ pg_provider: null, pg_tid: null, receipt_url: null, started_at: 0, status: 'paid', user_agent: null },
  ...{ vbank_code: null, vbank_date: 0, vbank_holder: null, vbank_issued_at: 0, vbank_name: null, vbank_num: null },
};

/** The fields that payments had until 2018. */
const { customer_uid, customer_uid_usage, channel, pg_id, started_at, ...none2017 } = none;

type Fields = Readonly<Record<string, unknown>>;

export interface RecordedPayment {
  title: string;
  record: Fields & { imp_uid: string };
  /** What the server must show of it. */
  shown: Fields;
  /** Texts that must not be shown: what tells who paid, and with which card or account. */
  hidden: readonly string[];
}

const buyer = {
  ...{ buyer_name: '홍길동', buyer_tel: '010-1234-5678', buyer_email: 'hong@example.com' },
  ...{ buyer_addr: '서울특별시 강남구 삼성동', buyer_postcode: '123-456' },
};
const HIDDEN_BUYER = ['홍길동', '1234-5678', 'hong@example.com', '삼성동'];
const inicis = { pg_provider: 'html5_inicis', pg_id: 'INIpayTest', pg_tid: 'StdpayCARDINIpayTest1' };
const kakaopay = { pg_provider: 'kakaopay', pg_id: 'TC0ONETIME', pg_tid: 'T1344a1c241d6', pay_method: 'point' };

/** Payments as PortOne was recorded to show them between 2017 and 2024. All ids, people, cards and accounts are made up. */
export const recordedPayments: readonly RecordedPayment[] = [
  {
    title: 'a card payment at INICIS',
    record: {
      ...{ ...none, ...buyer, ...inicis, imp_uid: 'imp_100000000001', merchant_uid: '84126401-60339' },
      ...{ amount: 1, apply_num: '35388240', card_code: '366', card_name: '신한카드', card_number: '900041*********4' },
      ...{ card_type: 1, name: '당근 10kg', paid_at: 1_709_722_069, started_at: 1_709_722_022 },
    },
    shown: { status: 'paid', amount: 1, apply_num: '35388240', paid_at: '2024-03-06T19:47:49+09:00' },
    hidden: [...HIDDEN_BUYER, '900041'],
  },
  {
    title: 'a card payment through Kakao Pay that hides its card',
    record: {
      ...{ ...none, ...inicis, imp_uid: 'imp_100000000002', merchant_uid: 'merchant_test_1:jg', amount: 1_000 },
      ...{ emb_pg_provider: 'kakaopay', card_code: '361', card_number: '*********', paid_at: 1_639_020_656 },
    },
    shown: { merchant_uid: 'merchant_test_1:jg', amount: 1_000, emb_pg_provider: 'kakaopay' },
    hidden: [],
  },
  {
    title: 'a scheduled charge of 2018 at NICE, from before payments named a customer',
    record: {
      ...{ ...none2017, imp_uid: 'imps_100000000015', merchant_uid: 'systom-44163424531883', amount: 100 },
      ...{ pg_provider: 'nice', pg_id: 'nictest04m', pg_tid: 'nictest40m54185', apply_num: '77149514', channel: 'api' },
      ...{ card_code: '361', card_name: 'BC카드', name: '유료플랜 1000', paid_at: 1_539_919_951 },
    },
    shown: { status: 'paid', amount: 100, card_name: 'BC카드', paid_at: '2018-10-19T12:32:31+09:00' },
    hidden: [],
  },
  {
    title: 'a charge of a billing key in 2017 at Danal, without the fields that came later',
    record: {
      ...{ ...none2017, imp_uid: 'imps_100000000048', merchant_uid: 'merchant_1032346163', amount: 3_300 },
      ...{
        pg_provider: 'danal_tpay',
        pg_tid: '803215237174571181557022',
        apply_num: '72169286',
        paid_at: 1_510_653_939,
      },
      ...{ card_code: '361', card_name: 'BC카드' },
    },
    shown: { status: 'paid', amount: 3_300, pg_provider: 'danal_tpay', paid_at: '2017-11-14T19:05:39+09:00' },
    hidden: [],
  },
  {
    title: 'a one-time charge of a typed card in 2020 at NICE',
    record: {
      ...{
        ...none,
        ...buyer,
        imp_uid: 'imps_100000000049',
        merchant_uid: 'merchant_901w6xDqDHUoR6r8FJ5R',
        amount: 1_000,
      },
      ...{ pg_provider: 'nice', pg_id: 'nictest04m', apply_num: '27130403', channel: 'api', card_type: 1 },
      ...{ card_code: '361', card_name: 'BC카드', card_number: '90004900****1569', paid_at: 1_603_417_956 },
    },
    shown: { status: 'paid', amount: 1_000, apply_num: '27130403', paid_at: '2020-10-23T10:52:36+09:00' },
    hidden: [...HIDDEN_BUYER, '90004900'],
  },
  {
    title: 'an amount of won with a decimal',
    record: {
      ...{ ...none, ...inicis, imp_uid: 'imp_100000000003', merchant_uid: '70373571551022558', amount: 1_000.3 },
      ...{ emb_pg_provider: 'naverpay', paid_at: 1_636_324_303, buyer_tel: '01012345678' },
    },
    shown: { merchant_uid: '70373571551022558', amount: 1_000.3 },
    hidden: ['01012345678'],
  },
  {
    title: 'Kakao Pay as points',
    record: {
      ...{ ...none, ...kakaopay, imp_uid: 'imp_100000000004', merchant_uid: '8410-04-69T01:05:44_0', amount: 9_000 },
      ...{ apply_num: '', buyer_addr: '', paid_at: 1_668_561_453 },
    },
    shown: { pay_method: 'point', amount: 9_000, pg_id: 'TC0ONETIME' },
    hidden: [],
  },
  {
    title: 'a billing key that was registered in the payment window',
    record: {
      ...{ ...none, ...inicis, pg_id: 'INIBillTst', imp_uid: 'imp_100000000005', merchant_uid: 'issue_billingkey_1' },
      ...{ customer_uid: 'customer_1', customer_uid_usage: 'issue', apply_num: '', paid_at: 1_611_820_176 },
    },
    shown: { status: 'paid', amount: 0, customer_uid_usage: 'issue' },
    hidden: [],
  },
  {
    title: 'a virtual account that waits for its deposit',
    record: {
      ...{ ...none, imp_uid: 'imp_100000000006', merchant_uid: 'mid_1', amount: 6_500, status: 'ready' },
      ...{ pg_provider: 'uplus', pg_id: 'tlgdacomxpay', pay_method: 'vbank', receipt_url: 'https://example.com/r' },
      ...{ vbank_code: '088', vbank_name: '신한', vbank_num: 'X0005211120619', vbank_holder: '이크레디트' },
      ...{ vbank_date: 1_613_141_999, vbank_issued_at: 1_612_947_086, started_at: 1_612_947_067 },
    },
    // The buyer has to be told where to pay.
    shown: { status: 'ready', vbank_num: 'X0005211120619', vbank_date: '2021-02-12T23:59:59+09:00' },
    hidden: [],
  },
  {
    title: 'a paid virtual account of the PG',
    record: {
      ...{ ...none, ...buyer, ...inicis, imp_uid: 'imp_100000000007', merchant_uid: 'm7', amount: 1_000 },
      ...{ pay_method: 'vbank', vbank_code: '011', vbank_name: '농협중앙회', vbank_num: '00003414574303' },
      ...{ vbank_holder: '（주）케이지이니시', vbank_date: 1_602_773_999, paid_at: 1_600_132_785, apply_num: '' },
    },
    shown: { status: 'paid', vbank_name: '농협중앙회', amount: 1_000 },
    hidden: [...HIDDEN_BUYER, '00003414574303'],
  },
  {
    title: 'a card number that KCP fills with zeros',
    record: {
      ...{ ...none, imp_uid: 'imp_100000000008', merchant_uid: 'ph27', amount: 100, cancel_amount: 100 },
      ...{ pg_provider: 'kcp', pg_id: 'A7NC2', pg_tid: '97530204539230', card_number: '9000420000007221' },
      ...{ status: 'cancelled', paid_at: 1_663_830_095, cancelled_at: 1_663_837_543, cancel_reason: '취소요청api' },
      cancel_history: [{ pg_tid: '97530204539230', amount: 100, cancelled_at: 1_663_837_543, reason: '취소요청api' }],
    },
    shown: { status: 'cancelled', amount: 100, cancel_amount: 100 },
    hidden: ['9000420000007221', '900042'],
  },
  {
    title: 'a refund of half of a payment',
    record: {
      ...{ ...none, ...kakaopay, imp_uid: 'imp_100000000009', merchant_uid: 'nobody_1', amount: 100 },
      ...{ status: 'cancelled', cancel_amount: 50, cancelled_at: 1_707_897_720, paid_at: 1_707_897_660 },
      cancel_history: [{ pg_tid: 'T9cc2', amount: 50, cancelled_at: 1_707_897_720, reason: '취소요청api' }],
    },
    shown: { status: 'cancelled', amount: 100, cancel_amount: 50 },
    hidden: [],
  },
  {
    title: 'a payment of 2017 without the fields of today',
    record: {
      ...{ imp_uid: 'imps_100000000010', merchant_uid: 'merchant_1', amount: 3_300, apply_num: '72169286' },
      ...{ cancel_amount: 0, card_code: '361', card_name: 'BC카드', currency: 'KRW', paid_at: 1_510_653_939 },
      ...{ name: '검증', pay_method: 'card', pg_provider: 'danal_tpay', pg_tid: '80321', status: 'paid' },
      user_agent: 'sorry_not_supported_anymore',
    },
    shown: { status: 'paid', amount: 3_300, paid_at: '2017-11-14T19:05:39+09:00' },
    hidden: [],
  },
  {
    title: 'a mobile phone payment',
    record: {
      ...{ ...none, ...inicis, imp_uid: 'imp_100000000011', merchant_uid: 'merchant_9267003237422', amount: 200 },
      ...{ pay_method: 'phone', channel: 'mobile', buyer_name: '홍길동', buyer_tel: '010', paid_at: 1_625_185_430 },
      user_agent: 'Mozilla/5.0 (Linux; Android 10; SM-A505N)',
    },
    shown: { status: 'paid', pay_method: 'phone', amount: 200 },
    hidden: ['홍길동'],
  },
  {
    title: 'a scheduled charge of Kakao Pay',
    record: {
      ...{ ...none, ...kakaopay, pg_id: 'TCSUBSCRIP', imp_uid: 'imps_100000000012', merchant_uid: 'merchant_385' },
      ...{ amount: 22_000, customer_uid: 'admin', customer_uid_usage: 'payment.scheduled', paid_at: 1_661_284_515 },
      ...{ channel: 'api', name: 'admin 고객에 대한 2022-08-24 04:55:00 예약 결제' },
    },
    shown: { amount: 22_000, customer_uid_usage: 'payment.scheduled', paid_at: '2022-08-24T04:55:15+09:00' },
    hidden: [],
  },
  {
    title: 'a card payment whose window is open',
    record: {
      ...{ ...none, imp_uid: 'imp_100000000013', merchant_uid: 'order_072373132191', amount: 10_000 },
      ...{ pg_provider: 'uplus', pg_id: 'tlgdacomxpay', started_at: 1_696_496_974, status: 'ready' },
    },
    shown: { status: 'ready', amount: 10_000, started_at: '2023-10-05T18:09:34+09:00' },
    hidden: [],
  },
  {
    title: 'a refunded charge of Kakao Pay that stored a billing key',
    record: {
      ...{ ...none, ...kakaopay, pg_id: 'TCSUBSCRIP', imp_uid: 'imp_100000000014', merchant_uid: '5_subscribe_2155' },
      ...{ amount: 5_900, cancel_amount: 5_900, cancelled_at: 1_694_156_059, cancel_reason: '잘못된 결제' },
      ...{ customer_uid: '4', customer_uid_usage: 'issue', paid_at: 1_694_150_787, status: 'cancelled' },
      cancel_history: [{ pg_tid: 'T2fab', amount: 5_900, cancelled_at: 1_694_156_059, reason: '잘못된 결제' }],
    },
    shown: { status: 'cancelled', amount: 5_900, cancel_amount: 5_900, customer_uid_usage: 'issue' },
    hidden: [],
  },
];
