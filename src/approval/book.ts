import { randomBytes } from 'node:crypto';
import { type Bond, digest } from '../guard/agreement.ts';
import type { ApprovalRequest, Decision } from '../guard/approvals.ts';
import { Refused } from '../guard/failure.ts';
import type { Store } from '../store/store.ts';
import type { Pin } from './pin.ts';

/** How long a page takes an answer, and how long that answer counts: together, from when the page was made. */
export const LIFETIME_SECONDS = 300;
/** How long a finished page can still say how it ended. */
const MEMORY_SECONDS = 3_600;
/** More than people have open at a time; an agent in a loop stops here. */
const MOST_PAGES = 50;
/** Finished pages are remembered up to this many, pages that wait included. */
const MOST_REMEMBERED = 500;

export type State = 'pending' | 'locked' | 'approved' | 'denied' | 'used' | 'expired';

export interface Approval extends Omit<ApprovalRequest, 'bond'> {
  readonly id: string;
  /** Unix seconds. */
  readonly expiresAt: number;
}

interface Entry extends Approval {
  /** Fingerprint of all that the decision is bound to. */
  readonly bond: string;
  /** The same without the state: two of one request differ in what was shown. */
  readonly request: string;
  mark: State;
  /** What was typed for PortOne alone, between the approval and its use. */
  typed: Record<string, string>;
  forgetting?: NodeJS.Timeout;
}

export interface Book {
  open(request: ApprovalRequest): Approval;
  find(id: string): { approval: Approval; state: State } | undefined;
  approve(id: string, typed: Record<string, string>): void;
  deny(id: string): void;
  /** Closes every page that waits, for the rest of its life. */
  lock(): void;
  take(bond: Bond): Promise<Decision | undefined>;
  waits(bond: Bond): boolean;
  close(): void;
}

/** The approvals of this process. What was typed is in memory only, and only until it is taken or too old. */
export function createBook({ store, now, pin }: { store: Store; now: () => number; pin: Pin | undefined }): Book {
  const entries = new Map<string, Entry>();

  const isLive = ({ mark }: Entry) => mark === 'pending' || mark === 'locked' || mark === 'approved';
  const isOpen = (entry: Entry) => isLive(entry) && entry.expiresAt > now();
  const stateOf = (entry: Entry): State => (isLive(entry) && !isOpen(entry) ? 'expired' : entry.mark);

  function forget(entry: Entry): void {
    entry.typed = {};
    clearTimeout(entry.forgetting);
  }

  function sweep(): void {
    for (const entry of entries.values()) {
      if (!isOpen(entry)) forget(entry);
      if (entry.expiresAt + MEMORY_SECONDS <= now() || (entries.size > MOST_REMEMBERED && !isOpen(entry)))
        entries.delete(entry.id);
    }
  }

  /** The entry, if a decision can still be written into it: the caller looked, and nothing was awaited since. */
  function pending(id: string): Entry {
    const entry = entries.get(id);
    if (!entry || stateOf(entry) !== 'pending') throw new Error('The approval is not pending.');
    return entry;
  }

  return {
    open({ bond, ...request }) {
      sweep();
      const fingerprint = digest(bond);
      const { state: _, ...unseen } = bond;
      const requested = digest(unseen);
      const open = [...entries.values()].filter(isOpen);
      const same = open.find((entry) => entry.bond === fingerprint);
      if (same?.mark === 'locked' || (!same && pin?.locked())) throw pinLocked();
      if (same) return same;
      if (open.length >= MOST_PAGES) throw tooMany();
      // What an older page of the same request shows is no longer so: a yes there would be to something else.
      for (const entry of open.filter((one) => one.request === requested)) {
        forget(entry);
        entry.mark = 'expired';
      }
      const entry: Entry = {
        ...request,
        id: randomBytes(32).toString('base64url'),
        expiresAt: now() + LIFETIME_SECONDS,
        bond: fingerprint,
        request: requested,
        mark: 'pending',
        typed: {},
      };
      entries.set(entry.id, entry);
      return entry;
    },

    find(id) {
      sweep();
      const entry = entries.get(id);
      return entry && { approval: entry, state: stateOf(entry) };
    },

    approve(id, typed) {
      const entry = pending(id);
      entry.mark = 'approved';
      entry.typed = typed;
      // Nobody may ever ask again, so what was typed goes by itself too.
      entry.forgetting = setTimeout(() => forget(entry), (entry.expiresAt - now()) * 1000).unref();
    },

    deny(id) {
      pending(id).mark = 'denied';
    },

    lock() {
      for (const entry of entries.values()) if (entry.mark === 'pending') entry.mark = 'locked';
    },

    async take(bond) {
      sweep();
      const fingerprint = digest(bond);
      for (const entry of [...entries.values()].filter((one) => one.bond === fingerprint)) {
        const { mark } = entry;
        if ((mark !== 'approved' && mark !== 'denied') || entry.expiresAt <= now()) continue;
        // Marked as used before it counts; whoever else asked at the same moment finds it gone.
        if (!(await store.useOnce(`approval:${entry.id}`, LIFETIME_SECONDS))) continue;
        if (mark === 'denied') return { said: 'denied' };
        // It may have become too old while the store was asked.
        if (stateOf(entry) !== 'approved') continue;
        const secrets = entry.typed;
        entry.mark = 'used';
        forget(entry);
        return { said: 'approved', secrets };
      }
      return undefined;
    },

    waits(bond) {
      const fingerprint = digest(bond);
      return [...entries.values()].some((entry) => entry.bond === fingerprint && stateOf(entry) === 'pending');
    },

    close() {
      for (const entry of entries.values()) forget(entry);
      entries.clear();
    },
  };
}

const pinLocked = () =>
  new Refused(
    'rate_limited',
    'The PIN of the approval page was mistyped too often, so no approval is taken for now. Nothing was sent.',
    'Tell the user; do not try again for five minutes.',
  );

const tooMany = () =>
  new Refused(
    'rate_limited',
    `${MOST_PAGES} approval pages wait for an answer already. Nothing was sent.`,
    'Let the user answer those first; a page closes after five minutes.',
  );
