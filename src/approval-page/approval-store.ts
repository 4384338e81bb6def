import { randomBytes } from 'node:crypto';
import { digest } from '../base/digest.ts';
import { Refused } from '../base/refusal.ts';
import type { ApprovalRequest, Decision } from '../guard/confirmation/approvals.ts';
import type { Bond } from '../guard/confirmation/confirmation-token.ts';
import type { Seal } from '../store/encryption.ts';
import type { Store } from '../store/store.ts';
import { type Content, createContents } from './page-content-store.ts';
import type { Pins, Who } from './pin.ts';
import { createRecord } from './shared-state.ts';

/** How long a page takes an answer, and how long that answer counts: together, from when the page was made. */
export const LIFETIME_SECONDS = 300;
/** How long a finished page can still say how it ended. */
const MEMORY_SECONDS = 3_600;
/** More than people have open at a time; an agent in a loop stops here. */
const MOST_PAGES = 50;
/** Finished pages are remembered up to this many, pages that wait included. */
const MOST_REMEMBERED = 200;

export type State = 'pending' | 'locked' | 'approved' | 'denied' | 'used' | 'expired';

export interface Approval extends Content {
  readonly id: string;
  /** Unix seconds. */
  readonly expiresAt: number;
}

/** A line of the book, which all processes share. */
interface Entry {
  id: string;
  expiresAt: number;
  /** Fingerprint of all that the decision is bound to. */
  bond: string;
  /** The same without the state: two of one request differ in what was shown. */
  request: string;
  /** Whose page it is. */
  who: Who;
  mark: State;
  /** Where that is which was typed for PortOne alone, between the approval and its use. */
  typed?: string;
  /** The decision was told to the call that it is for. */
  told?: true;
}

export interface Book {
  open(request: ApprovalRequest): Promise<Pick<Approval, 'id' | 'expiresAt'>>;
  find(id: string): Promise<{ approval: Approval; state: State } | undefined>;
  /** False when it is too late: something else was decided meanwhile. */
  approve(id: string, typed: Record<string, string>): Promise<boolean>;
  deny(id: string): Promise<boolean>;
  /** Closes every page that waits for such a person, for the rest of its life. */
  lock(who: Who): Promise<void>;
  take(bond: Bond): Promise<Decision | undefined>;
  waits(bond: Bond): Promise<boolean>;
  withdraw(request: Omit<Bond, 'state'>): Promise<void>;
}

interface Parts {
  store: Store;
  seal: Seal;
  now(): number;
  pins: Pins;
}

/** The approvals of all processes that share the store. What was typed is there only until it is taken or too old. */
export function createBook({ store, seal, now, pins }: Parts): Book {
  const contents = createContents(store, seal);
  const lines = createRecord<Entry[]>({
    store,
    seal,
    key: 'approval:book',
    seconds: LIFETIME_SECONDS + MEMORY_SECONDS,
    // An older state of it would tell a used decision as one that still counts.
    bound: true,
    empty: () => [],
  });

  const isLive = ({ mark }: Entry) => mark === 'pending' || mark === 'locked' || mark === 'approved';
  const isOpen = (entry: Entry) => isLive(entry) && entry.expiresAt > now();
  const stateOf = (entry: Entry): State => (isLive(entry) && !isOpen(entry) ? 'expired' : entry.mark);
  const isDecided = ({ mark, told, expiresAt }: Entry) =>
    (mark === 'approved' || mark === 'denied') && !told && expiresAt > now();

  function sweep(entries: Entry[]): void {
    const excess = entries.length - MOST_REMEMBERED;
    const kept = entries.filter(
      (entry, index) => entry.expiresAt + MEMORY_SECONDS > now() && (index >= excess || isOpen(entry)),
    );
    if (kept.length < entries.length) entries.splice(0, entries.length, ...kept);
  }

  /** Writes a decision, if one can still be written. */
  const decide = (id: string, mark: 'approved' | 'denied', typed?: string) =>
    lines.change((entries) => {
      const entry = entries.find((one) => one.id === id);
      if (!entry || stateOf(entry) !== 'pending') return false;
      Object.assign(entry, { mark, ...(typed === undefined ? {} : { typed }) });
      return true;
    });

  return {
    async open({ bond, ...content }) {
      const fingerprint = digest(bond);
      const { state: _, ...unseen } = bond;
      const requested = digest(unseen);
      const isSame = (entry: Entry) => entry.bond === fingerprint && isOpen(entry);
      const who: Who = content.second ? 'second' : 'first';
      const locked = (await pins[who]?.locked()) ?? false;
      const id = randomBytes(32).toString('base64url');
      const expiresAt = now() + LIFETIME_SECONDS;
      // A page that is in the book can be shown by whoever finds it there.
      if (!(await lines.read()).some(isSame))
        await contents.put(id, bond.tool, content, LIFETIME_SECONDS + MEMORY_SECONDS);
      let outdated: Entry[] = [];
      const opened = await lines.change((entries) => {
        sweep(entries);
        const open = entries.filter(isOpen);
        const same = open.find(isSame);
        if (same?.mark === 'locked' || (!same && locked)) throw pinLocked();
        if (same) return same;
        if (open.length >= MOST_PAGES) throw tooMany();
        // What an older page of the same request shows is no longer so: a yes there would be to something else.
        outdated = open.filter((one) => one.request === requested);
        for (const entry of outdated) entry.mark = 'expired';
        const entry: Entry = { id, expiresAt, bond: fingerprint, request: requested, who, mark: 'pending' };
        entries.push(entry);
        return entry;
      });
      for (const { typed } of outdated) if (typed !== undefined) await contents.takeTyped(typed);
      return opened;
    },

    async find(id) {
      const entry = (await lines.read()).find((one) => one.id === id && one.expiresAt + MEMORY_SECONDS > now());
      const content = entry && (await contents.find(id));
      return content && { approval: { ...content, id, expiresAt: entry.expiresAt }, state: stateOf(entry) };
    },

    async approve(id, typed) {
      if (Object.keys(typed).length === 0) return decide(id, 'approved');
      const entry = (await lines.read()).find((one) => one.id === id);
      const name = await contents.putTyped(typed, Math.max(1, (entry?.expiresAt ?? 0) - now()));
      const done = await decide(id, 'approved', name);
      if (!done) await contents.takeTyped(name);
      return done;
    },

    deny: (id) => decide(id, 'denied'),

    lock: (who) =>
      lines.change((entries) => {
        for (const entry of entries) if (entry.mark === 'pending' && entry.who === who) entry.mark = 'locked';
      }),

    async withdraw(request) {
      const requested = digest(request);
      let open: Entry[] = [];
      await lines.change((entries) => {
        open = entries.filter((entry) => entry.request === requested && isOpen(entry) && entry.mark !== 'locked');
        // Whoever said no knows it already: the next call asks anew.
        for (const entry of open) Object.assign(entry, { mark: 'denied', told: true });
      });
      for (const { typed } of open) if (typed !== undefined) await contents.takeTyped(typed);
    },

    async take(bond) {
      const fingerprint = digest(bond);
      const isFor = (entry: Entry) => entry.bond === fingerprint && isDecided(entry);
      if (!(await lines.read()).some(isFor)) return undefined;
      // Marked as used before it counts; whoever else asked at the same moment finds it gone.
      const taken = await lines.change((entries) => {
        const entry = entries.find(isFor);
        if (!entry) return undefined;
        const decided = { ...entry };
        entry.told = true;
        if (entry.mark === 'approved') entry.mark = 'used';
        return decided;
      });
      if (!taken) return undefined;
      if (taken.mark === 'denied') return { said: 'denied' };
      if (taken.typed === undefined) return { said: 'approved', secrets: {} };
      const secrets = await contents.takeTyped(taken.typed);
      return secrets && { said: 'approved', secrets };
    },

    async waits(bond) {
      const fingerprint = digest(bond);
      return (await lines.read()).some((entry) => entry.bond === fingerprint && stateOf(entry) === 'pending');
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
