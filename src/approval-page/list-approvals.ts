import type { Language } from '../base/bilingual.ts';
import { type ApprovalEntry, type ApprovalStatus, getStatusAt, RETENTION_SECONDS } from './approval-entry.ts';
import type { ContentStore } from './page-content-store.ts';
import type { Approver } from './pin.ts';

/** Of each kind at most this many, the newest first. */
const MAX_LISTED = 50;

/** `unused`: approved, and no call came for it in time. */
export type ListedOutcome = 'waiting' | 'approved' | 'unused' | 'declined' | 'expired' | 'locked';

const outcomes: Readonly<Record<ApprovalStatus, ListedOutcome>> = {
  pending: 'waiting',
  approved: 'approved',
  used: 'approved',
  declined: 'declined',
  expired: 'expired',
  locked: 'locked',
};

/** One line of the list: only the operation and its amount, nothing of a buyer. */
export interface ListedApproval {
  id: string;
  outcome: ListedOutcome;
  title: Readonly<Record<Language, string>>;
  /** As the page shows it; absent if no money moves, or an unknown amount. */
  amount: Readonly<Record<Language, string | undefined>>;
  shop?: string;
  asker?: string;
  approver: Approver;
  /** Unix seconds. */
  openedAt: number;
  /** Until when it can be decided, in unix seconds. */
  expiresAt: number;
  /** When it was decided or ended, in unix seconds. */
  endedAt: number;
}

export interface ApprovalList {
  waiting: readonly ListedApproval[];
  decided: readonly ListedApproval[];
  /** How many more wait. */
  moreWaiting: number;
}

/** Lists the pages of one shop, the next to expire first and the latest decision first. */
export async function listApprovals(
  entries: readonly ApprovalEntry[],
  contents: Pick<ContentStore, 'find'>,
  now: number,
): Promise<ApprovalList> {
  const getEnd = ({ decidedAt, expiresAt }: ApprovalEntry) => decidedAt ?? expiresAt;
  const isWaiting = (entry: ApprovalEntry) => getStatusAt(entry, now) === 'pending';
  const waiting = entries.filter(isWaiting).sort((one, other) => one.expiresAt - other.expiresAt);
  const isRecent = (entry: ApprovalEntry) => !isWaiting(entry) && getEnd(entry) + RETENTION_SECONDS > now;
  const decided = entries.filter(isRecent).sort((one, other) => getEnd(other) - getEnd(one));
  const read = async (entry: ApprovalEntry): Promise<ListedApproval[]> => {
    const content = await contents.find(entry.id);
    if (!content) return [];
    const { question, shop, asker } = content;
    const status = getStatusAt(entry, now);
    return [
      {
        id: entry.id,
        outcome: status === 'expired' && entry.status === 'approved' ? 'unused' : outcomes[status],
        title: { ko: question.ko.title, en: question.en.title },
        amount: { ko: question.ko.amount?.text, en: question.en.amount?.text },
        ...(shop === undefined ? {} : { shop }),
        ...(asker === undefined ? {} : { asker }),
        approver: entry.approver,
        openedAt: entry.openedAt,
        expiresAt: entry.expiresAt,
        endedAt: getEnd(entry),
      },
    ];
  };
  const readAll = async (some: readonly ApprovalEntry[]) =>
    (await Promise.all(some.slice(0, MAX_LISTED).map(read))).flat();
  return {
    waiting: await readAll(waiting),
    decided: await readAll(decided),
    moreWaiting: Math.max(0, waiting.length - MAX_LISTED),
  };
}
