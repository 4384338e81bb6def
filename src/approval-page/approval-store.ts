import { randomBytes } from 'node:crypto';
import { digest } from '../base/digest.ts';
import { Refused } from '../base/refusal.ts';
import type { ApprovalDecision, ApprovalRequest, RequestBinding } from '../guard/confirmation/approvals.ts';
import type { TokenBinding } from '../guard/confirmation/confirmation-token.ts';
import type { StoreCipher } from '../store/encryption.ts';
import type { Store } from '../store/store.ts';
import {
  type Approval,
  type ApprovalEntry,
  type ApprovalStatus,
  EXTENSION_SECONDS,
  getStatusAt,
  isOpenAt,
  LIFETIME_SECONDS,
  RETENTION_SECONDS,
} from './approval-entry.ts';
import { type ApprovalList, listApprovals } from './list-approvals.ts';
import { createContentStore } from './page-content-store.ts';
import type { Approver, Pins } from './pin.ts';
import { createSharedValue } from './shared-state.ts';

/** 128 random bits in base64url: what nobody can guess, and short enough for a link in a terminal. */
const ID_BYTES = 16;
export const ID_LENGTH = 22;
/** More than people have open at once; stops an agent in a loop before the pages of all others are used up. */
const MAX_OPEN_PAGES_PER_CALLER = 20;
const MAX_OPEN_PAGES = 100;
/** Maximum number of stored pages, pending and finished ones together. */
const MAX_STORED_PAGES = 200;

type OpenedApproval = Pick<Approval, 'id' | 'openedAt' | 'expiresAt'> & { isNew: boolean };

export interface ApprovalStore {
  /** `isNew`: the page was not open before. */
  open(request: ApprovalRequest): Promise<OpenedApproval>;
  find(id: string): Promise<{ approval: Approval; status: ApprovalStatus } | undefined>;
  /** False if the page has already been answered or has expired. */
  approve(id: string, typedSecrets: Record<string, string>): Promise<boolean>;
  decline(id: string): Promise<boolean>;
  /** Extends the time to decide. False if it was extended before, or if nothing can be decided any more. */
  extend(id: string): Promise<boolean>;
  /** Closes every page that waits for such a person, for the rest of its life. */
  lock(approver: Approver): Promise<void>;
  consume(binding: TokenBinding): Promise<ApprovalDecision | undefined>;
  isPending(binding: TokenBinding): Promise<boolean>;
  takeDeclines(caller: string): Promise<number>;
  isOffered(request: RequestBinding): Promise<boolean>;
  cancel(request: RequestBinding, as: 'declined' | 'used'): Promise<void>;
  /** What waits, and what was decided lately. */
  list(): Promise<ApprovalList>;
}

interface ApprovalStoreOptions {
  store: Store;
  cipher: StoreCipher;
  now(): number;
  pins: Pins;
}

/**
 * Stores the approvals of all servers that share the store. Typed secrets are stored only until they are used or
 * expire.
 */
export function createApprovalStore({ store, cipher, now, pins }: ApprovalStoreOptions): ApprovalStore {
  const contents = createContentStore(store, cipher);
  const storedSeconds = LIFETIME_SECONDS + EXTENSION_SECONDS + RETENTION_SECONDS;
  const sharedEntries = createSharedValue<ApprovalEntry[]>({
    store,
    cipher,
    key: 'approval:pages',
    seconds: storedSeconds,
    // After a data loss, a used approval could count as unused.
    discardOnDataLoss: true,
    createEmpty: () => [],
  });

  const isOpen = (entry: ApprovalEntry) => isOpenAt(entry, now());
  const getStatus = (entry: ApprovalEntry) => getStatusAt(entry, now());
  const hasUndeliveredDecision = ({ status, delivered, expiresAt }: ApprovalEntry) =>
    (status === 'approved' || status === 'declined') && !delivered && expiresAt > now();

  function removeExpired(entries: ApprovalEntry[]): void {
    const excess = entries.length - MAX_STORED_PAGES;
    const kept = entries.filter(
      (entry, index) =>
        entry.expiresAt + RETENTION_SECONDS > now() &&
        (index >= excess || isOpen(entry) || hasUndeliveredDecision(entry)),
    );
    if (kept.length < entries.length) entries.splice(0, entries.length, ...kept);
  }

  /** Until when a decision made now can be used: that a page was extended does not extend the life of an approval. */
  const getUseDeadline = ({ expiresAt }: ApprovalEntry) => Math.min(expiresAt, now() + LIFETIME_SECONDS);

  /** Writes a decision, if one can still be written. */
  const decide = (id: string, status: 'approved' | 'declined', secretsName?: string) =>
    sharedEntries.update((entries) => {
      const entry = entries.find((one) => one.id === id);
      if (!entry || getStatus(entry) !== 'pending') return false;
      const expiresAt = getUseDeadline(entry);
      Object.assign(entry, {
        status,
        expiresAt,
        decidedAt: now(),
        ...(secretsName === undefined ? {} : { secretsName }),
      });
      return true;
    });

  return {
    async open({ binding, ...content }) {
      const bindingHash = digest(binding);
      const { fingerprintFields: _, ...withoutSnapshot } = binding;
      const requestHash = digest(withoutSnapshot);
      const callerHash = digest(binding.caller);
      const isSame = (entry: ApprovalEntry) => entry.bindingHash === bindingHash && isOpen(entry);
      const approver: Approver = content.approver ?? 'first';
      const isPinLocked = (await pins[approver]?.isLocked()) ?? false;
      const id = randomBytes(ID_BYTES).toString('base64url');
      const openedAt = now();
      // Save the content first: once the entry is stored, any server may show the page.
      if (!(await sharedEntries.read()).some(isSame)) await contents.save(id, binding.tool, content, storedSeconds);
      let outdated: ApprovalEntry[] = [];
      const opened = await sharedEntries.update((entries) => {
        removeExpired(entries);
        const openEntries = entries.filter(isOpen);
        const existing = openEntries.find(isSame);
        if (existing?.status === 'locked' || (!existing && isPinLocked)) throw createPinLockedRefusal();
        if (existing) return { ...existing, isNew: false };
        const ownCount = openEntries.filter((entry) => entry.callerHash === callerHash).length;
        if (ownCount >= MAX_OPEN_PAGES_PER_CALLER) throw createTooManyPagesRefusal(MAX_OPEN_PAGES_PER_CALLER);
        if (openEntries.length >= MAX_OPEN_PAGES) throw createTooManyPagesRefusal(MAX_OPEN_PAGES);
        // An older page of the same request shows an outdated state, so an approval there would be for something
        // else.
        outdated = openEntries.filter((one) => one.requestHash === requestHash);
        for (const entry of outdated) Object.assign(entry, { status: 'expired', decidedAt: openedAt });
        const entry: ApprovalEntry = {
          id,
          openedAt,
          expiresAt: openedAt + LIFETIME_SECONDS,
          bindingHash,
          requestHash,
          callerHash,
          approver,
          status: 'pending',
        };
        entries.push(entry);
        return { ...entry, isNew: true };
      });
      for (const { secretsName } of outdated)
        if (secretsName !== undefined) await contents.consumeTypedSecrets(secretsName);
      return opened;
    },

    async find(id) {
      const entry = (await sharedEntries.read()).find(
        (one) => one.id === id && one.expiresAt + RETENTION_SECONDS > now(),
      );
      const content = entry && (await contents.find(id));
      if (!content) return undefined;
      const { openedAt, expiresAt, extended = false } = entry;
      return { approval: { ...content, id, openedAt, expiresAt, isExtended: extended }, status: getStatus(entry) };
    },

    async approve(id, typedSecrets) {
      if (Object.keys(typedSecrets).length === 0) return decide(id, 'approved');
      const entry = (await sharedEntries.read()).find((one) => one.id === id);
      const secretsName = await contents.saveTypedSecrets(
        typedSecrets,
        entry ? Math.max(1, getUseDeadline(entry) - now()) : 1,
      );
      const isRecorded = await decide(id, 'approved', secretsName);
      if (!isRecorded) await contents.consumeTypedSecrets(secretsName);
      return isRecorded;
    },

    decline: (id) => decide(id, 'declined'),

    extend: (id) =>
      sharedEntries.update((entries) => {
        const entry = entries.find((one) => one.id === id);
        if (!entry || entry.extended || getStatus(entry) !== 'pending') return false;
        Object.assign(entry, { extended: true, expiresAt: entry.expiresAt + EXTENSION_SECONDS });
        return true;
      }),

    lock: (approver) =>
      sharedEntries.update((entries) => {
        for (const entry of entries)
          if (entry.status === 'pending' && entry.approver === approver)
            Object.assign(entry, { status: 'locked', decidedAt: now() });
      }),

    async isOffered({ tool, args, caller }) {
      const requestHash = digest({ tool, args, caller });
      return (await sharedEntries.read()).some(
        (entry) => entry.requestHash === requestHash && (isOpen(entry) || hasUndeliveredDecision(entry)),
      );
    },

    async cancel({ tool, args, caller }, as) {
      const requestHash = digest({ tool, args, caller });
      let openEntries: ApprovalEntry[] = [];
      await sharedEntries.update((entries) => {
        openEntries = entries.filter(
          (entry) => entry.requestHash === requestHash && isOpen(entry) && entry.status !== 'locked',
        );
        // Whoever decided knows it already: the next call asks anew.
        for (const entry of openEntries)
          Object.assign(entry, { status: as, delivered: true, counted: true, decidedAt: now() });
      });
      for (const { secretsName } of openEntries)
        if (secretsName !== undefined) await contents.consumeTypedSecrets(secretsName);
    },

    async consume(binding) {
      const bindingHash = digest(binding);
      const isMatch = (entry: ApprovalEntry) => entry.bindingHash === bindingHash && hasUndeliveredDecision(entry);
      if (!(await sharedEntries.read()).some(isMatch)) return undefined;
      // Mark the approval as used first, so that a concurrent call cannot use it too.
      const consumed = await sharedEntries.update((entries) => {
        const entry = entries.find(isMatch);
        if (!entry) return undefined;
        const decidedEntry = { ...entry };
        entry.delivered = true;
        if (entry.status === 'approved') entry.status = 'used';
        return decidedEntry;
      });
      if (!consumed) return undefined;
      if (consumed.status === 'declined') return { status: 'declined' };
      if (consumed.secretsName === undefined) return { status: 'approved', secrets: {} };
      const secrets = await contents.consumeTypedSecrets(consumed.secretsName);
      return secrets && { status: 'approved', secrets };
    },

    async takeDeclines(caller) {
      const callerHash = digest(caller);
      const isUncounted = (entry: ApprovalEntry) =>
        entry.callerHash === callerHash && entry.status === 'declined' && !entry.counted;
      if (!(await sharedEntries.read()).some(isUncounted)) return 0;
      return sharedEntries.update((entries) => {
        const declined = entries.filter(isUncounted);
        for (const entry of declined) entry.counted = true;
        return declined.length;
      });
    },

    list: async () => listApprovals(await sharedEntries.read(), contents, now()),

    async isPending(binding) {
      const bindingHash = digest(binding);
      return (await sharedEntries.read()).some(
        (entry) => entry.bindingHash === bindingHash && getStatus(entry) === 'pending',
      );
    },
  };
}

const createPinLockedRefusal = () =>
  new Refused(
    'rate_limited',
    'The PIN was mistyped too often, so approvals are blocked for now. Nothing was sent.',
    'Tell the user, and do not call again for at least five minutes.',
  );

const createTooManyPagesRefusal = (count: number) =>
  new Refused(
    'rate_limited',
    `${count} approval pages are already waiting for an answer. Nothing was sent.`,
    'Ask the user to answer those first. Each page expires after five minutes, or ten if it was extended.',
  );
