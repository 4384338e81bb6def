import type { Language } from '../../base/bilingual.ts';

interface Messages {
  product: string;
  eyebrow: string;
  secondEyebrow: string;
  /** The name of this language's counterpart, in that language. */
  otherLanguage: string;
  /** A name, such as the button of the other language is announced by. */
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

/** Pages that only tell something. */
export type Notice =
  | 'approved'
  | 'declined'
  | 'used'
  | 'expired'
  | 'locked'
  | 'unknown'
  | 'foreign'
  | 'unproven'
  | 'malformed'
  | 'method'
  | 'large'
  | 'slow'
  /** What all servers share cannot be reached. */
  | 'away';

export const messages: Readonly<Record<Language, Messages>> = {
  ko: {
    product: '포트원 V1 승인',
    eyebrow: '확인이 필요합니다',
    secondEyebrow: '두 번째 승인자의 확인이 필요합니다',
    otherLanguage: 'English',
    switchTo: 'Show this page in English',
    badges: { sandbox: '샌드박스', test: '테스트 결제', live: '실결제' },
    adviceTitle: '알아 두세요',
    typeAmount: '금액을 직접 입력해 주세요',
    formatAmountHint: (text) => `금액이 큽니다. 동의하시면 이 금액(${text})을 숫자로 입력하세요.`,
    formatWrongAmount: (text) => `위에 보이는 금액(${text})과 다릅니다.`,
    secrets: '직접 입력할 정보',
    secretsHint: 'AI 어시스턴트에게 보이지 않으며 포트원에만 전달됩니다.',
    optional: '선택',
    required: '필수',
    missing: '입력해 주세요.',
    malformed: '형식이 맞지 않습니다. 다시 입력해 주세요.',
    cleared: '안전을 위해 적으신 값은 모두 지웠습니다. 처음부터 다시 입력해 주세요.',
    pin: '승인 PIN',
    pinHint: '서버를 설정한 사람이 정한 번호입니다.',
    secondPin: '두 번째 승인자의 PIN',
    secondPinHint: '첫 번째 승인자가 아닌, 두 번째 승인자만 아는 번호입니다.',
    formatWrongPin: (left) => `PIN이 맞지 않습니다. ${left}번 더 시도할 수 있습니다.`,
    mistakesHeading: '다시 확인해 주세요',
    mistakesTitle: '오류',
    approve: '승인',
    approveAmount: (text) => `${text} 승인`,
    deny: '거부',
    formatDeadline: (time) => `${time}까지 답할 수 있습니다 (한국 시간).`,
    tooLate: '시간이 지났습니다. 어시스턴트에게 다시 요청해 주세요.',
    footer: ['승인하기 전에는 아무것도 실행되지 않습니다.', '직접 요청한 일이 아니라면 거부하세요.'],
    notices: {
      approved: {
        title: '승인했습니다',
        text: '아직 실행 전입니다. 어시스턴트로 돌아가 계속하라고 말씀해 주세요. 이 창은 닫아도 됩니다.',
      },
      declined: { title: '거부했습니다', text: '아무것도 실행되지 않았습니다. 이 창은 닫아도 됩니다.' },
      used: {
        title: '이미 사용된 승인입니다',
        text: '승인은 한 번만 쓸 수 있습니다. 결과는 어시스턴트에서 확인하세요.',
      },
      expired: {
        title: '시간이 지났습니다',
        text: '5분 안에 쓰이지 않아 닫혔습니다. 필요하면 어시스턴트에게 다시 요청하세요.',
      },
      locked: {
        title: 'PIN을 너무 많이 틀렸습니다',
        text: '이 승인은 잠겼고 아무것도 실행되지 않았습니다. 직접 입력한 것이 아니라면 누가 이 페이지를 열었는지 확인하세요.',
      },
      unknown: {
        title: '페이지가 없습니다',
        text: '주소가 잘못되었거나 더 이상 유효하지 않습니다. 어시스턴트가 알려 준 링크를 다시 확인해 주세요.',
      },
      foreign: {
        title: '다른 곳에서 온 요청입니다',
        text: '이 페이지에서 직접 보낸 요청만 받습니다. 아무것도 바뀌지 않았습니다. 링크를 새 창에서 여세요.',
      },
      unproven: {
        title: '이 페이지에서 보낸 답인지 확인할 수 없습니다',
        text: '아무것도 바뀌지 않았습니다. 쿠키를 허용하고 링크를 다시 연 뒤 답해 주세요.',
      },
      malformed: { title: '이해할 수 없는 요청입니다', text: '아무것도 바뀌지 않았습니다. 링크를 다시 열어 주세요.' },
      method: { title: '지원하지 않는 요청입니다', text: '아무것도 바뀌지 않았습니다. 링크를 다시 열어 주세요.' },
      large: { title: '요청이 너무 큽니다', text: '아무것도 바뀌지 않았습니다. 링크를 다시 열어 주세요.' },
      slow: { title: '요청이 너무 느립니다', text: '아무것도 바뀌지 않았습니다. 링크를 다시 열어 주세요.' },
      away: {
        title: '지금은 답을 받을 수 없습니다',
        text: '서버의 공유 저장소에 연결할 수 없습니다. 잠시 뒤 링크를 다시 열어 주세요.',
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
    formatAmountHint: (text) => `This is a high amount. If you agree, type ${text} in digits.`,
    formatWrongAmount: (text) => `That is not the amount shown above (${text}).`,
    secrets: 'For you to type',
    secretsHint: 'Not shown to the AI assistant; it goes to PortOne only.',
    optional: 'optional',
    required: 'required',
    missing: 'Please fill this in.',
    malformed: 'This is not in the right form. Type it again.',
    cleared: 'To be safe, everything you typed was cleared. Fill in all fields again.',
    pin: 'Approval PIN',
    pinHint: 'Set by whoever set this server up.',
    secondPin: 'PIN of the second approver',
    secondPinHint: 'Known to the second approver alone, not to the first.',
    formatWrongPin: (left) => `That is not the PIN. ${left === 1 ? 'One try is' : `${left} tries are`} left.`,
    mistakesHeading: 'Please check',
    mistakesTitle: 'Error',
    approve: 'Approve',
    approveAmount: (text) => `Approve ${text}`,
    deny: 'Deny',
    formatDeadline: (time) => `You can answer until ${time} (Korean time).`,
    tooLate: 'Time is up. Ask the assistant again.',
    footer: ['Nothing is carried out before you approve.', 'If you did not ask for this, deny it.'],
    notices: {
      approved: {
        title: 'Approved',
        text: 'It is not carried out yet. Go back to your assistant and tell it to go on. You can close this window.',
      },
      declined: { title: 'Denied', text: 'Nothing was carried out. You can close this window.' },
      used: {
        title: 'This approval was used already',
        text: 'An approval works once. Your assistant can tell you the result.',
      },
      expired: {
        title: 'Time is up',
        text: 'It was not used within five minutes and is closed. Ask your assistant again if it is still needed.',
      },
      locked: {
        title: 'Too many wrong PINs',
        text: 'This approval is locked and nothing was carried out. If it was not you who typed, find out who opened this page.',
      },
      unknown: {
        title: 'No such page',
        text: 'The address is wrong or no longer valid. Check the link that your assistant gave you.',
      },
      foreign: {
        title: 'This came from somewhere else',
        text: 'Only what is sent from this very page counts. Nothing was changed. Open the link in a new window.',
      },
      unproven: {
        title: 'It is not certain that this answer came from the page',
        text: 'Nothing was changed. Allow cookies, open the link again and answer there.',
      },
      malformed: { title: 'This request makes no sense here', text: 'Nothing was changed. Open the link again.' },
      method: { title: 'This kind of request is not taken', text: 'Nothing was changed. Open the link again.' },
      large: { title: 'The request is too large', text: 'Nothing was changed. Open the link again.' },
      slow: { title: 'The request took too long', text: 'Nothing was changed. Open the link again.' },
      away: {
        title: 'No answer can be taken now',
        text: 'What the servers share cannot be reached. Open the link again in a moment.',
      },
    },
  },
};
