import type { Language } from '../../base/bilingual.ts';
import type { Approver } from '../pin.ts';

/** Pages without a form. */
export type Notice =
  | 'approved'
  | 'declined'
  | 'used'
  | 'expired'
  | 'locked'
  | 'unknown'
  | 'wrongHost'
  | 'csrfFailed'
  | 'malformed'
  | 'method'
  | 'large'
  | 'slow'
  /** The shared store is unreachable. */
  | 'storeUnavailable';

export interface NoticeText {
  title: string;
  text: string;
}

/** Returns the text of a page without a form. `approver` is set if two people must approve. */
export const getNoticeText = (notice: Notice, lang: Language, approver?: Approver): NoticeText =>
  (approver && twoApproverNotices[lang][approver][notice]) ?? notices[lang][notice];

const notices: Readonly<Record<Language, Readonly<Record<Notice, NoticeText>>>> = {
  ko: {
    approved: {
      title: '승인했습니다',
      text: '아직 실행되지 않았습니다. 대화창으로 돌아가 "승인했어, 계속해 줘"라고 입력해 주세요. 이 창은 닫아도 됩니다.',
    },
    declined: { title: '거절했습니다', text: '아무것도 실행되지 않았습니다. 이 창은 닫아도 됩니다.' },
    used: {
      title: '이미 사용된 승인입니다',
      text: '승인은 한 번만 사용할 수 있습니다. 처리 결과는 어시스턴트에게 확인해 주세요.',
    },
    expired: {
      title: '승인 가능 시간이 지났습니다',
      text: '아무것도 실행되지 않았습니다. 필요하시면 어시스턴트에게 다시 요청해 주세요.',
    },
    locked: {
      title: 'PIN을 너무 많이 틀렸습니다',
      text: '이 승인은 잠겼고 아무것도 실행되지 않았습니다. 직접 입력한 것이 아니라면 누가 이 페이지를 열었는지 확인하세요.',
    },
    unknown: {
      title: '페이지를 찾을 수 없습니다',
      text: '주소가 잘못되었거나 더 이상 유효하지 않습니다. 어시스턴트가 알려 준 링크를 다시 확인해 주세요.',
    },
    wrongHost: {
      title: '다른 곳에서 온 요청입니다',
      text: '이 페이지에서 직접 보낸 요청만 받습니다. 아무것도 바뀌지 않았습니다. 링크를 새 창에서 여세요.',
    },
    csrfFailed: {
      title: '보안 확인에 실패했습니다',
      text: '아무것도 바뀌지 않았습니다. 쿠키를 허용한 뒤 링크를 다시 열어 주세요.',
    },
    malformed: { title: '처리할 수 없는 요청입니다', text: '아무것도 바뀌지 않았습니다. 링크를 다시 열어 주세요.' },
    method: { title: '지원하지 않는 요청입니다', text: '아무것도 바뀌지 않았습니다. 링크를 다시 열어 주세요.' },
    large: { title: '요청이 너무 큽니다', text: '아무것도 바뀌지 않았습니다. 링크를 다시 열어 주세요.' },
    slow: { title: '요청 시간이 초과되었습니다', text: '아무것도 바뀌지 않았습니다. 링크를 다시 열어 주세요.' },
    storeUnavailable: {
      title: '지금은 승인을 처리할 수 없습니다',
      text: '서버를 일시적으로 이용할 수 없습니다. 잠시 후 링크를 다시 열어 주세요.',
    },
  },
  en: {
    approved: {
      title: 'Approved',
      text: 'Nothing has been carried out yet. Go back to the chat and tell your assistant to continue. You can close this window.',
    },
    declined: { title: 'Denied', text: 'Nothing was carried out. You can close this window.' },
    used: {
      title: 'This approval was already used',
      text: 'An approval works only once. Ask your assistant for the result.',
    },
    expired: {
      title: 'Time is up',
      text: 'This request expired and nothing was carried out. Ask your assistant again if you still need it.',
    },
    locked: {
      title: 'Too many wrong PINs',
      text: 'This approval is locked and nothing was carried out. If you did not enter the PIN yourself, find out who opened this page.',
    },
    unknown: {
      title: 'Page not found',
      text: 'The address is wrong or no longer valid. Check the link that your assistant gave you.',
    },
    wrongHost: {
      title: 'This request came from another site',
      text: 'Only requests sent from this page are accepted. Nothing was changed. Open the link in a new window.',
    },
    csrfFailed: {
      title: 'Security check failed',
      text: 'Nothing was changed. Allow cookies and open the link again.',
    },
    malformed: { title: 'This page cannot handle that request', text: 'Nothing was changed. Open the link again.' },
    method: { title: 'This kind of request is not supported', text: 'Nothing was changed. Open the link again.' },
    large: { title: 'The request is too large', text: 'Nothing was changed. Open the link again.' },
    slow: { title: 'The request took too long', text: 'Nothing was changed. Open the link again.' },
    storeUnavailable: {
      title: 'Approvals are not available right now',
      text: 'The server is temporarily unavailable. Open the link again in a moment.',
    },
  },
};

type NoticeOverrides = Readonly<Partial<Record<Notice, NoticeText>>>;

/** What comes next differs: the first approver has a link to pass on, and the second has no assistant of their own. */
const twoApproverNotices: Readonly<Record<Language, Readonly<Record<Approver, NoticeOverrides>>>> = {
  ko: {
    first: {
      approved: {
        title: '두 번째 승인이 남았습니다',
        text: '승인했지만 아직 실행되지 않았습니다. 대화창으로 돌아가 "승인했어, 계속해 줘"라고 입력하면 두 번째 승인자에게 전달할 링크를 받습니다. 이 창은 닫아도 됩니다.',
      },
      used: {
        title: '첫 번째 승인을 마쳤습니다',
        text: '두 번째 승인자도 승인해야 실행됩니다. 처리 결과는 어시스턴트에게 확인해 주세요.',
      },
    },
    second: {
      approved: {
        title: '승인했습니다',
        text: '아직 실행되지 않았습니다. 요청한 분에게 알려 주세요. 요청한 분이 대화창에서 계속하면 실행됩니다. 이 창은 닫아도 됩니다.',
      },
      declined: {
        title: '거절했습니다',
        text: '아무것도 실행되지 않았습니다. 요청한 분에게 알려 주세요. 이 창은 닫아도 됩니다.',
      },
      used: {
        title: '이미 사용된 승인입니다',
        text: '승인은 한 번만 사용할 수 있습니다. 처리 결과는 요청한 분에게 확인해 주세요.',
      },
      expired: {
        title: '승인 가능 시간이 지났습니다',
        text: '아무것도 실행되지 않았습니다. 필요하시면 요청한 분에게 다시 요청하도록 알려 주세요.',
      },
    },
  },
  en: {
    first: {
      approved: {
        title: 'A second approval is still needed',
        text: 'You approved, but nothing has been carried out yet. Go back to the chat and tell your assistant to continue: it gives you a link for the second approver. You can close this window.',
      },
      used: {
        title: 'The first approval is done',
        text: 'It is carried out once the second approver approves too. Ask your assistant for the result.',
      },
    },
    second: {
      approved: {
        title: 'Approved',
        text: 'Nothing has been carried out yet. Tell the person who asked: it is carried out when they continue in their chat. You can close this window.',
      },
      declined: {
        title: 'Denied',
        text: 'Nothing was carried out. Tell the person who asked. You can close this window.',
      },
      used: {
        title: 'This approval was already used',
        text: 'An approval works only once. Ask the person who requested it for the result.',
      },
      expired: {
        title: 'Time is up',
        text: 'This request expired and nothing was carried out. If it is still needed, tell the person who asked to request it again.',
      },
    },
  },
};
