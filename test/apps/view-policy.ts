/** The content security policy of a view, from the domains that its resource declares: as the specification has it. */
export function buildViewPolicy(csp: Readonly<Record<string, readonly string[]>>): string {
  const list = (name: string) => (csp[name] ?? []).map((domain) => ` ${domain}`).join('');
  const resources = list('resourceDomains');
  return [
    "default-src 'none'",
    `script-src 'self' 'unsafe-inline'${resources}`,
    `style-src 'self' 'unsafe-inline'${resources}`,
    `img-src 'self' data:${resources}`,
    `font-src 'self'${resources}`,
    `media-src 'self' data:${resources}`,
    `connect-src${list('connectDomains') || " 'none'"}`,
    `frame-src${list('frameDomains') || " 'none'"}`,
    `base-uri${list('baseUriDomains') || " 'self'"}`,
    "object-src 'none'",
  ].join('; ');
}
