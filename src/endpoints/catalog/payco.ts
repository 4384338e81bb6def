import { endpoint } from '../endpoint.ts';
import { Choice, ImpUid } from '../fields.ts';
import { PaycoStatus } from '../models/payco.ts';

export const updatePaycoOrderStatus = endpoint('POST /payco/orders/status/{imp_uid}', {
  name: 'update_payco_order_status',
  title: 'Update PAYCO order',
  description: "Tell PAYCO (페이코) an order's status. CANCELED refunds nothing; cancel_payment does.",
  effect: 'write',
  irreversible: true,
  money: 'payout',
  confirm: true,
  path: { imp_uid: ImpUid() },
  body: { status: Choice('DELIVERY_START', 'PURCHASE_DECISION', 'CANCELED') },
  preview: ['payment'],
  readBack: {
    by: 'none',
    reason: 'PortOne has no call that shows the status at PAYCO; look in the PAYCO partner center',
  },
  returns: PaycoStatus,
});
