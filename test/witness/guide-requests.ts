/** A request as a page of PortOne's V1 guides prints it, with ids, people and times that fit the sandbox. */
export interface GuideRequest {
  /** The page, below `opi/ko` of PortOne's documentation. */
  page: string;
  call: `${'POST' | 'GET' | 'PUT'} /${string}`;
  body: object | string;
  /** Why the guide's own example cannot succeed, here and probably not at PortOne. */
  refusedBecause?: string;
  /** The example's own slip that strict mode reports. */
  strictRefusesBecause?: string;
}

/** What the examples refer to and the sandbox must have. */
export interface GuideSubjects {
  customer: string;
  schedulesAt: number;
  channelGroup: string;
  paidCard: string;
  paidAmount: number;
  paidVbank: string;
  paidTransfer: string;
  requestedCertification: string;
  otp: string;
}

const CARD = { card_number: '1234-1234-1234-1234', expiry: '2099-12', birth: '820213', pwd_2digit: '00' };
const BUYER = { buyer_name: '홍길동', buyer_tel: '01000005678', buyer_email: 'gildong@example.com' };
const ONETIME = 'POST /subscribe/payments/onetime';
const AGAIN = 'POST /subscribe/payments/again';
const SCHEDULE = 'POST /subscribe/payments/schedule';
const V2_AMOUNT = 'an amount with a total is one of V2';

export function buildGuideRequests(of: GuideSubjects): readonly GuideRequest[] {
  const { customer } = of;
  let orders = 0;
  const order = () => `order_monthly_${String(++orders).padStart(4, '0')}`;
  const buildSchedule = () => ({
    ...{ merchant_uid: order(), schedule_at: of.schedulesAt, amount: 8_900, name: '월간 이용권 정기결제' },
    ...BUYER,
  });
  const { pwd_2digit: _pin, ...cardWithoutPin } = CARD;
  const charge = () => ({ customer_uid: customer, merchant_uid: order(), amount: 3_000 });
  const account = () => ({ merchant_uid: order().replaceAll('_', ''), amount: 3_000, vbank_code: '088' });
  const receipt = { identifier: '1178178260', identifier_type: 'business', type: 'company', product_type: 'digital' };
  const external = { name: '나이키 와플 트레이너 2 SD', amount: 109_000, ...receipt, tax_free: '3000', pg: 'ksnet' };

  return [
    {
      page: 'integration/start/v1/non-auth',
      call: ONETIME,
      body: { pg: 'nice_v2.sandbox00m', ...CARD, merchant_uid: order(), amount: 8_900 },
    },
    {
      page: 'integration/start/v1/non-auth',
      call: 'POST /subscribe/customers/gildong_0001_1234',
      body: { pg: 'nice_v2.sandbox00m', customer_id: 'gildong', ...CARD },
    },
    {
      page: 'integration/start/v1/non-auth',
      call: SCHEDULE,
      body: { customer_uid: customer, schedules: [buildSchedule()] },
    },
    {
      page: 'integration/start/v1/non-auth',
      call: AGAIN,
      body: { ...charge(), name: '월간 이용권 정기결제', amount: { total: 8_900 }, currency: 'KRW' },
      refusedBecause: V2_AMOUNT,
    },
    {
      page: 'integration/pg/v1/nice',
      call: ONETIME,
      body: { merchant_uid: order(), ...cardWithoutPin, amount: 3_000 },
    },
    { page: 'integration/pg/v1/nice', call: 'POST /subscribe/customers/your-customer-unique-id', body: CARD },
    { page: 'integration/pg/v1/nice', call: ONETIME, body: { ...charge(), customer_uid: 'first', ...cardWithoutPin } },
    { page: 'integration/pg/v1/nice', call: AGAIN, body: charge() },
    { page: 'integration/pg/v1/ksnet', call: AGAIN, body: { ...charge(), product_type: 'digital' } },
    { page: 'integration/pg/v1/ksnet', call: `POST /receipts/${of.paidTransfer}`, body: receipt },
    {
      page: 'integration/pg/v1/ksnet',
      call: 'POST /receipts/external/order_id_1',
      body: { merchant_uid: 'order_id_1', ...external },
      refusedBecause: 'the page itself calls buyer_name mandatory, and leaves it out',
    },
    {
      page: 'integration/pg/v1/ksnet, with the buyer_name that it calls mandatory',
      call: 'POST /receipts/external/order_id_2',
      body: { merchant_uid: 'order_id_2', ...external, buyer_name: '홍길동' },
      strictRefusesBecause: '"tax_free" must be a number, not text',
    },
    {
      page: 'integration/pg/v1/tosspay-v2',
      call: AGAIN,
      body: {
        ...{ ...charge(), name: '주문명', cash_receipt_type: 'person' },
        bypass: { tosspay_v2: { cashReceipt: true, cashReceiptTradeOption: 'GENERAL', sendFailPush: false } },
      },
    },
    {
      page: 'integration/pg/v1/rt',
      call: AGAIN,
      body: {
        ...{ ...charge(), name: '주문명', currency: 'USD' },
        bypass: JSON.stringify({ paypal_v2: { additional_data: [{ key: 'sender_account_id', value: 'A1' }] } }),
      },
    },
    {
      page: 'integration/pg/v1/kcp-v2-identity-verification',
      call: 'POST /certifications/otp/request',
      body: {
        ...{ merchant_uid: 'merchant_1234567890', name: '홍길동', phone: '01000005678', birth: '900101' },
        ...{ gender_digit: '1', carrier: 'SKT', is_mvno: false, verification_method: 'SMS', ip: '127.0.0.1' },
        bypass: { kcpV2: { media_type: 'MC01', web_siteid: 'SITE_123456', cp_sms_msg: '인증번호는 [000000] 입니다.' } },
      },
    },
    {
      page: 'integration/pg/v1/kcp-v2-identity-verification',
      call: `POST /certifications/otp/confirm/${of.requestedCertification}`,
      body: { imp_uid: of.requestedCertification, otp: of.otp },
    },
    {
      page: 'extra/smart-routing/integration',
      call: ONETIME,
      body: { channelGroupId: of.channelGroup, ...CARD, merchant_uid: order(), amount: 8_900 },
    },
    {
      page: 'extra/smart-routing/integration',
      call: 'POST /subscribe/customers/super',
      body: { channelGroupId: of.channelGroup, customer_id: 'gildong', ...CARD },
    },
    {
      page: 'extra/smart-routing/integration',
      call: SCHEDULE,
      body: { customer_uid: 'super', schedules: [buildSchedule()] },
    },
    {
      page: 'extra/promotion/integration',
      call: ONETIME,
      body: { pg: 'nice_v2.sandbox00m', ...CARD, promotionId: 'promotion-1', merchant_uid: order(), amount: 8_900 },
    },
    {
      page: 'extra/promotion/integration',
      call: AGAIN,
      body: { ...charge(), name: '월간 이용권 정기결제', amount: { total: 8_900 }, promotion_id: 'promotion-1' },
      refusedBecause: V2_AMOUNT,
    },
    {
      page: 'extra/promotion/integration',
      call: SCHEDULE,
      body: { customer_uid: customer, promotion_id: 'promotion-1', schedules: [buildSchedule()] },
    },
    {
      page: 'extra/promotion/refund',
      call: 'POST /payments/cancel',
      body: {
        ...{ imp_uid: of.paidCard, merchant_uid: 'order_paid_card', amount: 1_000, checksum: of.paidAmount },
        ...{ reason: '단순 변심', retain_promotion: false },
      },
    },
    {
      page: 'integration/cancel/v1/basic',
      call: 'POST /payments/cancel',
      body: { reason: '단순 변심', imp_uid: of.paidCard, amount: 1_000, checksum: of.paidAmount - 1_000 },
    },
    {
      page: 'integration/cancel/v1/virtual-account',
      call: 'POST /payments/cancel',
      body: {
        ...{ reason: '단순 변심', imp_uid: of.paidVbank, amount: 39_800, checksum: 39_800 },
        ...{ refund_holder: '홍길동', refund_bank: '88', refund_account: '56211105948400' },
      },
    },
    {
      page: 'integration/pg/v1/naver',
      call: SCHEDULE,
      body: {
        customer_uid: customer,
        schedules: [
          { merchant_uid: order(), schedule_at: of.schedulesAt, amount: 10_000, extra: { naverUseCfm: '20261130' } },
        ],
      },
    },
    {
      page: 'integration/pg/v1/naver, as a form',
      call: SCHEDULE,
      body: `customer_uid=${customer}&schedules[0][merchant_uid]=${order()}&schedules[0][schedule_at]=${of.schedulesAt}&schedules[0][amount]=10000&schedules[0][extra][naverUseCfm]=20261130`,
    },
    {
      page: 'integration/pg/v1/smartro-v2/api',
      call: 'POST /vbanks',
      body: { ...account(), vbank_due: of.schedulesAt, vbank_holder: '홍길동', ...BUYER },
    },
    {
      page: 'integration/pg/v1/welcome/api',
      call: 'POST /vbanks',
      body: { ...account(), vbank_due: of.schedulesAt, buyer_name: '홍길동' },
    },
  ];
}
