import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import {
  Account,
  Amount,
  Choice,
  Digits,
  Flag,
  ImpUid,
  Limit,
  Memo,
  MerchantUid,
  Name,
  Page,
  PartAmount,
  Phone,
  Requester,
  Sorting,
  Text,
  Time,
  UntilTime,
} from '../fields.ts';
import { list, paged } from '../models/field.ts';
import { Payment, paymentSummaryFields } from '../models/payment.ts';
import { PaymentBalance } from '../models/payment-balance.ts';
import { PaymentPrepare } from '../models/payment-prepare.ts';

/** PortOne's maximum number of ids per request. */
const MAX_IDS = 100;

export const getPaymentBalance = endpoint('GET /payments/{imp_uid}/balance', {
  name: 'get_payment_balance',
  title: 'Payment breakdown',
  description: "A payment's supply, VAT, tax-free, points. PAYCO and KCP only.",
  effect: 'read',
  path: { imp_uid: ImpUid() },
  returns: PaymentBalance,
});

export const getPayment = endpoint('GET /payments/{imp_uid}', {
  name: 'get_payment',
  title: 'Get payment',
  description:
    'One payment attempt: state, fail_reason, refunds (cancelled also if in part). Test channels: include_sandbox.',
  effect: 'read',
  path: { imp_uid: ImpUid() },
  query: {
    include_sandbox: Flag().optional(),
    // The document mentions it in its note on daou only, not among the parameters.
    extension: Flag().optional().describe('PG data'),
  },
  returns: Payment,
});

export const listPaymentsByIds = endpoint('GET /payments', {
  name: 'list_payments_by_ids',
  title: 'Payments by id',
  description: 'Up to 100 payments by ids, of an order the latest.',
  effect: 'read',
  oneOf: ['imp_uids', 'merchant_uids'],
  batch: { imp_uids: 'imp_uid', merchant_uids: 'merchant_uid' },
  query: {
    imp_uids: z.array(ImpUid()).min(1).max(MAX_IDS).optional(),
    merchant_uids: z.array(MerchantUid()).min(1).max(MAX_IDS).optional(),
  },
  wire: { imp_uids: 'imp_uid[]', merchant_uids: 'merchant_uid[]' },
  summaryFields: paymentSummaryFields,
  returns: list(Payment),
});

// Here and in the next endpoint the document requires payment_status in the path but says that it may be left out.
// PortOne accepts the path without that segment.
export const findPaymentByOrder = endpoint('GET /payments/find/{merchant_uid}/{payment_status}', {
  name: 'find_payment_by_order',
  title: 'Find by order',
  description: 'One attempt of an order (주문번호), by default the latest.',
  effect: 'read',
  path: { merchant_uid: MerchantUid(), payment_status: Choice('ready', 'paid', 'cancelled', 'failed').optional() },
  query: { sorting: Sorting().optional() },
  returns: Payment,
});

export const listPaymentsByOrder = endpoint('GET /payments/findAll/{merchant_uid}/{payment_status}', {
  name: 'list_payments_by_order',
  title: 'Payments by order',
  description: 'All attempts of an order: retries, failures, double payment (중복결제).',
  effect: 'read',
  path: { merchant_uid: MerchantUid(), payment_status: Choice('ready', 'paid', 'cancelled', 'failed').optional() },
  query: { page: Page().optional(), limit: Limit().optional(), sorting: Sorting().optional() },
  summaryFields: paymentSummaryFields,
  returns: paged(Payment),
});

export const listPaymentsByStatus = endpoint('GET /payments/status/{payment_status}', {
  name: 'list_payments_by_status',
  title: 'Payments by status',
  description: 'Payments of at most 90 days (결제내역), the last by default; ready by started_at, paid by paid_at.',
  effect: 'read',
  path: { payment_status: Choice('all', 'ready', 'paid', 'cancelled', 'failed') },
  query: {
    page: Page().optional(),
    limit: Limit().optional(),
    from: Time().optional(),
    to: UntilTime().optional(),
    sorting: Sorting().optional(),
  },
  summaryFields: paymentSummaryFields,
  returns: paged(Payment),
});

export const cancelPayment = endpoint('POST /payments/cancel', {
  name: 'cancel_payment',
  title: 'Cancel payment',
  description: 'Refund a paid payment (결제취소), wholly or partly. imp_uid wins over merchant_uid.',
  effect: 'destructive',
  money: 'refund',
  confirm: true,
  unmovedAmounts: { checksum: 'PortOne only compares it with the balance' },
  anyOf: ['imp_uid', 'merchant_uid'],
  explicitAll: { flag: 'full_refund', replaces: 'amount' },
  body: {
    imp_uid: ImpUid().optional(),
    merchant_uid: MerchantUid().optional(),
    amount: Amount().optional().describe('What remains is amount - cancel_amount'),
    tax_free: PartAmount().optional(),
    vat_amount: PartAmount().optional().describe('If set at payment'),
    checksum: Amount().optional().describe('Expected remainder'),
    reason: Memo().optional(),
    refund_holder: Name().optional(),
    refund_bank: Digits().optional().describe('Name or code'),
    refund_account: Account().optional().describe('For vbank'),
    refund_tel: Phone().optional(),
    retain_promotion: Flag().optional(),
    enable_webhook: Flag().optional(),
    // Missing in the document; the official Java client sends it.
    escrow_confirmed: Flag().optional(),
    // The document declares an array; it is an object, sent as extra[requester] in a form.
    extra: z.strictObject({ requester: Requester().optional() }).optional(),
  },
  preview: ['payment'],
  followUpTool: 'get_payment',
  readBack: { by: 'refund' },
  returns: Payment,
});

const registeredAmount = {
  unmovedAmounts: { amount: 'the buyer pays it later, or does not' },
  body: { merchant_uid: MerchantUid(40), amount: Amount(), currency: Text().optional() },
  preview: ['prepare'],
  followUpTool: 'get_payment_prepare',
  readBack: {
    by: 'record',
    of: 'prepare',
    expected: { amount: { kind: 'argument', path: 'amount' }, currency: { kind: 'argument', path: 'currency' } },
  },
  returns: PaymentPrepare,
} as const;

export const updatePaymentPrepare = endpoint('PUT /payments/prepare', {
  name: 'update_payment_prepare',
  title: 'Change registered amount',
  description: "Change an order's registered amount before payment.",
  effect: 'write',
  idempotent: true,
  // The registered amount is PortOne's protection against payments that were tampered with.
  confirm: true,
  ...registeredAmount,
});

export const createPaymentPrepare = endpoint('POST /payments/prepare', {
  name: 'create_payment_prepare',
  title: 'Register amount',
  description: "Fix an order's amount before payment (사전등록). Cannot be removed.",
  effect: 'write',
  ...registeredAmount,
});

export const getPaymentPrepare = endpoint('GET /payments/prepare/{merchant_uid}', {
  name: 'get_payment_prepare',
  title: 'Registered amount',
  description: 'The amount registered for an order.',
  effect: 'read',
  path: { merchant_uid: MerchantUid() },
  returns: PaymentPrepare,
});
