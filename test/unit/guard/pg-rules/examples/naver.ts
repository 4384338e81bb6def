import { buildExample, buildPgExample, type RuleCall } from '../../../../support/rule-example.ts';

/** `DELIVERED RETURN RETURN_REQUEST`: an item's status, its claim and the claim's state. */
function buildItem(state: string, product_order_id = 'one') {
  const [product_order_status, claim_type = null, claim_status = null] = state.split(' ');
  return { product_order_id, product_order_status, claim_type, claim_status };
}
const buildNamedCall = (state: string): RuleCall => ({
  args: { product_order_id: ['one'] },
  seen: { naver_items: [buildItem(state), buildItem('PAYMENT_WAITING', 'two')] },
});
const buildCallForAll = (...states: string[]): RuleCall => ({
  args: { all: true },
  seen: { naver_items: states.map((state, n) => buildItem(state, String(n))) },
});

/** A tool with a state of an item that it takes, and others that it refuses. */
const buildStepExamples = (tool: string, good: string, ...bad: string[]) => [
  ...bad.map((state) =>
    buildExample(`${tool}.state`, buildNamedCall(state), buildNamedCall(good), buildCallForAll(good, state)),
  ),
  buildExample(`${tool}.state`, buildCallForAll(...bad), buildCallForAll(good, ...bad)),
  buildExample(
    `${tool}.some`,
    buildCallForAll(good, ...bad),
    buildCallForAll(good, good),
    buildCallForAll(...bad),
    buildNamedCall(bad[0] ?? ''),
    buildNamedCall(good),
  ),
];

const RETURNED = ['DELIVERED', 'DELIVERED RETURN RETURN_REJECT', 'RETURNED RETURN RETURN_DONE'];

export const examples = [
  buildExample(
    'naver-orders.pg',
    { seen: { payment: { pg_provider: 'naverpay' } } },
    { seen: { payment: { pg_provider: 'naverco' } } },
  ),
  buildExample('naver-orders.no-items', { seen: { naver_items: [] } }, { seen: { naver_items: [buildItem('PAYED')] } }),
  buildExample(
    'naver-orders.unknown-item',
    { args: { product_order_id: ['one', 'three'] }, seen: { naver_items: [buildItem('PAYED')] } },
    { args: { product_order_id: ['one'] }, seen: { naver_items: [buildItem('PAYED')] } },
    { args: { all: true }, seen: { naver_items: [buildItem('PAYED')] } },
  ),
  ...buildStepExamples('place_naver_orders', 'PAYED', 'DELIVERING', 'CANCELED CANCEL CANCEL_DONE'),
  ...buildStepExamples('ship_naver_orders', 'PAYED', 'DELIVERING', 'PAYMENT_WAITING'),
  ...buildStepExamples('cancel_naver_orders', 'PAYED', 'DELIVERING', 'PAYED CANCEL CANCEL_REQUEST'),
  ...buildStepExamples(
    'approve_naver_cancel',
    'PAYED CANCEL CANCEL_REQUEST',
    'PAYED',
    'CANCELED CANCEL CANCEL_DONE',
    'DELIVERED RETURN RETURN_REQUEST',
  ),
  ...buildStepExamples(
    'request_naver_return',
    'DELIVERING',
    'PAYED',
    'DELIVERED RETURN COLLECTING',
    'PURCHASE_DECIDED',
  ),
  ...buildStepExamples(
    'approve_naver_return',
    'DELIVERED RETURN COLLECT_DONE',
    ...RETURNED,
    'DELIVERED EXCHANGE COLLECT_DONE',
  ),
  ...buildStepExamples('reject_naver_return', 'DELIVERED RETURN RETURN_REQUEST', ...RETURNED),
  ...buildStepExamples('withhold_naver_return', 'DELIVERED RETURN COLLECTING', ...RETURNED),
  ...buildStepExamples('resolve_naver_return', 'DELIVERED RETURN RETURN_REQUEST', ...RETURNED),
  ...buildStepExamples(
    'collect_naver_exchange',
    'DELIVERED EXCHANGE COLLECTING',
    'DELIVERED',
    'DELIVERED EXCHANGE COLLECT_DONE',
    'DELIVERED RETURN COLLECTING',
  ),
  ...buildStepExamples(
    'ship_naver_exchange',
    'DELIVERED EXCHANGE COLLECT_DONE',
    'DELIVERED',
    'DELIVERED EXCHANGE COLLECTING',
  ),
  buildExample(
    'cancel_naver_orders.nothing-left',
    { seen: { payment: { amount: 10, cancel_amount: 10 } } },
    { seen: { payment: { amount: 10, cancel_amount: 9 } } },
  ),
  buildExample(
    'cancel_naver_orders.not-paid',
    { seen: { payment: { status: 'failed' } } },
    { seen: { payment: { status: 'paid' } } },
  ),
  buildExample(
    'naver-orders.cancel-asked',
    buildNamedCall('PAYED CANCEL CANCEL_REQUEST'),
    buildNamedCall('PAYED CANCEL CANCEL_REJECT'),
  ),
  buildExample(
    'request_naver_return.exchange',
    buildNamedCall('DELIVERED EXCHANGE EXCHANGE_REQUEST'),
    buildNamedCall('DELIVERED EXCHANGE EXCHANGE_REJECT'),
  ),
  buildExample(
    'approve_naver_return.fee',
    buildNamedCall('DELIVERED RETURN RETURN_REQUEST'),
    buildNamedCall('DELIVERED'),
  ),
  buildPgExample('deposit_naver_point', 'payment', 'naverpay', 'naverco'),
  buildPgExample('confirm_naver_payment', 'payment', 'naverpay', 'naverco'),
  buildExample(
    'naverpay.not-paid',
    { seen: { payment: { status: 'ready' } } },
    { seen: { payment: { status: 'paid' } } },
  ),
  buildExample(
    'naverpay.nothing-left',
    { seen: { payment: { amount: 10, cancel_amount: 10 } } },
    { seen: { payment: { amount: 10, cancel_amount: 0 } } },
  ),
  buildExample(
    'naverpay.partly-refunded',
    { seen: { payment: { status: 'cancelled' } } },
    { seen: { payment: { status: 'paid' } } },
  ),
  buildExample(
    'confirm_naver_payment.not-escrow',
    { seen: { payment: { escrow: false } } },
    { seen: { payment: { escrow: true } } },
  ),
];
