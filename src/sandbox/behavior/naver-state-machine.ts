import type { StoredNaverItem } from '../state/rows.ts';

/**
 * The states of an item of a Naver Pay order-type payment, as data. Only the seller's operations exist in PortOne; what
 * a buyer or Naver does (requesting a cancellation, collecting a parcel) is not among them.
 */
type NaverClaim =
  | readonly ['CANCEL', 'CANCEL_REQUEST' | 'CANCELING' | 'CANCEL_DONE' | 'CANCEL_REJECT']
  | readonly ['RETURN', 'RETURN_REQUEST' | 'COLLECTING' | 'COLLECT_DONE' | 'RETURN_DONE' | 'RETURN_REJECT']
  | readonly [
      'EXCHANGE',
      (
        | 'EXCHANGE_REQUEST'
        | 'COLLECTING'
        | 'COLLECT_DONE'
        | 'EXCHANGE_REDELIVERING'
        | 'EXCHANGE_DONE'
        | 'EXCHANGE_REJECT'
      ),
    ]
  | readonly [
      'PURCHASE_DECISION_HOLDBACK',
      (
        | 'PURCHASE_DECISION_HOLDBACK'
        | 'PURCHASE_DECISION_HOLDBACK_REDELIVERING'
        | 'PURCHASE_DECISION_REQUEST'
        | 'PURCHASE_DECISION_HOLDBACK_RELEASE'
      ),
    ]
  | readonly ['ADMIN_CANCEL', 'ADMIN_CANCELING' | 'ADMIN_CANCEL_DONE'];

export interface NaverStateFields {
  status:
    | 'PAYMENT_WAITING'
    | 'PAYED'
    | 'DELIVERING'
    | 'DELIVERED'
    | 'PURCHASE_DECIDED'
    | 'EXCHANGED'
    | 'CANCELED'
    | 'RETURNED'
    | 'CANCELED_BY_NOPAYMENT';
  claim?: NaverClaim;
  /** The seller has accepted the order. Naver keeps this apart from the status, which stays `PAYED`. */
  placed?: true;
  /** The return is on hold until the buyer pays a fee. */
  withheld?: true;
}

export const naverStates = {
  unpaid: { status: 'PAYMENT_WAITING' },
  never_paid: { status: 'CANCELED_BY_NOPAYMENT' },
  paid: { status: 'PAYED' },
  placed: { status: 'PAYED', placed: true },
  cancel_requested: { status: 'PAYED', placed: true, claim: ['CANCEL', 'CANCEL_REQUEST'] },
  canceling: { status: 'PAYED', placed: true, claim: ['CANCEL', 'CANCELING'] },
  cancel_rejected: { status: 'PAYED', placed: true, claim: ['CANCEL', 'CANCEL_REJECT'] },
  canceled: { status: 'CANCELED', claim: ['CANCEL', 'CANCEL_DONE'] },
  canceled_placed: { status: 'CANCELED', placed: true, claim: ['CANCEL', 'CANCEL_DONE'] },
  delivering: { status: 'DELIVERING', placed: true },
  delivered: { status: 'DELIVERED', placed: true },
  return_requested: { status: 'DELIVERED', placed: true, claim: ['RETURN', 'RETURN_REQUEST'] },
  return_requested_early: { status: 'DELIVERING', placed: true, claim: ['RETURN', 'RETURN_REQUEST'] },
  return_collecting: { status: 'DELIVERED', placed: true, claim: ['RETURN', 'COLLECTING'] },
  return_collected: { status: 'DELIVERED', placed: true, claim: ['RETURN', 'COLLECT_DONE'] },
  return_requested_withheld: {
    status: 'DELIVERED',
    placed: true,
    withheld: true,
    claim: ['RETURN', 'RETURN_REQUEST'],
  },
  return_requested_early_withheld: {
    status: 'DELIVERING',
    placed: true,
    withheld: true,
    claim: ['RETURN', 'RETURN_REQUEST'],
  },
  return_collecting_withheld: { status: 'DELIVERED', placed: true, withheld: true, claim: ['RETURN', 'COLLECTING'] },
  return_collected_withheld: { status: 'DELIVERED', placed: true, withheld: true, claim: ['RETURN', 'COLLECT_DONE'] },
  return_rejected: { status: 'DELIVERED', placed: true, claim: ['RETURN', 'RETURN_REJECT'] },
  return_rejected_early: { status: 'DELIVERING', placed: true, claim: ['RETURN', 'RETURN_REJECT'] },
  returned: { status: 'RETURNED', placed: true, claim: ['RETURN', 'RETURN_DONE'] },
  exchange_requested: { status: 'DELIVERED', placed: true, claim: ['EXCHANGE', 'EXCHANGE_REQUEST'] },
  exchange_collecting: { status: 'DELIVERED', placed: true, claim: ['EXCHANGE', 'COLLECTING'] },
  exchange_collected: { status: 'DELIVERED', placed: true, claim: ['EXCHANGE', 'COLLECT_DONE'] },
  exchange_redelivering: { status: 'DELIVERED', placed: true, claim: ['EXCHANGE', 'EXCHANGE_REDELIVERING'] },
  exchange_rejected: { status: 'DELIVERED', placed: true, claim: ['EXCHANGE', 'EXCHANGE_REJECT'] },
  exchanged: { status: 'EXCHANGED', placed: true, claim: ['EXCHANGE', 'EXCHANGE_DONE'] },
  decided: { status: 'PURCHASE_DECIDED', placed: true },
  decision_held: {
    status: 'DELIVERED',
    placed: true,
    claim: ['PURCHASE_DECISION_HOLDBACK', 'PURCHASE_DECISION_HOLDBACK'],
  },
  decision_redelivering: {
    status: 'DELIVERED',
    placed: true,
    claim: ['PURCHASE_DECISION_HOLDBACK', 'PURCHASE_DECISION_HOLDBACK_REDELIVERING'],
  },
  decision_asked: {
    status: 'DELIVERED',
    placed: true,
    claim: ['PURCHASE_DECISION_HOLDBACK', 'PURCHASE_DECISION_REQUEST'],
  },
  decision_released: {
    status: 'DELIVERED',
    placed: true,
    claim: ['PURCHASE_DECISION_HOLDBACK', 'PURCHASE_DECISION_HOLDBACK_RELEASE'],
  },
  admin_canceling: { status: 'PAYED', placed: true, claim: ['ADMIN_CANCEL', 'ADMIN_CANCELING'] },
  admin_canceled: { status: 'CANCELED', placed: true, claim: ['ADMIN_CANCEL', 'ADMIN_CANCEL_DONE'] },
} as const satisfies Record<string, NaverStateFields>;

export type NaverState = keyof typeof naverStates;

export interface NaverOperation {
  /** Maps each state in which Naver accepts the operation to the next state. */
  transitions: Partial<Record<NaverState, NaverState>>;
  /** Entering one of these states refunds the buyer. */
  refundStates?: readonly NaverState[];
}

export const naverOperations = {
  place: { transitions: { paid: 'placed' } },
  cancel: { transitions: { paid: 'canceled' }, refundStates: ['canceled'] },
  'approve-cancel': { transitions: { cancel_requested: 'canceled_placed' }, refundStates: ['canceled_placed'] },
  ship: { transitions: { placed: 'delivering', cancel_rejected: 'delivering' } },
  'request-return': {
    transitions: {
      delivering: 'return_requested_early',
      return_rejected_early: 'return_requested_early',
      delivered: 'return_requested',
      return_rejected: 'return_requested',
      decision_released: 'return_requested',
    },
  },
  'withhold-return': {
    transitions: {
      return_requested: 'return_requested_withheld',
      return_requested_early: 'return_requested_early_withheld',
      return_collecting: 'return_collecting_withheld',
      return_collected: 'return_collected_withheld',
    },
  },
  'resolve-return': {
    transitions: {
      return_requested_withheld: 'return_requested',
      return_requested_early_withheld: 'return_requested_early',
      return_collecting_withheld: 'return_collecting',
      // The goods are back and only the hold delayed the refund: lifting it completes the return.
      return_collected_withheld: 'returned',
    },
    refundStates: ['returned'],
  },
  'approve-return': {
    transitions: {
      return_requested: 'returned',
      return_requested_early: 'returned',
      return_collecting: 'returned',
      return_collected: 'returned',
    },
    refundStates: ['returned'],
  },
  'reject-return': {
    transitions: {
      return_requested: 'return_rejected',
      return_requested_early: 'return_rejected_early',
      return_collecting: 'return_rejected',
      return_collected: 'return_rejected',
    },
  },
  'collect-exchanged': { transitions: { exchange_collecting: 'exchange_collected' } },
  'ship-exchanged': { transitions: { exchange_collected: 'exchange_redelivering' } },
} as const satisfies Record<string, NaverOperation>;

export type NaverOperationName = keyof typeof naverOperations;

/** Returns the state of an item. Undefined for a combination that Naver never shows. */
export function getNaverState({ record, placed, withheld }: StoredNaverItem): NaverState | undefined {
  for (const [name, fields] of Object.entries(naverStates) as [NaverState, NaverStateFields][]) {
    const isSame =
      fields.status === record.product_order_status &&
      (fields.claim?.[0] ?? null) === (record.claim_type ?? null) &&
      (fields.claim?.[1] ?? null) === (record.claim_status ?? null) &&
      (fields.placed ?? false) === placed &&
      (fields.withheld ?? false) === withheld;
    if (isSame) return name;
  }
  return undefined;
}

/** Sets the state of an item. */
export function enterNaverState(item: StoredNaverItem, state: NaverState): void {
  const fields: NaverStateFields = naverStates[state];
  item.record.product_order_status = fields.status;
  item.record.claim_type = fields.claim?.[0] ?? null;
  item.record.claim_status = fields.claim?.[1] ?? null;
  item.placed = fields.placed ?? false;
  item.withheld = fields.withheld ?? false;
}

/**
 * Returns the next state of an item and whether it is refunded. Undefined if Naver rejects the operation in this state.
 */
export function getNaverTransition(
  item: StoredNaverItem,
  name: NaverOperationName,
): { to: NaverState; isRefund: boolean } | undefined {
  const { transitions, refundStates }: NaverOperation = naverOperations[name];
  const from = getNaverState(item);
  const to = from && transitions[from];
  return to && { to, isRefund: refundStates?.includes(to) ?? false };
}
