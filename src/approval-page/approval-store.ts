import { randomBytes } from 'node:crypto';
import { digest } from '../base/digest.ts';
import { Refused } from '../base/refusal.ts';
import type { ApprovalDecision, ApprovalRequest } from '../guard/confirmation/approvals.ts';
import type { TokenBinding } from '../guard/confirmation/confirmation-token.ts';
import type { StoreCipher } from '../store/encryption.ts';
import type { Store } from '../store/store.ts';
import { type ApprovalContent, createContentStore } from './page-content-store.ts';
import type { Approver, Pins } from './pin.ts';
import { createSharedValue } from './shared-state.ts';

/** How long a page takes an answer, and how long that answer counts: together, from when the page was made. */
export const LIFETIME_SECONDS = 300;
/** How long a finished page can still say how it ended. */
const RETENTION_SECONDS = 3_600;
/** More than people have open at a time; an agent in a loop stops here. */
const MAX_OPEN_PAGES = 50;
/** Finished pages are remembered up to this many, pages that wait included. */
const MAX_STORED_PAGES = 200;

export type ApprovalStatus = 'pending' | 'locked' | 'approved' | 'declined' | 'used' | 'expired';

export interface Approval extends ApprovalContent {
  readonly id: string;
  /** Unix seconds. */
  readonly expiresAt: number;
}

/** A line of the book, which all processes share. */
interface ApprovalEntry {
  id: string;
  expiresAt: number;
  /** Fingerprint of all that the decision is bound to. */
  bindingHash: string;
  /** The same without the state: two of one request differ in what was shown. */
  requestHash: string;
  /** Whose page it is. */
  approver: Approver;
  status: ApprovalStatus;
  /** Where that is which was typed for PortOne alone, between the approval and its use. */
  secretsName?: string;
  /** The decision was told to the call that it is for. */
  delivered?: true;
}

export interface ApprovalStore {
  open(request: ApprovalRequest): Promise<Pick<Approval, 'id' | 'expiresAt'>>;
  find(id: string): Promise<{ approval: Approval; status: ApprovalStatus } | undefined>;
  /** False when it is too late: something else was decided meanwhile. */
  approve(id: string, typedSecrets: Record<string, string>): Promise<boolean>;
  decline(id: string): Promise<boolean>;
  /** Closes every page that waits for such a person, for the rest of its life. */
  lock(approver: Approver): Promise<void>;
  consume(binding: TokenBinding): Promise<ApprovalDecision | undefined>;
  isPending(binding: TokenBinding): Promise<boolean>;
  cancel(request: Omit<TokenBinding, 'fingerprintFields'>): Promise<void>;
}

interface ApprovalStoreOptions {
  store: Store;
  seal: StoreCipher;
  now(): number;
  pins: Pins;
}

/** The approvals of all processes that share the store. What was typed is there only until it is taken or too old. */
export function createApprovalStore({ store, seal, now, pins }: ApprovalStoreOptions): ApprovalStore {
  const contents = createContentStore(store, seal);
  const sharedEntries = createSharedValue<ApprovalEntry[]>({
    store,
    seal,
    key: 'approval:pages',
    seconds: LIFETIME_SECONDS + RETENTION_SECONDS,
    // An older state of it would tell a used decision as one that still counts.
    discardOnDataLoss: true,
    createEmpty: () => [],
  });

  const isActive = ({ status }: ApprovalEntry) => status === 'pending' || status === 'locked' || status === 'approved';
  const isOpen = (entry: ApprovalEntry) => isActive(entry) && entry.expiresAt > now();
  const getStatus = (entry: ApprovalEntry): ApprovalStatus =>
    isActive(entry) && !isOpen(entry) ? 'expired' : entry.status;
  const hasUndeliveredDecision = ({ status, delivered, expiresAt }: ApprovalEntry) =>
    (status === 'approved' || status === 'declined') && !delivered && expiresAt > now();

  function removeExpired(entries: ApprovalEntry[]): void {
    const excess = entries.length - MAX_STORED_PAGES;
    const kept = entries.filter(
      (entry, index) => entry.expiresAt + RETENTION_SECONDS > now() && (index >= excess || isOpen(entry)),
    );
    if (kept.length < entries.length) entries.splice(0, entries.length, ...kept);
  }

  /** Writes a decision, if one can still be written. */
  const decide = (id: string, status: 'approved' | 'declined', secretsName?: string) =>
    sharedEntries.update((entries) => {
      const entry = entries.find((one) => one.id === id);
      if (!entry || getStatus(entry) !== 'pending') return false;
      Object.assign(entry, { status, ...(secretsName === undefined ? {} : { secretsName }) });
      return true;
    });

  return {
    async open({ binding, ...content }) {
      const bindingHash = digest(binding);
      const { fingerprintFields: _, ...withoutSnapshot } = binding;
      const requestHash = digest(withoutSnapshot);
      const isSame = (entry: ApprovalEntry) => entry.bindingHash === bindingHash && isOpen(entry);
      const approver: Approver = content.second ? 'second' : 'first';
      const isPinLocked = (await pins[approver]?.isLocked()) ?? false;
      const id = randomBytes(32).toString('base64url');
      const expiresAt = now() + LIFETIME_SECONDS;
      // A page that is in the book can be shown by whoever finds it there.
      if (!(await sharedEntries.read()).some(isSame))
        await contents.save(id, binding.tool, content, LIFETIME_SECONDS + RETENTION_SECONDS);
      let outdated: ApprovalEntry[] = [];
      const opened = await sharedEntries.update((entries) => {
        removeExpired(entries);
        const openEntries = entries.filter(isOpen);
        const existing = openEntries.find(isSame);
        if (existing?.status === 'locked' || (!existing && isPinLocked)) throw createPinLockedRefusal();
        if (existing) return existing;
        if (openEntries.length >= MAX_OPEN_PAGES) throw createTooManyPagesRefusal();
        // What an older page of the same request shows is no longer so: a yes there would be to something else.
        outdated = openEntries.filter((one) => one.requestHash === requestHash);
        for (const entry of outdated) entry.status = 'expired';
        const entry: ApprovalEntry = {
          id,
          expiresAt,
          bindingHash: bindingHash,
          requestHash: requestHash,
          approver,
          status: 'pending',
        };
        entries.push(entry);
        return entry;
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
      return content && { approval: { ...content, id, expiresAt: entry.expiresAt }, status: getStatus(entry) };
    },

    async approve(id, typedSecrets) {
      if (Object.keys(typedSecrets).length === 0) return decide(id, 'approved');
      const entry = (await sharedEntries.read()).find((one) => one.id === id);
      const secretsName = await contents.saveTypedSecrets(typedSecrets, Math.max(1, (entry?.expiresAt ?? 0) - now()));
      const isRecorded = await decide(id, 'approved', secretsName);
      if (!isRecorded) await contents.consumeTypedSecrets(secretsName);
      return isRecorded;
    },

    decline: (id) => decide(id, 'declined'),

    lock: (approver) =>
      sharedEntries.update((entries) => {
        for (const entry of entries)
          if (entry.status === 'pending' && entry.approver === approver) entry.status = 'locked';
      }),

    async cancel(request) {
      const requestHash = digest(request);
      let openEntries: ApprovalEntry[] = [];
      await sharedEntries.update((entries) => {
        openEntries = entries.filter(
          (entry) => entry.requestHash === requestHash && isOpen(entry) && entry.status !== 'locked',
        );
        // Whoever said no knows it already: the next call asks anew.
        for (const entry of openEntries) Object.assign(entry, { status: 'declined', delivered: true });
      });
      for (const { secretsName } of openEntries)
        if (secretsName !== undefined) await contents.consumeTypedSecrets(secretsName);
    },

    async consume(binding) {
      const bindingHash = digest(binding);
      const isMatch = (entry: ApprovalEntry) => entry.bindingHash === bindingHash && hasUndeliveredDecision(entry);
      if (!(await sharedEntries.read()).some(isMatch)) return undefined;
      // Marked as used before it counts; whoever else asked at the same moment finds it gone.
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
    'The PIN of the approval page was mistyped too often, so no approval is taken for now. Nothing was sent.',
    'Tell the user; do not try again for five minutes.',
  );

const createTooManyPagesRefusal = () =>
  new Refused(
    'rate_limited',
    `${MAX_OPEN_PAGES} approval pages wait for an answer already. Nothing was sent.`,
    'Let the user answer those first; a page closes after five minutes.',
  );
