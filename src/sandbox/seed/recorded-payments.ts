import { DAY_SECONDS } from '../../base/korean-time.ts';
import type { NewPayment } from '../behavior/payment-record.ts';
import type { StoredPayment } from '../state/rows.ts';
import type { SeedContext } from './context.ts';
import { pickPaymentIds, sampleSale } from './payments.ts';

/** Older than the sales history, so that no period of the desk counts these payments. */
const FIRST_DAY_AGO = 140;
const FIRST_SALE = 101;
const BROWSER = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36';

/** Payments that took money, by the shape in which PortOne was recorded to show them. Cards and accounts do not exist. */
const paidShapes: Readonly<Record<string, Partial<NewPayment>>> = {
  // KCP writes zeros where others write asterisks.
  card_kcp_zeros: { pg_provider: 'kcp', pg_id: 'SB001', card_code: '381', card_number: '9000420000007221' },
  card_nice_first_eight: {
    pg_provider: 'nice_v2',
    pg_id: 'sandbox00m',
    card_code: '381',
    card_number: '90000900****1569',
  },
  card_hidden_by_kakaopay: {
    pg_provider: 'html5_inicis',
    pg_id: 'INIpayTest',
    emb_pg_provider: 'kakaopay',
    card_code: '361',
    card_number: '*********',
  },
  // Without `sandbox`, only the id of the shop at the PG tells that these are tests.
  kakaopay_as_point: { pg_provider: 'kakaopay', pg_id: 'TC0ONETIME', pay_method: 'point', apply_num: '' },
  kakaopay_schedule: {
    pg_provider: 'kakaopay',
    pg_id: 'TCSUBSCRIP',
    pay_method: 'point',
    channel: 'api',
    customer_uid: 'customer_kakaopay_point',
    customer_uid_usage: 'payment.scheduled',
    user_agent: null,
  },
  phone_without_approval: { pg_provider: 'html5_inicis', pg_id: 'INIpayTest', pay_method: 'phone', apply_num: '' },
  decimal_won: { pg_provider: 'html5_inicis', pg_id: 'INIpayTest', amount: 1_000.3, emb_pg_provider: 'naverpay' },
  // Registering a card in the payment window is a payment of nothing.
  billing_key_issue: {
    pg_provider: 'html5_inicis',
    pg_id: 'INIBillTst',
    amount: 0,
    apply_num: '',
    customer_uid: 'customer_issued_in_window',
    customer_uid_usage: 'issue',
  },
  vbank_paid_at_pg_account: {
    pg_provider: 'html5_inicis',
    pg_id: 'INIpayTest',
    pay_method: 'vbank',
    apply_num: '',
    vbank_code: '011',
    vbank_name: '농협중앙회',
    vbank_num: '00003414574303',
    vbank_holder: '（주）케이지이니시',
  },
  with_promotion: {
    pg_provider: 'html5_inicis',
    pg_id: 'MOIsandbox',
    amount: 9_000,
    promotion: { id: 'promotion_sandbox_01', discount: 1_000 },
  },
};

/** Fields that payments of 2018 do not have. */
const RECENT_FIELDS = new Set([
  'card_issuer_code',
  'card_issuer_name',
  'card_number',
  'card_publisher_code',
  'card_publisher_name',
  'card_type',
  'customer_uid',
  'customer_uid_usage',
  'deposit_history',
  'emb_pg_provider',
  'promotion',
  'sandbox',
  'started_at',
  'vbank_issued_at',
]);

/** Seeds one paid payment of each shape, as `recorded_<shape>`, and one without the fields of today. */
export function seedRecordedPayments(context: SeedContext): void {
  const { world, samples, start } = context;
  Object.entries(paidShapes).forEach(([shape, fields], index) => {
    const paidAt = start - (FIRST_DAY_AGO + index) * DAY_SECONDS;
    const stored = context.addPayment({
      ...sampleSale(FIRST_SALE + index, `recorded_${shape}`, paidAt, 10_000, '결제 테스트'),
      user_agent: BROWSER,
      ...fields,
    });
    // Recordings of these accounts are older than `sandbox`.
    const isTestMid = /Test|Tst|^TC/.test(stored.record.pg_id ?? '');
    samples[`recorded_${shape}`] = pickPaymentIds(
      isTestMid ? dropFields(context, stored, new Set(['sandbox'])) : stored,
    );
  });

  const oldRow = context.addPayment({
    ...sampleSale(FIRST_SALE - 1, 'recorded_2018', start - 360 * DAY_SECONDS, 10_000, '유료플랜'),
    imp_uid: `imps_${String(world.random.drawInteger(0, 10 ** 9)).padStart(12, '0')}`,
    pg_provider: 'nice',
    pg_id: 'nictest04m',
    channel: 'api',
    card_code: '361',
    card_name: 'BC카드',
    user_agent: 'sorry_not_supported_anymore',
  });
  samples.recorded_2018 = pickPaymentIds(dropFields(context, oldRow, RECENT_FIELDS));
}

/** Stores a payment again without some of its fields. */
function dropFields({ world }: SeedContext, stored: StoredPayment, fields: ReadonlySet<string>): StoredPayment {
  const { imp_uid, merchant_uid, status, amount, cancel_amount } = stored.record;
  const rest = Object.fromEntries(Object.entries(stored.record).filter(([field]) => !fields.has(field)));
  const reduced: StoredPayment = {
    ...stored,
    record: { ...rest, imp_uid, merchant_uid, status, amount, cancel_amount },
  };
  world.payments.set(imp_uid, reduced);
  return reduced;
}
