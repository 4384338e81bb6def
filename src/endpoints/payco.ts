import { endpoint } from './endpoint.ts';
import { Choice, ImpUid } from './fields.ts';
import { PaycoStatus } from './models/payco.ts';

export const updatePaycoOrderStatus = endpoint('POST /payco/orders/status/{imp_uid}', {
  name: 'update_payco_order_status',
  title: 'Update payco order status',
  description: 'DELIVERY_START / PURCHASE_DECISION / CANCELED (CANCELED is not a refund call)',
  effect: 'write',
  irreversible: true,
  confirm: true,
  path: { imp_uid: ImpUid() },
  body: { status: Choice('DELIVERY_START', 'PURCHASE_DECISION', 'CANCELED') },
  preview: ['payment'],
  returns: PaycoStatus,
});
