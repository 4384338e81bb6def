import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import {
  Account,
  Amount,
  Choice,
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
} from './fields.ts';
import { list, paged } from './models/field.ts';
import { Payment, paymentCore } from './models/payment.ts';
import { PaymentBalance } from './models/payment-balance.ts';
import { PaymentPrepare } from './models/payment-prepare.ts';

export const getPaymentBalance = endpoint('GET /payments/{imp_uid}/balance', {
  name: 'get_payment_balance',
  title: 'Get payment balance',
  description: 'PAYCO (and KCP by message) only',
  effect: 'read',
  path: { imp_uid: ImpUid() },
  returns: PaymentBalance,
});

export const getPayment = endpoint('GET /payments/{imp_uid}', {
  name: 'get_payment',
  title: 'Get payment',
  description: 'test-channel payments need include_sandbox=true (else 404)',
  effect: 'read',
  path: { imp_uid: ImpUid() },
  query: { include_sandbox: Flag().optional() },
  returns: Payment,
});

export const listPaymentsByIds = endpoint('GET /payments', {
  name: 'list_payments_by_ids',
  title: 'List payments by ids',
  description: '<=100 ids; 207 partial; imp_uid[] or merchant_uid[]',
  effect: 'read',
  oneOf: ['imp_uids', 'merchant_uids'],
  batch: { imp_uids: 'imp_uid', merchant_uids: 'merchant_uid' },
  query: { imp_uids: z.array(ImpUid()).optional(), merchant_uids: z.array(MerchantUid()).optional() },
  wire: { imp_uids: 'imp_uid[]', merchant_uids: 'merchant_uid[]' },
  core: paymentCore,
  returns: list(Payment),
});

export const findPaymentByOrder = endpoint('GET /payments/find/{merchant_uid}/{payment_status}', {
  name: 'find_payment_by_order',
  title: 'Find payment by order',
  description: 'status optional: drop the segment; newest by sorting',
  effect: 'read',
  path: { merchant_uid: MerchantUid(), payment_status: Choice('ready', 'paid', 'cancelled', 'failed').optional() },
  query: { sorting: Sorting().optional() },
  returns: Payment,
});

export const listPaymentsByOrder = endpoint('GET /payments/findAll/{merchant_uid}/{payment_status}', {
  name: 'list_payments_by_order',
  title: 'List payments by order',
  description: 'finds double attempts',
  effect: 'read',
  path: { merchant_uid: MerchantUid(), payment_status: Choice('ready', 'paid', 'cancelled', 'failed').optional() },
  query: { page: Page().optional(), limit: Limit().optional(), sorting: Sorting().optional() },
  core: paymentCore,
  returns: paged(Payment),
});

export const listPaymentsByStatus = endpoint('GET /payments/status/{payment_status}', {
  name: 'list_payments_by_status',
  title: 'List payments by status',
  description: '<=90-day window; PII in bulk: mask',
  effect: 'read',
  path: { payment_status: Choice('all', 'ready', 'paid', 'cancelled', 'failed') },
  query: {
    page: Page().optional(),
    limit: Limit().optional(),
    from: Time().optional(),
    to: UntilTime().optional(),
    sorting: Sorting().optional(),
  },
  core: paymentCore,
  returns: paged(Payment),
});

export const cancelPayment = endpoint('POST /payments/cancel', {
  name: 'cancel_payment',
  title: 'Cancel payment',
  description: 'amount omitted or 0 = full remaining; vbank needs refund bank account (S)',
  effect: 'destructive',
  money: 'refund',
  confirm: true,
  anyOf: ['imp_uid', 'merchant_uid'],
  everything: { flag: 'full_refund', insteadOf: 'amount', describe: 'Refund all that is left' },
  body: {
    imp_uid: ImpUid().optional(),
    merchant_uid: MerchantUid().optional(),
    amount: Amount().optional(),
    tax_free: PartAmount().optional(),
    vat_amount: PartAmount().optional(),
    checksum: PartAmount().optional(),
    reason: Memo().optional(),
    refund_holder: Name().optional(),
    refund_bank: Text().optional(),
    refund_account: Account().optional(),
    refund_tel: Phone().optional(),
    retain_promotion: Flag().optional(),
    enable_webhook: Flag().optional(),
    extra: z.strictObject({ requester: Requester().optional() }).optional(),
  },
  preview: ['payment'],
  returns: Payment,
});

export const updatePaymentPrepare = endpoint('PUT /payments/prepare', {
  name: 'update_payment_prepare',
  title: 'Update payment prepare',
  description: 'changes the amount that is checked at payment time',
  effect: 'write',
  idempotent: true,
  body: { merchant_uid: MerchantUid(40), amount: Amount(), currency: Text().optional() },
  preview: ['prepare'],
  returns: PaymentPrepare,
});

export const createPaymentPrepare = endpoint('POST /payments/prepare', {
  name: 'create_payment_prepare',
  title: 'Create payment prepare',
  description: 'amount-forgery guard; no delete',
  effect: 'write',
  body: { merchant_uid: MerchantUid(40), amount: Amount(), currency: Text().optional() },
  preview: ['prepare'],
  returns: PaymentPrepare,
});

export const getPaymentPrepare = endpoint('GET /payments/prepare/{merchant_uid}', {
  name: 'get_payment_prepare',
  title: 'Get payment prepare',
  description: '404 when absent (not in spec)',
  effect: 'read',
  path: { merchant_uid: MerchantUid() },
  returns: PaymentPrepare,
});
