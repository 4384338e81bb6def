import type { Language } from '../../base/bilingual.ts';
import { withParticle } from '../../base/korean.ts';
import type { ListedOutcome } from '../list-approvals.ts';

/** The field of the button that ends a session. */
export const LEAVE_FIELD = 'leave';

interface ListMessages {
  title: string;
  signInTitle: string;
  signInText: string;
  pin: string;
  pinHint: string;
  signIn: string;
  formatWrongPin(left: number): string;
  locked: string;
  waitingTitle: string;
  decidedTitle: string;
  formatCount(count: number): string;
  nothingWaiting: string;
  nothingDecided: string;
  formatMore(count: number): string;
  /** Who asked, if known, and when, as `12:00`. */
  formatAsked(asker: string | undefined, time: string): string;
  formatUntil(time: string): string;
  secondApprover: string;
  outcomes: Readonly<Record<ListedOutcome, string>>;
  reload: string;
  leave: string;
  footer: readonly string[];
}

export const listMessages: Readonly<Record<Language, ListMessages>> = {
  ko: {
    title: '승인 목록',
    signInTitle: '승인자 확인',
    signInText: '승인을 기다리는 요청을 보려면 승인 PIN을 입력해 주세요.',
    pin: '승인 PIN',
    pinHint: '운영 담당자에게 받은 PIN입니다. 두 번째 승인자는 자신의 PIN을 입력합니다.',
    signIn: '목록 보기',
    formatWrongPin: (left) => `PIN이 맞지 않습니다. ${left}번 더 시도할 수 있습니다.`,
    locked:
      'PIN을 너무 많이 틀려 목록이 잠겼습니다. 5분 이상 지난 뒤 다시 시도해 주세요. 승인 페이지는 링크로 열 수 있습니다.',
    waitingTitle: '승인 대기',
    decidedTitle: '최근 처리',
    formatCount: (count) => `${count}건`,
    nothingWaiting: '승인을 기다리는 요청이 없습니다.',
    nothingDecided: '최근 한 시간 동안 처리한 요청이 없습니다.',
    formatMore: (count) => `이 밖에 ${count}건이 더 기다리고 있습니다.`,
    formatAsked: (asker, time) => `${asker === undefined ? '' : `${withParticle(asker, '이/가')} `}${time}에 요청`,
    formatUntil: (time) => `${time}까지`,
    secondApprover: '두 번째 승인',
    outcomes: {
      waiting: '대기',
      approved: '승인됨',
      unused: '승인 후 기한이 지남',
      declined: '거절됨',
      expired: '시간이 지남',
      locked: 'PIN 오류로 잠김',
    },
    reload: '새로 고침',
    leave: '나가기',
    footer: [
      '요청을 누르면 승인하거나 거절하는 페이지가 열립니다.',
      '시각은 한국 시간입니다. 15분 뒤에는 PIN을 다시 묻습니다.',
    ],
  },
  en: {
    title: 'Approvals',
    signInTitle: 'For approvers',
    signInText: 'Enter your approval PIN to see what is waiting.',
    pin: 'Approval PIN',
    pinHint: 'The PIN that the operator gave you. A second approver enters their own.',
    signIn: 'Show the list',
    formatWrongPin: (left) => `Wrong PIN. ${left === 1 ? 'One try' : `${left} tries`} left.`,
    locked:
      'The list is locked after too many wrong PINs. Try again in five minutes or later. Approval pages still open by their links.',
    waitingTitle: 'Waiting',
    decidedTitle: 'Decided lately',
    formatCount: (count) => String(count),
    nothingWaiting: 'Nothing is waiting for approval.',
    nothingDecided: 'Nothing was decided in the last hour.',
    formatMore: (count) => `${count} more ${count === 1 ? 'is' : 'are'} waiting.`,
    formatAsked: (asker, time) => `Requested ${asker === undefined ? '' : `by ${asker} `}at ${time}`,
    formatUntil: (time) => `until ${time}`,
    secondApprover: 'Second approval',
    outcomes: {
      waiting: 'Waiting',
      approved: 'Approved',
      unused: 'Approved, not used in time',
      declined: 'Denied',
      expired: 'Expired',
      locked: 'Locked after wrong PINs',
    },
    reload: 'Reload',
    leave: 'Sign out',
    footer: [
      'A request opens the page on which it is approved or denied.',
      'Times are Korean time. After 15 minutes the PIN is asked again.',
    ],
  },
};
