import { Refused } from '../../base/refusal.ts';

/** Times of one call that writes, in milliseconds of the monotonic clock. */
export interface WriteDeadline {
  /** The write is sent by then or not at all. */
  sendBy: number;
  /** The outcome has been read back by then, as far as it can be. */
  answerBy: number;
}

/**
 * Clients give up after 60 s; 45 s are promised, and one is for the work of this server. Sent at the last moment, the
 * request may take 22 s (`portone/http-client.ts`), which leaves 4 s to read back what became of it.
 */
const ANSWER_WITHIN_MS = 44_000;
const SEND_WITHIN_MS = 18_000;

/** Starts the time of a call, or starts it again when a person for whom the call has waited approves. */
export const startDeadline = (now: number): WriteDeadline => ({
  sendBy: now + SEND_WITHIN_MS,
  answerBy: now + ANSWER_WITHIN_MS,
});

/** Throws Refused if too little time is left to send a write and to read back what became of it. */
export function assertTimeToSend({ sendBy }: WriteDeadline, now: number): void {
  if (now <= sendBy) return;
  throw new Refused(
    'unreachable',
    `Reading from PortOne or waiting for other writes took more than ${SEND_WITHIN_MS / 1000} s, so too little time was left to send this and to check its outcome. Nothing was sent.`,
    'It is safe to call again. If it happens again, call check_connection.',
  );
}
