import { endpoint } from './endpoint.ts';
import {
  ChannelKey,
  Choice,
  Email,
  ImpUid,
  IntAmount,
  IntPartAmount,
  MerchantUid,
  Name,
  PartAmount,
  Phone,
  Secret,
  Text,
} from './fields.ts';
import { ExternalReceipt, Receipt } from './models/receipt.ts';

export const getReceipt = endpoint('GET /receipts/{imp_uid}', {
  name: 'get_receipt',
  title: 'Get receipt',
  description: 'cash receipt',
  effect: 'read',
  path: { imp_uid: ImpUid() },
  returns: Receipt,
});

export const issueReceipt = endpoint('POST /receipts/{imp_uid}', {
  name: 'issue_receipt',
  title: 'Issue receipt',
  description: 'identifier may be a resident number; filed with the tax office',
  effect: 'write',
  confirm: true,
  path: { imp_uid: ImpUid() },
  body: {
    product_type: Choice('real', 'digital').optional(),
    identifier: Secret(),
    identifier_type: Choice('person', 'business', 'phone', 'taxcard').optional(),
    type: Choice('person', 'company').optional(),
    company_tel: Phone().optional(),
    company_name: Text().optional(),
    corp_reg_no: Text().optional(),
    buyer_name: Name().optional(),
    buyer_email: Email().optional(),
    buyer_tel: Phone().optional(),
    tax_free: IntPartAmount().optional(),
    vat: IntPartAmount().optional(),
    vat_amount: PartAmount().optional(),
  },
  preview: ['payment', 'receipt'],
  returns: Receipt,
});

export const revokeReceipt = endpoint('DELETE /receipts/{imp_uid}', {
  name: 'revoke_receipt',
  title: 'Revoke receipt',
  description: 'tax filing cancelled; can be issued again',
  effect: 'destructive',
  confirm: true,
  path: { imp_uid: ImpUid() },
  preview: ['receipt'],
  returns: Receipt,
});

export const getExternalReceipt = endpoint('GET /receipts/external/{merchant_uid}', {
  name: 'get_external_receipt',
  title: 'Get external receipt',
  description: '',
  effect: 'read',
  path: { merchant_uid: MerchantUid() },
  returns: ExternalReceipt,
});

export const issueExternalReceipt = endpoint('POST /receipts/external/{merchant_uid}', {
  name: 'issue_external_receipt',
  title: 'Issue external receipt',
  description: 'amount comes from the caller: nothing checks it',
  effect: 'write',
  confirm: true,
  path: { merchant_uid: MerchantUid() },
  body: {
    channel_key: ChannelKey(),
    name: Text(),
    amount: IntAmount(),
    product_type: Choice('real', 'digital').optional(),
    identifier: Secret(),
    identifier_type: Choice('person', 'business', 'phone', 'taxcard').optional(),
    type: Choice('person', 'company').optional(),
    buyer_name: Name().optional(),
    buyer_email: Email().optional(),
    buyer_tel: Phone().optional(),
    tax_free: IntPartAmount().optional(),
    vat_amount: PartAmount().optional(),
    corp_reg_no: Text().optional(),
    pay_method: Choice('trans', 'vbank').optional(),
  },
  preview: ['external_receipt'],
  returns: ExternalReceipt,
});

export const revokeExternalReceipt = endpoint('DELETE /receipts/external/{merchant_uid}', {
  name: 'revoke_external_receipt',
  title: 'Revoke external receipt',
  description: '',
  effect: 'destructive',
  confirm: true,
  path: { merchant_uid: MerchantUid() },
  preview: ['external_receipt'],
  returns: ExternalReceipt,
});
