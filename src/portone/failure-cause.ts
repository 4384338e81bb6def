import type { Localized } from '../base/bilingual.ts';

/** Why no response arrived, and what a person can do about it. */
export interface FailureExplanation {
  what: Localized;
  advice: Localized;
}

/** One cause. `what` continues the name of the host. */
interface FailureCause extends FailureExplanation {
  codes: RegExp;
  /** The same attempt may succeed a moment later. */
  transient: boolean;
}

/** Codes for what a proxy answers, which undici only tells in a text. */
export const PROXY_REFUSED = 'PROXY_REFUSED';
export const PROXY_AUTH_REQUIRED = 'PROXY_AUTH_REQUIRED';
/** For a response that does not arrive in time. */
export const NO_RESPONSE = 'NO_RESPONSE';

const PROXY_HINT: Localized = {
  en: 'Where only a proxy reaches the internet, set HTTPS_PROXY to it.',
  ko: '프록시를 거쳐야 인터넷이 되는 곳이라면 HTTPS_PROXY에 프록시 주소를 넣으세요.',
};

const causes: readonly FailureCause[] = [
  {
    codes: /^ECONNREFUSED$/,
    what: { en: 'refused the connection', ko: '연결을 거부했습니다' },
    advice: {
      en: 'Check PORTONE_V1_BASE_URL, HTTPS_PROXY if it is set, and any firewall: nothing accepts connections at that address.',
      ko: '그 주소에서 연결을 받는 프로그램이 없습니다. PORTONE_V1_BASE_URL과 (지정했다면) HTTPS_PROXY, 방화벽을 확인하세요.',
    },
    transient: true,
  },
  {
    codes: /^PROXY_AUTH_REQUIRED$/,
    what: {
      en: 'is a proxy that wants a user name and password (HTTP 407)',
      ko: '프록시가 사용자 이름과 비밀번호를 요구합니다(HTTP 407)',
    },
    advice: {
      en: 'Put both into HTTPS_PROXY: http://user:password@host:port, with special characters written as %40 and so on.',
      ko: 'HTTPS_PROXY에 함께 넣으세요: http://사용자:비밀번호@호스트:포트 (특수 문자는 %40처럼 바꿔 씁니다).',
    },
    transient: false,
  },
  {
    codes: /^(PROXY_REFUSED|UND_ERR_ABORTED)$/,
    what: { en: 'is a proxy that refused the connection', ko: '프록시가 연결을 거부했습니다' },
    advice: {
      en: 'Check HTTPS_PROXY, and ask whoever runs the proxy to allow connections to PortOne (port 443).',
      ko: 'HTTPS_PROXY가 맞는지 확인하고, 프록시 관리자에게 포트원(443 포트) 접속 허용을 요청하세요.',
    },
    transient: false,
  },
  {
    codes: /^ENOTFOUND$/,
    what: { en: 'could not be resolved: there is no such host name', ko: '이런 이름의 호스트를 찾을 수 없습니다' },
    advice: {
      en: `Check the internet connection, DNS and the spelling in PORTONE_V1_BASE_URL. ${PROXY_HINT.en}`,
      ko: `인터넷 연결과 DNS, PORTONE_V1_BASE_URL의 철자를 확인하세요. ${PROXY_HINT.ko}`,
    },
    transient: false,
  },
  {
    codes: /^EAI_\w+$/,
    what: { en: 'could not be resolved: DNS gives no answer', ko: 'DNS가 응답하지 않아 주소를 찾지 못했습니다' },
    advice: {
      en: `Check the internet connection and the DNS server of this machine (VPNs and containers often change it). ${PROXY_HINT.en}`,
      ko: `이 컴퓨터의 인터넷 연결과 DNS 서버를 확인하세요(VPN이나 컨테이너가 자주 바꿉니다). ${PROXY_HINT.ko}`,
    },
    transient: false,
  },
  {
    codes: /^(SELF_SIGNED_CERT\w*|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_\w+|CERT_UNTRUSTED|CERT_SIGNATURE_FAILURE)$/,
    what: { en: 'shows a TLS certificate that is not trusted', ko: '신뢰할 수 없는 TLS 인증서를 보냈습니다' },
    advice: {
      en: "A proxy or security program that inspects TLS puts in a certificate of its own: set NODE_EXTRA_CA_CERTS to a PEM file with that program's CA certificate. Trying again does not help.",
      ko: 'TLS를 검사하는 회사 보안 프로그램이나 프록시가 자체 인증서를 끼워 넣은 것입니다. 그 프로그램의 CA 인증서(PEM 파일) 경로를 NODE_EXTRA_CA_CERTS에 지정하세요. 다시 시도해도 달라지지 않습니다.',
    },
    transient: false,
  },
  {
    codes: /^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/,
    what: {
      en: 'shows a TLS certificate that is not valid at this time',
      ko: '지금 유효하지 않은 TLS 인증서를 보냈습니다',
    },
    advice: {
      en: "Check this machine's date and clock, and any proxy that inspects TLS.",
      ko: '이 컴퓨터의 날짜와 시계를 확인하고, TLS를 검사하는 프록시가 있다면 그것도 확인하세요.',
    },
    transient: false,
  },
  {
    codes: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    what: { en: 'shows a TLS certificate of another host', ko: '다른 호스트의 TLS 인증서를 보냈습니다' },
    advice: {
      en: 'Another server answers in place of PortOne: check PORTONE_V1_BASE_URL, DNS and any proxy.',
      ko: '포트원이 아닌 다른 서버가 응답하고 있습니다. PORTONE_V1_BASE_URL, DNS, 프록시를 확인하세요.',
    },
    transient: false,
  },
  {
    codes: /^(EPROTO|ERR_SSL_\w+|ERR_TLS_\w+)$/,
    what: { en: 'failed the TLS handshake', ko: 'TLS 연결을 맺지 못했습니다' },
    advice: {
      en: 'Check PORTONE_V1_BASE_URL and any proxy or firewall in between: what answers there does not speak TLS as PortOne does.',
      ko: '그 주소의 서버가 포트원처럼 TLS로 응답하지 않습니다. PORTONE_V1_BASE_URL과 중간의 프록시·방화벽을 확인하세요.',
    },
    transient: false,
  },
  {
    codes: /^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/,
    what: { en: 'broke the connection off', ko: '연결을 끊었습니다' },
    advice: {
      en: 'If it happens again, check any firewall, VPN or proxy in between: they break off connections that they do not allow.',
      ko: '계속되면 중간의 방화벽, VPN, 프록시를 확인하세요. 허용하지 않는 연결을 끊는 경우가 많습니다.',
    },
    transient: true,
  },
  {
    codes: /^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN)$/,
    what: { en: 'does not answer: no connection could be made', ko: '응답하지 않아 연결하지 못했습니다' },
    advice: {
      en: `Check the internet connection and any firewall. ${PROXY_HINT.en} If others reach PortOne, a firewall is in the way.`,
      ko: `인터넷 연결과 방화벽을 확인하세요. ${PROXY_HINT.ko} 다른 곳에서는 접속된다면 방화벽이 막고 있는 것입니다.`,
    },
    transient: true,
  },
  {
    codes: /^NO_RESPONSE$/,
    what: { en: 'sent no complete response in time', ko: '제시간에 응답을 보내지 않았습니다' },
    advice: {
      en: 'PortOne, or the network on the way, is slow or down: wait a few minutes. If it persists, check any proxy or firewall in between.',
      ko: '포트원이나 중간 네트워크가 느리거나 멈췄습니다. 몇 분 기다렸다가 다시 확인하고, 계속되면 중간의 프록시나 방화벽을 확인하세요.',
    },
    transient: false,
  },
];

const findCause = (code: string | undefined): FailureCause | undefined =>
  code === undefined ? undefined : causes.find(({ codes }) => codes.test(code));

/** Whether another attempt may succeed after this error code of the system, of TLS or of undici. */
export const isTransient = (code: string | undefined): boolean => findCause(code)?.transient ?? true;

/** Explains why `host` could not be reached. `advice` is missing for a code that says nothing in particular. */
export function explainConnectionFailure(
  host: string,
  code: string | undefined,
): { what: Localized; advice?: Localized } {
  const cause = findCause(code);
  const note = code === undefined || code.startsWith('PROXY_') || code === NO_RESPONSE ? '' : ` (${code})`;
  if (!cause)
    return { what: { en: `the connection to ${host} failed${note}`, ko: `${host}: 연결하지 못했습니다${note}` } };
  const { what, advice } = cause;
  return { what: { en: `${host} ${what.en}${note}`, ko: `${host}: ${what.ko}${note}` }, advice };
}

/** What a model is told to do about it: it cannot change anything itself. */
export const adviseModel = (advice: Localized): string => `Tell the user, or whoever set up this server: ${advice.en}`;

/** Explains a response that came from another server, such as the login page of a network. */
export const FOREIGN_RESPONSE_ADVICE: Localized = {
  en: 'Check PORTONE_V1_BASE_URL and any proxy, firewall or login page of the network between this server and PortOne.',
  ko: 'PORTONE_V1_BASE_URL과, 이 컴퓨터와 포트원 사이의 프록시·방화벽·네트워크 로그인 페이지를 확인하세요.',
};

export const SLOW_RESPONSE_ADVICE: Localized = findCause(NO_RESPONSE)?.advice ?? FOREIGN_RESPONSE_ADVICE;
