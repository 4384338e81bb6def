import type * as z from 'zod';
import type { WriteEndpoint } from '../endpoints/endpoint.ts';

/**
 * Permission to send one write once, with exactly these arguments. Private fields make the type nominal: no other value is
 * one. Only `guard/writes/` may construct it, right before sending; test/contract/layers.test.ts enforces that.
 */
export class WritePermit<A = Record<string, unknown>, S extends z.ZodType = z.ZodType> {
  readonly #row: WriteEndpoint<A, S>;
  readonly #args: A;
  #isUsed = false;

  static {
    // A permit must not lead back to its class, which could issue another one.
    Object.defineProperty(WritePermit.prototype, 'constructor', { value: undefined });
  }

  constructor(row: WriteEndpoint<A, S>, args: A) {
    this.#row = row;
    // A copy: what is sent does not change with the caller's object.
    this.#args = structuredClone(args);
  }

  /** Uses the permit up and returns what may be sent. Throws for a permit that was used before, and for anything else. */
  static redeem<A, S extends z.ZodType>(permit: WritePermit<A, S>): { row: WriteEndpoint<A, S>; args: A } {
    if (!(#isUsed in permit)) throw new InvalidWritePermit('This is no write permit. Nothing was sent.');
    if (permit.#isUsed) throw new InvalidWritePermit('This write permit was used before. Nothing more was sent.');
    permit.#isUsed = true;
    return { row: permit.#row, args: permit.#args };
  }
}

export class InvalidWritePermit extends Error {
  override name = 'InvalidWritePermit';
}
