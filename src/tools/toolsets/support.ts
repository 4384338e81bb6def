/** Endpoints that support agents need in addition to the desk tools, to look up details and fix problems. */
export const supportTools: readonly string[] = [
  'get_payment',
  'find_payment_by_order',
  'list_payments_by_order',
  'list_payments_by_status',
  'get_payment_prepare',
  'list_pg_settings',
  'get_billing_key',
  'get_schedule',
  'list_schedules_by_customer',
  'get_receipt',
  'get_escrow_logistics',
  'list_naver_product_orders',
  'cancel_schedules',
  'retry_schedule',
  'revoke_receipt',
];
