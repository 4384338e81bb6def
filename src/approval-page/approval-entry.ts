import { HOUR_SECONDS } from '../base/korean-time.ts';
import type { ApprovalContent } from './page-content-store.ts';
import type { Approver } from './pin.ts';

/**
 * How long a page can be answered, and how long at most an approval can be used. It must be both given and used before
 * the page expires.
 */
export const LIFETIME_SECONDS = 300;
/** What a person can add to the time of a page, once. */
export const EXTENSION_SECONDS = 300;
/** How long a finished page still shows how it ended. */
export const RETENTION_SECONDS = HOUR_SECONDS;
export type ApprovalStatus = 'pending' | 'locked' | 'approved' | 'declined' | 'used' | 'expired';

export interface Approval extends ApprovalContent {
  readonly id: string;
  /** Unix seconds. */
  readonly openedAt: number;
  /** Unix seconds. */
  readonly expiresAt: number;
  readonly isExtended: boolean;
}

/** The state of an approval, shared by all servers. */
export interface ApprovalEntry {
  id: string;
  openedAt: number;
  expiresAt: number;
  /** A person has extended the time. */
  extended?: true;
  /** Hash of everything that the decision is bound to. */
  bindingHash: string;
  /**
   * The same without the displayed state: identifies repeats of one request, even if the state has changed in between.
   */
  requestHash: string;
  callerHash: string;
  /** Who may answer on the page. */
  approver: Approver;
  status: ApprovalStatus;
  /** Name under which the typed secrets are stored between approval and use. */
  secretsName?: string;
  /** When it was approved, declined or closed, in unix seconds. */
  decidedAt?: number;
  /** The decision was reported to its call. */
  delivered?: true;
  /** The decline was counted. */
  counted?: true;
}

/** Approved ones are active too, until a call uses them. */
const isActive = ({ status }: ApprovalEntry) => status === 'pending' || status === 'locked' || status === 'approved';
export const isOpenAt = (entry: ApprovalEntry, now: number): boolean => isActive(entry) && entry.expiresAt > now;
export const getStatusAt = (entry: ApprovalEntry, now: number): ApprovalStatus =>
  isActive(entry) && !isOpenAt(entry, now) ? 'expired' : entry.status;
