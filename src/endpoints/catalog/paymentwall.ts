import { endpoint } from '../endpoint.ts';
import { Address, Choice, Digits, Email, ImpUid, MerchantUid, Name, Phone, Postcode, Text, Time } from '../fields.ts';
import { PaymentwallDelivery } from '../models/paymentwall.ts';

export const registerPaymentwallDelivery = endpoint('POST /paymentwall/delivery', {
  name: 'register_paymentwall_delivery',
  title: 'Report delivery',
  description: 'Report a Paymentwall delivery; without it no settlement. error_code means refused.',
  effect: 'write',
  confirm: true,
  requires: {
    when: { type: 'physical' },
    args: [
      'carrier_tracking_id',
      'carrier_type',
      'shipping_address_country',
      'shipping_address_city',
      'shipping_address_zip',
      'shipping_address_state',
      'shipping_address_street',
      'shipping_address_phone',
      'shipping_address_firstname',
      'shipping_address_lastname',
    ],
  },
  body: {
    imp_uid: ImpUid(40),
    merchant_uid: MerchantUid(40),
    type: Choice('physical', 'digital'),
    // PortOne's API document limits it to 10 characters, but two of the documented values are longer.
    status: Choice('order_placed', 'order_shipped', 'delivering', 'delivered'),
    carrier_tracking_id: Digits(64).optional(),
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
    shipping_address_state: Address(40).optional().describe('N/A outside the US'),
    shipping_address_street: Address(40).optional(),
    shipping_address_phone: Phone(40).optional(),
    shipping_address_firstname: Name(40).optional(),
    shipping_address_lastname: Name(40).optional(),
  },
  preview: ['payment'],
  readBack: {
    by: 'none',
    reason: 'PortOne has no call that shows a reported delivery; look in the Paymentwall console',
  },
  returns: PaymentwallDelivery,
});
