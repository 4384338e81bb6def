import { endpoint } from './endpoint.ts';
import { Choice, ImpUid } from './fields.ts';
import { PaycoStatus } from './models/payco.ts';

export const updatePaycoOrderStatus = endpoint('POST /payco/orders/status/{imp_uid}', {
  name: 'update_payco_order_status',
  title: 'Update a PAYCO order',
  description:
    "Tell PAYCO an order's status (페이코 주문상태). No reverse call, nothing to read it back; CANCELED refunds nothing, cancel_payment does.",
  effect: 'write',
  irreversible: true,
  confirm: true,
  path: { imp_uid: ImpUid() },
  body: { status: Choice('DELIVERY_START', 'PURCHASE_DECISION', 'CANCELED') },
  preview: ['payment'],
  returns: PaycoStatus,
});
