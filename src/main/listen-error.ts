import type { Localized } from '../base/bilingual.ts';

/** Says why an address or port cannot be listened on. */
export function describeListenError(name: string, code = 'unknown error'): Localized {
  if (code === 'EADDRINUSE')
    return {
      en: `${name} is in use by another program (${code}); stop that one, or choose another port (0 for a free one)`,
      ko: `${name}: 다른 프로그램이 쓰고 있습니다(${code}). 그 프로그램을 끝내거나 다른 포트를 고르세요(0이면 빈 포트)`,
    };
  if (code === 'EACCES')
    return {
      en: `${name} is not permitted to this user (${code}); choose a port of 1024 or above`,
      ko: `${name}: 이 사용자에게 허용되지 않습니다(${code}). 1024 이상의 포트를 고르세요`,
    };
  return {
    en: `${name} cannot be used (${code}); choose another address or port`,
    ko: `${name}: 쓸 수 없습니다(${code}). 다른 주소나 포트를 고르세요`,
  };
}
