import type { Language } from '../../base/bilingual.ts';

interface Messages {
  product: string;
  eyebrow: string;
  secondEyebrow: string;
  /** The name of the other language, in that language. */
  otherLanguage: string;
  /** Accessible label of the language switch, in the other language. */
  switchTo: string;
  badges: Record<'sandbox' | 'test' | 'live', string>;
  adviceTitle: string;
  typeAmount: string;
  formatAmountHint(text: string): string;
  formatWrongAmount(text: string): string;
  secrets: string;
  secretsHint: string;
  optional: string;
  required: string;
  missing: string;
  malformed: string;
  cleared: string;
  pin: string;
  pinHint: string;
  secondPin: string;
  secondPinHint: string;
  formatWrongPin(left: number): string;
  mistakesHeading: string;
  mistakesTitle: string;
  approve: string;
  approveAmount(text: string): string;
  deny: string;
  formatDeadline(time: string): string;
  tooLate: string;
  footer: readonly string[];
  notices: Record<Notice, { title: string; text: string }>;
}

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

export const messages: Readonly<Record<Language, Messages>> = {
  ko: {
    product: '포트원 V1 승인',
    eyebrow: '확인이 필요합니다',
    secondEyebrow: '두 번째 승인자의 확인이 필요합니다',
    otherLanguage: 'English',
    switchTo: 'Show this page in English',
    badges: { sandbox: '샌드박스', test: '테스트 결제', live: '실결제' },
    adviceTitle: '참고 사항',
    typeAmount: '금액을 직접 입력해 주세요',
    formatAmountHint: (text) => `승인하시려면 위에 표시된 금액(${text})을 숫자로 입력해 주세요.`,
    formatWrongAmount: (text) => `위에 표시된 금액(${text})과 다릅니다.`,
    secrets: '직접 입력할 정보',
    secretsHint: 'AI 어시스턴트에는 보이지 않고 포트원에만 전달됩니다.',
    optional: '선택',
    required: '필수',
    missing: '입력해 주세요.',
    malformed: '형식이 맞지 않습니다. 다시 입력해 주세요.',
    cleared: '안전을 위해 입력하신 내용을 모두 지웠습니다. 모든 항목을 다시 입력해 주세요.',
    pin: '승인 PIN',
    pinHint: '운영 담당자에게 받은 PIN을 입력해 주세요.',
    secondPin: '두 번째 승인자의 PIN',
    secondPinHint: '두 번째 승인자만 알고 있는 PIN을 입력해 주세요.',
    formatWrongPin: (left) => `PIN이 맞지 않습니다. ${left}번 더 시도할 수 있습니다.`,
    mistakesHeading: '다시 확인해 주세요',
    mistakesTitle: '오류',
    approve: '승인',
    approveAmount: (text) => `${text} 승인`,
    deny: '거부',
    formatDeadline: (time) => `${time}(한국 시간)까지 승인하거나 거부할 수 있습니다.`,
    tooLate: '승인 가능 시간이 지났습니다. 어시스턴트에게 다시 요청해 주세요.',
    footer: ['승인하기 전에는 아무것도 실행되지 않습니다.', '직접 요청한 일이 아니라면 거부하세요.'],
    notices: {
      approved: {
        title: '승인했습니다',
        text: '아직 실행되지 않았습니다. 대화창으로 돌아가 "승인했어, 계속해 줘"라고 입력해 주세요. 이 창은 닫아도 됩니다.',
      },
      declined: { title: '거부했습니다', text: '아무것도 실행되지 않았습니다. 이 창은 닫아도 됩니다.' },
      used: {
        title: '이미 사용된 승인입니다',
        text: '승인은 한 번만 사용할 수 있습니다. 처리 결과는 어시스턴트에게 확인해 주세요.',
      },
      expired: {
        title: '승인 가능 시간(5분)이 지났습니다',
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
  },
  en: {
    product: 'PortOne V1 approval',
    eyebrow: 'Your approval is needed',
    secondEyebrow: 'A second approval is needed',
    otherLanguage: '한국어',
    switchTo: '이 페이지를 한국어로 보기',
    badges: { sandbox: 'Sandbox', test: 'Test payment', live: 'Live payment' },
    adviceTitle: 'Good to know',
    typeAmount: 'Type the amount yourself',
    formatAmountHint: (text) => `To approve, type the amount shown above (${text}) in digits.`,
    formatWrongAmount: (text) => `This differs from the amount shown above (${text}).`,
    secrets: 'Information to enter yourself',
    secretsHint: 'Not shown to the AI assistant; sent to PortOne only.',
    optional: 'optional',
    required: 'required',
    missing: 'Please fill this in.',
    malformed: 'The format is not valid. Please enter it again.',
    cleared: 'For security, everything you entered was cleared. Please fill in all fields again.',
    pin: 'Approval PIN',
    pinHint: 'Enter the PIN that the operator of this server gave you.',
    secondPin: 'PIN of the second approver',
    secondPinHint: 'Enter the PIN that only the second approver knows.',
    formatWrongPin: (left) => `Wrong PIN. ${left === 1 ? 'One try' : `${left} tries`} left.`,
    mistakesHeading: 'Please check',
    mistakesTitle: 'Error',
    approve: 'Approve',
    approveAmount: (text) => `Approve ${text}`,
    deny: 'Deny',
    formatDeadline: (time) => `You can approve or deny until ${time} (Korean time).`,
    tooLate: 'Time is up. Ask your assistant again.',
    footer: ['Nothing is carried out until you approve.', 'If you did not ask for this, deny it.'],
    notices: {
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
        text: 'This request expired after five minutes and nothing was carried out. Ask your assistant again if you still need it.',
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
  },
};
