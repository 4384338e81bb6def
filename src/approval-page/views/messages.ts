import type { Language, Localized } from '../../base/bilingual.ts';
import { withParticle } from '../../base/korean.ts';
import type { ConfirmationChannel } from '../../guard/confirmation/caller.ts';

interface Messages {
  product: string;
  eyebrow: string;
  secondEyebrow: string;
  /** Who asked, if known, and when, as `12:00` in Korean time. */
  formatAsked(asker: string | undefined, time: string): string;
  formatFirstApproval(channel: ConfirmationChannel, time: string): string;
  /** The headings of a change, for screen readers. */
  before: string;
  after: string;
  row: string;
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
  /** Shown in the last minute. */
  formatEndingSoon(time: string): string;
  extend: string;
  /** What the person typed is lost when the page is loaded anew. */
  extensionClears: string;
  formatExtendedDeadline(time: string): string;
  tooLate: string;
  secondTooLate: string;
  footer: readonly string[];
  secondFooter: readonly string[];
}

export const messages: Readonly<Record<Language, Messages>> = {
  ko: {
    product: '포트원 V1 승인',
    eyebrow: '확인이 필요합니다',
    secondEyebrow: '두 번째 승인자의 확인이 필요합니다',
    formatAsked: (asker, time) =>
      `${asker === undefined ? '' : `${withParticle(asker, '이/가')} `}${time}(한국 시간)에 요청`,
    formatFirstApproval: (channel, time) => `첫 번째 승인: ${time}, ${firstApprovalPlaces[channel].ko}`,
    before: '변경 전',
    after: '변경 후',
    row: '번호',
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
    deny: '거절',
    formatDeadline: (time) => `${time}(한국 시간)까지 승인하거나 거절할 수 있습니다.`,
    formatEndingSoon: (time) => `1분 안에 끝납니다(${time}).`,
    extend: '5분 연장',
    extensionClears: '연장하면 입력한 내용은 지워집니다.',
    formatExtendedDeadline: (time) => `5분 연장되어 ${time}(한국 시간)까지 승인하거나 거절할 수 있습니다.`,
    tooLate: '승인 가능 시간이 지났습니다. 어시스턴트에게 다시 요청해 주세요.',
    secondTooLate: '승인 가능 시간이 지났습니다. 요청한 분에게 알려 주세요.',
    footer: ['승인하기 전에는 아무것도 실행되지 않습니다.', '직접 요청한 일이 아니라면 거절하세요.'],
    secondFooter: ['승인하기 전에는 아무것도 실행되지 않습니다.', '요청한 분과 내용을 확인할 수 없다면 거절하세요.'],
  },
  en: {
    product: 'PortOne V1 approval',
    eyebrow: 'Your approval is needed',
    secondEyebrow: 'A second approval is needed',
    formatAsked: (asker, time) => `Requested ${asker === undefined ? '' : `by ${asker} `}at ${time} (Korean time)`,
    formatFirstApproval: (channel, time) => `First approval: ${time}, ${firstApprovalPlaces[channel].en}`,
    before: 'Before',
    after: 'After',
    row: 'No.',
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
    formatEndingSoon: (time) => `Less than a minute left (${time}).`,
    extend: 'Add 5 minutes',
    extensionClears: 'Adding time clears what you typed.',
    formatExtendedDeadline: (time) => `Extended by five minutes: you can approve or deny until ${time} (Korean time).`,
    tooLate: 'Time is up. Ask your assistant again.',
    secondTooLate: 'Time is up. Tell the person who asked.',
    footer: ['Nothing is carried out until you approve.', 'If you did not ask for this, deny it.'],
    secondFooter: [
      'Nothing is carried out until you approve.',
      'If you cannot tell who asked for this and why, deny it.',
    ],
  },
};

/** Where the first approver confirmed. Names are unknown: a PIN or a chat belongs to whoever uses it. */
const firstApprovalPlaces: Readonly<Record<ConfirmationChannel, Localized>> = {
  form: { ko: '요청한 대화창에서', en: 'in the chat that asked' },
  token: { ko: '요청한 대화창에서', en: 'in the chat that asked' },
  url: { ko: '승인 페이지에서', en: 'on an approval page' },
  page: { ko: '승인 페이지에서', en: 'on an approval page' },
};
