import type { Localized } from '../../base/bilingual.ts';
import type { ServeConfig } from '../../config/index.ts';
import { createFindings, type Finding } from './finding.ts';

const confirmation = createFindings({ en: 'Confirmation', ko: '사람 확인' });

/** Says how a person will be asked before anything changes. Only the client decides whether it shows forms. */
export function checkConfirmation(config: ServeConfig): Finding {
  const { confirm, fallback, http, approvalPin, readOnly } = config;
  if (readOnly) return confirmation.ok('nothing to confirm: read-only', '확인할 일 없음: 조회 전용');
  const authenticates = http?.tokensFile !== undefined || http?.oauthIssuer !== undefined;
  const form = { en: "in the client's own form where it shows one", ko: '클라이언트가 확인 창을 띄우면 그 창에서' };
  if (fallback === 'refuse')
    return confirmation.ok(
      `${form.en}; otherwise changes are refused`,
      `${form.ko} 확인하고, 그렇지 않으면 변경을 거부`,
    );
  if (fallback === 'token')
    return confirmation.warning({
      what: {
        en: `${form.en}; otherwise the model repeats a code, which a person does not see`,
        ko: `${form.ko} 확인하고, 그렇지 않으면 모델이 코드를 되돌려 줍니다(사람이 직접 보지 않음)`,
      },
      advice: { en: 'Prefer --confirm-fallback page.', ko: '--confirm-fallback page를 권합니다.' },
    });
  // Over HTTP, whoever sees the link could approve.
  if (authenticates && approvalPin === undefined)
    return confirmation.warning({
      what: {
        en: `${form.en}; no page opens, since over HTTP it needs a PIN`,
        ko: `${form.ko} 확인합니다. HTTP에서는 PIN이 없으면 승인 페이지가 열리지 않습니다`,
      },
      advice: {
        en: 'Set PORTONE_V1_APPROVAL_PIN (for a tenant, approval_pin_env), or people whose client shows no form cannot approve.',
        ko: 'PORTONE_V1_APPROVAL_PIN(상점별로는 approval_pin_env)을 지정하세요. 그러지 않으면 확인 창이 없는 클라이언트에서는 승인할 수 없습니다.',
      },
    });
  const page = describePage(config);
  return confirm === 'page'
    ? confirmation.ok(`always on a web page ${page.en}`, `항상 웹 페이지에서: ${page.ko}`)
    : confirmation.ok(`${form.en}; otherwise on a web page ${page.en}`, `${form.ko}, 아니면 웹 페이지에서: ${page.ko}`);
}

function describePage({ http, approvalHost, approvalPort, approvalPin, secondApproverPin }: ServeConfig): Localized {
  const port = approvalPort === 0 ? undefined : String(approvalPort);
  const local = `http://${approvalHost}:${port ?? '…'}`;
  const address = http ? (http.publicUrl ?? `http://${http.host}:${http.port}`) : local;
  const choice = http || port !== undefined ? { en: '', ko: '' } : { en: ', a free port', ko: ', 빈 포트' };
  const pin =
    approvalPin === undefined ? { en: 'without a PIN', ko: 'PIN 없음' } : { en: 'with a PIN', ko: 'PIN 필요' };
  const second =
    secondApproverPin === undefined
      ? { en: '', ko: '' }
      : { en: ', and one for a second approver', ko: ', 2차 승인자 PIN 있음' };
  return {
    en: `at ${address}${choice.en}, ${pin.en}${second.en}`,
    ko: `${address}${choice.ko}, ${pin.ko}${second.ko}`,
  };
}
