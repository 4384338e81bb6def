import { example, only, type RuleCall } from '../../../../support/rule-example.ts';

/** `DELIVERED RETURN RETURN_REQUEST`: an item's status, its claim and the claim's state. */
function item(state: string, product_order_id = 'one') {
  const [product_order_status, claim_type = null, claim_status = null] = state.split(' ');
  return { product_order_id, product_order_status, claim_type, claim_status };
}
const named = (state: string): RuleCall => ({
  args: { product_order_id: ['one'] },
  seen: { naver_items: [item(state), item('PAYMENT_WAITING', 'two')] },
});
const every = (...states: string[]): RuleCall => ({
  args: { all: true },
  seen: { naver_items: states.map((state, n) => item(state, String(n))) },
});

/** A tool with a state of an item that it takes, and others that it refuses. */
const step = (tool: string, good: string, ...bad: string[]) => [
  ...bad.map((state) => example(`${tool}.state`, named(state), named(good), every(good, state))),
  example(`${tool}.state`, every(...bad), every(good, ...bad)),
  example(`${tool}.some`, every(good, ...bad), every(good, good), every(...bad), named(bad[0] ?? ''), named(good)),
];

const RETURNED = ['DELIVERED', 'DELIVERED RETURN RETURN_REJECT', 'RETURNED RETURN RETURN_DONE'];

export const examples = [
  example(
    'naver-orders.pg',
    { seen: { payment: { pg_provider: 'naverpay' } } },
    { seen: { payment: { pg_provider: 'naverco' } } },
  ),
  example('naver-orders.no-items', { seen: { naver_items: [] } }, { seen: { naver_items: [item('PAYED')] } }),
  example(
    'naver-orders.unknown-item',
    { args: { product_order_id: ['one', 'three'] }, seen: { naver_items: [item('PAYED')] } },
    { args: { product_order_id: ['one'] }, seen: { naver_items: [item('PAYED')] } },
    { args: { all: true }, seen: { naver_items: [item('PAYED')] } },
  ),
  ...step('place_naver_orders', 'PAYED', 'DELIVERING', 'CANCELED CANCEL CANCEL_DONE'),
  ...step('ship_naver_orders', 'PAYED', 'DELIVERING', 'PAYMENT_WAITING'),
  ...step('cancel_naver_orders', 'PAYED', 'DELIVERING', 'PAYED CANCEL CANCEL_REQUEST'),
  ...step(
    'approve_naver_cancel',
    'PAYED CANCEL CANCEL_REQUEST',
    'PAYED',
    'CANCELED CANCEL CANCEL_DONE',
    'DELIVERED RETURN RETURN_REQUEST',
  ),
  ...step('request_naver_return', 'DELIVERING', 'PAYED', 'DELIVERED RETURN COLLECTING', 'PURCHASE_DECIDED'),
  ...step('approve_naver_return', 'DELIVERED RETURN COLLECT_DONE', ...RETURNED, 'DELIVERED EXCHANGE COLLECT_DONE'),
  ...step('reject_naver_return', 'DELIVERED RETURN RETURN_REQUEST', ...RETURNED),
  ...step('withhold_naver_return', 'DELIVERED RETURN COLLECTING', ...RETURNED),
  ...step('resolve_naver_return', 'DELIVERED RETURN RETURN_REQUEST', ...RETURNED),
  ...step(
    'collect_naver_exchange',
    'DELIVERED EXCHANGE COLLECTING',
    'DELIVERED',
    'DELIVERED EXCHANGE COLLECT_DONE',
    'DELIVERED RETURN COLLECTING',
  ),
  ...step('ship_naver_exchange', 'DELIVERED EXCHANGE COLLECT_DONE', 'DELIVERED', 'DELIVERED EXCHANGE COLLECTING'),
  example(
    'cancel_naver_orders.nothing-left',
    { seen: { payment: { amount: 10, cancel_amount: 10 } } },
    { seen: { payment: { amount: 10, cancel_amount: 9 } } },
  ),
  example(
    'cancel_naver_orders.not-paid',
    { seen: { payment: { status: 'failed' } } },
    { seen: { payment: { status: 'paid' } } },
  ),
  example('naver-orders.cancel-asked', named('PAYED CANCEL CANCEL_REQUEST'), named('PAYED CANCEL CANCEL_REJECT')),
  example(
    'request_naver_return.exchange',
    named('DELIVERED EXCHANGE EXCHANGE_REQUEST'),
    named('DELIVERED EXCHANGE EXCHANGE_REJECT'),
  ),
  example('approve_naver_return.fee', named('DELIVERED RETURN RETURN_REQUEST'), named('DELIVERED')),
  only('deposit_naver_point', 'payment', 'naverpay', 'naverco'),
  only('confirm_naver_payment', 'payment', 'naverpay', 'naverco'),
  example('naverpay.not-paid', { seen: { payment: { status: 'ready' } } }, { seen: { payment: { status: 'paid' } } }),
  example(
    'naverpay.nothing-left',
    { seen: { payment: { amount: 10, cancel_amount: 10 } } },
    { seen: { payment: { amount: 10, cancel_amount: 0 } } },
  ),
  example(
    'naverpay.partly-refunded',
    { seen: { payment: { status: 'cancelled' } } },
    { seen: { payment: { status: 'paid' } } },
  ),
  example(
    'confirm_naver_payment.not-escrow',
    { seen: { payment: { escrow: false } } },
    { seen: { payment: { escrow: true } } },
  ),
];
