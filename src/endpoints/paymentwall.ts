import { endpoint } from './endpoint.ts';
import { Address, Choice, Email, ImpUid, MerchantUid, Name, Phone, Postcode, Text, Time } from './fields.ts';
import { PaymentwallDelivery } from './models/paymentwall.ts';

export const registerPaymentwallDelivery = endpoint('POST /paymentwall/delivery', {
  name: 'register_paymentwall_delivery',
  title: 'Register paymentwall delivery',
  description: 'settlement withheld without it; response schema = PaymentwallDelivery',
  effect: 'write',
  confirm: true,
  body: {
    imp_uid: ImpUid(),
    merchant_uid: MerchantUid(40),
    type: Choice('physical', 'digital'),
    status: Choice('order_placed', 'order_shipped', 'delivering', 'delivered'),
    carrier_tracking_id: Text(64).optional(),
    carrier_type: Text(64).optional(),
    estimated_delivery_datetime: Time(),
    estimated_update_datetime: Time(),
    reason: Text(64).optional(),
    refundable: Choice('yes', 'no'),
    details: Text(400).optional(),
    shipping_address_email: Email(50),
    shipping_address_country: Text(40).optional(),
    shipping_address_city: Address(40).optional(),
    shipping_address_zip: Postcode(40).optional(),
    shipping_address_state: Address(40).optional(),
    shipping_address_street: Address(40).optional(),
    shipping_address_phone: Phone(40).optional(),
    shipping_address_firstname: Name(40).optional(),
    shipping_address_lastname: Name(40).optional(),
  },
  preview: ['payment'],
  returns: PaymentwallDelivery,
});
