/** At most that many domains may be allowed. */
export const MOST_DOMAINS = 50;

/** What of the sites' origins the platform can allow: https, a name and no address, no localhost. */
export function allowableOrigins(origins: readonly string[]): string[] {
  return [...new Set(origins)].filter((origin) => {
    const { protocol, hostname } = new URL(origin);
    const isName = hostname.includes('.') && !/^[0-9.]+$/.test(hostname) && !hostname.startsWith('[');
    return protocol === 'https:' && isName;
  });
}

/** The origins that are not among the domains; the platform answers domains with a slash at their end. */
export function missingDomains(origins: readonly string[], domains: readonly string[]): string[] {
  const known = new Set(domains.map((domain) => domain.replace(/\/+$/, '').toLowerCase()));
  return origins.filter((origin) => !known.has(origin));
}

/** The domains with the missing ones added, and those for which there was no room. */
export function mergeDomains(
  domains: readonly string[],
  absent: readonly string[],
): { readonly merged: string[]; readonly left: string[] } {
  const room = Math.max(0, MOST_DOMAINS - domains.length);
  return { merged: [...domains, ...absent.slice(0, room)], left: absent.slice(room) };
}
