/** A record that PortOne can return by id, named like the previews of operations. */
export type ReadBackRecord =
  | 'payment'
  | 'billing_key'
  | 'schedule'
  | 'receipt'
  | 'external_receipt'
  | 'escrow'
  | 'certification'
  | 'prepare';

/**
 * The expected value of a field after the operation: the value of an argument (a dotted path; an absent argument
 * expects nothing), the visible digits of a secret argument, one of several values, any value, or none.
 */
export type Expectation =
  | { kind: 'argument'; path: string }
  | { kind: 'mask'; path: string }
  | { kind: 'one_of'; values: readonly (string | boolean)[] }
  | 'set'
  | 'unset';

/**
 * How to prove that a write was executed if its response is lost: by comparing a record with its earlier state.
 * `guard/outcome/evidence` implements each rule.
 */
export type ReadBackRule =
  /** Nothing readable proves it. The reason says why and where a person can look. */
  | { by: 'none'; reason: string }
  /** A record is gone, or has the requested values. */
  | {
      by: 'record';
      of: ReadBackRecord;
      expected: 'gone' | Readonly<Record<string, Expectation>>;
      /** A field that every execution changes, even if everything else stays the same. */
      changeMarker?: string;
      /** The record alone is proof, whatever its previous state: nothing else produces these values. */
      sufficientAlone?: true;
      /** Why an unchanged record does not prove that nothing was done. */
      inconclusiveIfUnchanged?: string;
    }
  /** The cancelled amount of the payment increased by exactly the requested amount. */
  | { by: 'refund' }
  /** The order has one more attempt, of the requested amount, with one of these statuses. */
  | { by: 'attempt'; becomes: readonly string[] }
  /** The schedule has a new charge. */
  | { by: 'retry' }
  /** Every requested schedule exists as requested. */
  | { by: 'schedules' }
  /** Every pending schedule is revoked. */
  | { by: 'schedule_revocations' }
  /** Each item of a Naver order has reached one of these states. */
  | {
      by: 'items';
      becomes: { field: 'product_order_status' | 'claim_status'; values: readonly string[] };
      inconclusiveIfUnchanged?: string;
    };
