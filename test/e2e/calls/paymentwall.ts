import assert from 'node:assert/strict';
import type { ToolCase } from '../../support/tool-case.ts';
import { getResult, getSample } from '../../support/tool-results.ts';

export const cases: readonly ToolCase[] = [
  {
    tool: 'register_paymentwall_delivery',
    buildArguments: (samples) => ({
      ...getSample(samples, 'paymentwall'),
      type: 'physical',
      status: 'order_shipped',
      carrier_tracking_id: 'RR000000001KR',
      carrier_type: 'EMS',
      estimated_delivery_datetime: '2026-12-01T12:00',
      estimated_update_datetime: '2026-11-25',
      refundable: 'yes',
      shipping_address_email: 'buyer@example.com',
      shipping_address_country: 'US',
      shipping_address_city: 'Springfield',
      shipping_address_zip: '00000',
      shipping_address_state: 'IL',
      shipping_address_street: '1 Sample Street',
      shipping_address_phone: '+1-555-0100',
      shipping_address_firstname: 'Gildong',
      shipping_address_lastname: 'Hong',
    }),
    assertResult: (answer) => assert.deepEqual(getResult(answer), { success: 1 }),
    getExpectedEntry: (samples) => ({
      ...getSample(samples, 'paymentwall'),
      status: 'order_shipped',
      carrier_tracking_id: 'RR000000001KR',
    }),
  },
];
