/** A single thing that PortOne shows on its own, named as the looks before an operation are. */
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
 * What a field shows once an operation was executed: the value of an argument (a path with dots; one that was not given
 * asks nothing), the visible digits of a secret argument, one of some values, anything but nothing, or nothing.
 */
export type Expectation =
  | { argument: string }
  | { maskOf: string }
  | { oneOf: readonly (string | boolean)[] }
  | 'set'
  | 'unset';

/**
 * What proves that a write was executed when its answer is lost: a reading compared with what was there before. The words
 * are few on purpose; `guard/proof` gives each its meaning.
 */
export type ReadBackRule =
  /** Nothing that can be read shows it; the text says why and where a person can look. */
  | { by: 'nothing'; reason: string }
  /** A record is gone, or shows what was asked. */
  | {
      by: 'record';
      of: ReadBackRecord;
      expected: 'gone' | Readonly<Record<string, Expectation>>;
      /** A field that every execution changes, even when all else is as before. */
      changeMarker?: string;
      /** What the record shows is proof without knowing what was there before: it comes about in no other way. */
      sufficientAlone?: true;
      /** Why a record that is as before does not prove that nothing was done. */
      inconclusiveIfUnchanged?: string;
    }
  /** The cancelled amount of the payment grew by exactly what was asked. */
  | { by: 'refund' }
  /** The order has one attempt more, of the amount asked, in one of these states. */
  | { by: 'attempt'; becomes: readonly string[] }
  /** The schedule has another charge. */
  | { by: 'retry' }
  /** Every schedule asked for exists as asked. */
  | { by: 'bookings' }
  /** Every schedule that was waiting is revoked. */
  | { by: 'revocations' }
  /** Each item of a Naver order has come to one of these states. */
  | {
      by: 'items';
      becomes: { status: readonly string[] } | { claim: readonly string[] };
      inconclusiveIfUnchanged?: string;
    };
