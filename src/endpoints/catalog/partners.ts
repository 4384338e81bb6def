import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { Amount, Digits, ImpUid, PartAmount, Text } from '../fields.ts';
import { PartnerReceipt } from '../models/partner-receipt.ts';

export const registerPartnerReceipts = endpoint('POST /partners/receipts/{imp_uid}', {
  name: 'register_partner_receipts',
  title: 'Add sub-merchant sales',
  description: "Add sub-merchants to a paid payment's sales slip. KG Inicis, with its INIAPI key.",
  effect: 'write',
  irreversible: true,
  confirm: true,
  unmovedAmounts: { 'data[].amount': 'it divides the sales slip of a payment that was made before' },
  path: { imp_uid: ImpUid() },
  body: {
    data: z
      .array(
        z.strictObject({
          business_registration_number: Digits().describe('With hyphens'),
          company_name: Text(),
          amount: Amount(),
          tax_free: PartAmount().optional(),
          vat_amount: PartAmount().optional(),
        }),
      )
      .min(1),
  },
  preview: ['payment'],
  readBack: {
    by: 'none',
    reason: 'PortOne has no call that shows the sub-merchants of a sales slip; look in the console of KG Inicis',
  },
  returns: PartnerReceipt,
});
