import { endpoint } from '../endpoint.ts';
import { receiptBuyer, receiptHolder } from '../field-groups.ts';
import {
  ChannelKey,
  Choice,
  Digits,
  ImpUid,
  IntAmount,
  IntPartAmount,
  MerchantUid,
  PartAmount,
  Phone,
  Text,
} from '../fields.ts';
import { ExternalReceipt, Receipt } from '../models/cash-receipt.ts';

export const getReceipt = endpoint('GET /receipts/{imp_uid}', {
  name: 'get_receipt',
  title: 'Cash receipt',
  description: "Cash receipt (현금영수증) of a payment; not the PG's own.",
  effect: 'read',
  path: { imp_uid: ImpUid() },
  returns: Receipt,
});

export const issueReceipt = endpoint('POST /receipts/{imp_uid}', {
  name: 'issue_receipt',
  title: 'Issue cash receipt',
  description: 'Issue a cash receipt (현금영수증) for what remains of a paid trans or vbank payment, once.',
  effect: 'write',
  confirm: true,
  path: { imp_uid: ImpUid() },
  body: {
    ...receiptHolder,
    type: Choice('person', 'company').optional().describe('company: 지출증빙'),
    company_tel: Phone().optional(),
    company_name: Text().optional(),
    corp_reg_no: Digits().optional(),
    ...receiptBuyer,
    tax_free: IntPartAmount().optional(),
    vat: IntPartAmount().optional().describe('Deprecated'),
    vat_amount: PartAmount().optional(),
  },
  preview: ['payment', 'receipt'],
  followUpTool: 'get_receipt',
  readBack: {
    by: 'record',
    of: 'receipt',
    expected: { applied_at: 'set', cancelled_at: 'unset' },
    changeMarker: 'receipt_tid',
  },
  returns: Receipt,
});

export const revokeReceipt = endpoint('DELETE /receipts/{imp_uid}', {
  name: 'revoke_receipt',
  title: 'Cancel cash receipt',
  description: "Cancel a payment's cash receipt (현금영수증); no refund. Can be issued again.",
  effect: 'destructive',
  confirm: true,
  path: { imp_uid: ImpUid() },
  preview: ['payment', 'receipt'],
  followUpTool: 'get_receipt',
  readBack: { by: 'record', of: 'receipt', expected: { cancelled_at: 'set' } },
  returns: Receipt,
});

export const getExternalReceipt = endpoint('GET /receipts/external/{merchant_uid}', {
  name: 'get_external_receipt',
  title: 'External cash receipt',
  description: 'Cash receipt of a sale outside PortOne.',
  effect: 'read',
  path: { merchant_uid: MerchantUid() },
  returns: ExternalReceipt,
});

export const issueExternalReceipt = endpoint('POST /receipts/external/{merchant_uid}', {
  name: 'issue_external_receipt',
  title: 'Issue external receipt',
  description: 'Issue a cash receipt (현금영수증) for a sale outside PortOne; amount unchecked.',
  effect: 'write',
  confirm: true,
  unmovedAmounts: { amount: 'it is reported to the tax office; the buyer has paid it elsewhere' },
  path: { merchant_uid: MerchantUid() },
  body: {
    channel_key: ChannelKey(),
    name: Text(),
    amount: IntAmount(),
    ...receiptHolder,
    type: Choice('person', 'company').optional(),
    ...receiptBuyer,
    tax_free: IntPartAmount().optional(),
    vat_amount: PartAmount().optional(),
    corp_reg_no: Digits().optional(),
    pay_method: Choice('trans', 'vbank').optional(),
  },
  preview: ['external_receipt'],
  followUpTool: 'get_external_receipt',
  readBack: {
    by: 'record',
    of: 'external_receipt',
    expected: { amount: { kind: 'argument', path: 'amount' }, applied_at: 'set', cancelled_at: 'unset' },
    changeMarker: 'receipt_tid',
  },
  returns: ExternalReceipt,
});

export const revokeExternalReceipt = endpoint('DELETE /receipts/external/{merchant_uid}', {
  name: 'revoke_external_receipt',
  title: 'Cancel external receipt',
  description: 'Cancel the cash receipt of a sale outside PortOne.',
  effect: 'destructive',
  confirm: true,
  path: { merchant_uid: MerchantUid() },
  preview: ['external_receipt'],
  followUpTool: 'get_external_receipt',
  readBack: { by: 'record', of: 'external_receipt', expected: { cancelled_at: 'set' } },
  returns: ExternalReceipt,
});
