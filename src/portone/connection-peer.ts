/** How PortOne is reached. */
export interface ConnectionSettings {
  baseUrl: string;
  /** The proxy through which https addresses are reached, and the hosts that are reached without it. */
  httpsProxy?: string;
  noProxy?: string;
}

/** The proxy through which PortOne is reached, without its password; undefined if it is reached directly. */
export function getProxyHost({ baseUrl, httpsProxy, noProxy = '' }: ConnectionSettings): string | undefined {
  const { protocol, hostname } = new URL(baseUrl);
  if (httpsProxy === undefined || protocol !== 'https:') return undefined;
  const isExcluded = noProxy.split(/[\s,]+/).some((entry) => {
    const name = entry.replace(/^\*?\./, '').replace(/:\d+$/, '');
    return entry === '*' || (name !== '' && (hostname === name || hostname.endsWith(`.${name}`)));
  });
  return isExcluded ? undefined : new URL(httpsProxy).host;
}

const TLS_CODES = /CERT|TLS|SSL|EPROTO|UNABLE_TO|PROXY/;

/** Returns a function that names the host at which a connection failed: behind a proxy, mostly the proxy. */
export function createPeerFinder(settings: ConnectionSettings): (code?: string) => string {
  const { host } = new URL(settings.baseUrl);
  const proxy = getProxyHost(settings);
  return (code = '') => (proxy !== undefined && (!TLS_CODES.test(code) || code.startsWith('PROXY_')) ? proxy : host);
}
