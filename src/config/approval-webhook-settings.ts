import { secretValue, secureUrl } from './parsers.ts';
import type { Setting } from './setting.ts';

export const approvalWebhookSettings = {
  approvalWebhook: {
    flag: 'approval-webhook',
    env: 'PORTONE_V1_APPROVAL_WEBHOOK',
    protects: true,
    value: 'url',
    schema: secureUrl.optional(),
    default: 'none',
    meaning: {
      en: "A chat's incoming webhook, told of each approval page that waits (docs/operations.md); requires the PIN",
      ko: '승인 대기를 알릴 메신저의 수신 웹훅 주소(docs/operations.ko.md). PIN 필요',
    },
  },
  approvalWebhookSecret: {
    env: 'PORTONE_V1_APPROVAL_WEBHOOK_SECRET',
    protects: true,
    schema: secretValue(16).optional(),
    default: 'none',
    meaning: {
      en: 'Key that signs what is posted to the approval webhook; at least 16 characters',
      ko: '승인 웹훅에 보내는 내용을 서명하는 16자 이상의 키',
    },
  },
} as const satisfies Record<string, Setting>;
