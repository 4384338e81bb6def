import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { stringify } from 'safe-stable-stringify';
import type { Store } from '../../store/store.ts';

/** How long a person may think before the question is stale. */
const LIFETIME_SECONDS = 300;
/** Used is remembered for longer than any token lives, by whichever clock: those of several machines differ. */
const MEMORY_SECONDS = 86_400;

/** What a person's yes is bound to. */
export interface Bond {
  tool: string;
  /** The arguments as they were asked for; with the state they say what would be executed. */
  args: unknown;
  /** What PortOne said of the things concerned when the question was asked. */
  state: unknown;
  /** Who asked. */
  caller: string;
  /** How the person is asked: a yes that comes another way was given to another question. */
  by?: 'form' | 'url' | 'token';
}

export type Verdict = 'valid' | 'changed' | 'invalid';

export interface Agreements {
  /** A fingerprint that only this server can compute: what it is of cannot be guessed from it, however short that is. */
  fingerprint(value: unknown): string;
  /** A token for a question that is asked now. */
  seal(bond: Bond): Promise<string>;
  /**
   * Reads a token that came back with a yes and uses it up: no token counts twice. `changed` when only the state differs
   * from what was shown.
   */
  redeem(token: string, bond: Bond): Promise<Verdict>;
  /** Uses up a token that came back with a no, whatever else came with it. */
  revoke(token: string): Promise<void>;
}

interface Sealed {
  nonce: string;
  expires: number;
  /** What was used before another epoch of the store, it does not know. */
  epoch: string;
  request: string;
  state: string;
}

/** The token travels through the client: it is signed, bound, short-lived and marked as used before it counts. */
export function createAgreements(key: Uint8Array, store: Store, now: () => number): Agreements {
  const sign = (body: string) => createHmac('sha256', key).update(body).digest('base64url');
  // The client reads a token, and a digest of a card's birth date or PIN digits would tell them.
  const fingerprintKey = createHmac('sha256', key).update('fingerprint').digest();
  const fingerprint = (value: unknown) =>
    createHmac('sha256', fingerprintKey)
      .update(stringify(value) ?? '')
      .digest('base64url');
  const requestOf = ({ tool, args, caller, by }: Bond) => fingerprint({ tool, args, caller, by });

  const useUp = ({ nonce, epoch }: Sealed) => store.useOnce(`agreement:${nonce}`, MEMORY_SECONDS, epoch);

  function opened(token: string): Sealed | undefined {
    const [body = '', signature = '', ...rest] = token.split('.');
    // As text: many texts decode to the same bytes, and only one of them was given out.
    const given = Buffer.from(signature);
    const expected = Buffer.from(sign(body));
    if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
    // Signed by this server, so it has the shape that `seal` gave it.
    return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Sealed;
  }

  return {
    fingerprint,
    async seal(bond) {
      const sealed: Sealed = {
        nonce: randomUUID(),
        expires: now() + LIFETIME_SECONDS,
        // Read now, not kept from before: the person's yes is worth asking for.
        epoch: await store.epoch(),
        request: requestOf(bond),
        state: fingerprint(bond.state),
      };
      const body = Buffer.from(JSON.stringify(sealed)).toString('base64url');
      return `${body}.${sign(body)}`;
    },
    async redeem(token, bond) {
      const sealed = opened(token);
      if (!sealed || sealed.expires < now() || sealed.request !== requestOf(bond)) return 'invalid';
      if (!(await useUp(sealed))) return 'invalid';
      return sealed.state === fingerprint(bond.state) ? 'valid' : 'changed';
    },
    async revoke(token) {
      const sealed = opened(token);
      if (sealed) await useUp(sealed);
    },
  };
}
