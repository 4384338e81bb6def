import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { Amount, ImpUid, PartAmount, Text } from './fields.ts';
import { PartnerReceipt } from './models/partner-receipt.ts';

export const registerPartnerReceipts = endpoint('POST /partners/receipts/{imp_uid}', {
  name: 'register_partner_receipts',
  title: 'Register partner receipts',
  description: 'sub-merchant split on the sales slip; no delete API',
  effect: 'write',
  irreversible: true,
  confirm: true,
  path: { imp_uid: ImpUid() },
  body: {
    data: z.array(
      z.strictObject({
        business_registration_number: Text(),
        company_name: Text(),
        amount: Amount(),
        tax_free: PartAmount().optional(),
        vat_amount: PartAmount().optional(),
      }),
    ),
  },
  preview: ['payment'],
  returns: PartnerReceipt,
});
