/** Why no response arrived, and what the operator can do about it. */
interface FailureCause {
  codes: RegExp;
  description: string;
  next: string;
  /** The same attempt may succeed a moment later. */
  transient: boolean;
}

const PROXY_HINT = 'Where only a proxy reaches the internet, HTTPS_PROXY must name it.';

const causes: readonly FailureCause[] = [
  {
    codes: /^ECONNREFUSED$/,
    description: 'the connection was refused',
    next: 'Nothing accepts connections at the configured address. The operator must check PORTONE_V1_BASE_URL, HTTPS_PROXY if it is set, and any firewall.',
    transient: true,
  },
  {
    codes: /^UND_ERR_ABORTED$/,
    description: 'the proxy refused the connection',
    next: 'The operator must check HTTPS_PROXY, its user name and password, and whether that proxy allows connections to PortOne.',
    transient: false,
  },
  {
    codes: /^(ENOTFOUND|EAI_\w+)$/,
    description: 'the host name could not be resolved',
    next: `The operator must check the internet connection, DNS and PORTONE_V1_BASE_URL. ${PROXY_HINT}`,
    transient: false,
  },
  {
    codes: /^(SELF_SIGNED_CERT\w*|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_\w+|CERT_UNTRUSTED|CERT_SIGNATURE_FAILURE)$/,
    description: 'the TLS certificate is not trusted',
    next: "A proxy or security program that inspects TLS presents a certificate of its own: the operator must set NODE_EXTRA_CA_CERTS to a PEM file with that program's CA certificate. Trying again does not help.",
    transient: false,
  },
  {
    codes: /^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/,
    description: 'the TLS certificate is not valid at this time',
    next: "The operator must check this machine's clock, and any proxy that inspects TLS.",
    transient: false,
  },
  {
    codes: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    description: 'the TLS certificate belongs to another host',
    next: 'Another server answers in place of PortOne: the operator must check PORTONE_V1_BASE_URL, DNS and any proxy.',
    transient: false,
  },
  {
    codes: /^(EPROTO|ERR_SSL_\w+|ERR_TLS_\w+)$/,
    description: 'the TLS handshake failed',
    next: 'The operator must check PORTONE_V1_BASE_URL and any proxy or firewall between this server and PortOne.',
    transient: false,
  },
  {
    codes: /^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN)$/,
    description: 'no connection could be made',
    next: `Try again in a few minutes. If it persists, the operator must check the internet connection and any firewall. ${PROXY_HINT}`,
    transient: true,
  },
];

const findCause = (code: string | undefined): FailureCause | undefined =>
  code === undefined ? undefined : causes.find(({ codes }) => codes.test(code));

/** Whether another attempt may succeed after this error code of the system, of TLS or of undici. */
export const isTransient = (code: string | undefined): boolean => findCause(code)?.transient ?? true;

/** Describes why no connection could be made. */
export function describeConnectionFailure(code: string | undefined): string {
  const description = findCause(code)?.description ?? 'the connection failed';
  return code === undefined ? description : `${description} (${code})`;
}

/** What to do about an error code; undefined if it says nothing in particular. */
export const getCauseNextStep = (code: string | undefined): string | undefined => findCause(code)?.next;

/** What to do about a response that does not arrive. */
export const SLOW_RESPONSE_NEXT_STEP =
  'PortOne, or the network on the way, is slow or down. Try again in a few minutes; if it persists, the operator must check any proxy or firewall between this server and PortOne.';
