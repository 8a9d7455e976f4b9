import ipaddr from 'ipaddr.js';
import { storable } from '../../shared/storable.ts';

const KEPT_BITS = { ipv4: 24, ipv6: 48 } as const;
const MAX_AGENT = 120;

/** Where a proof came from, as little of it as is worth keeping. */
export interface ShortenedOrigin {
  readonly address: string | null;
  readonly agent: string | null;
}

/** Cuts an address to its network (/24, /48) and a browser's name to 120 characters; what is no address is dropped. */
export function shortenOrigin(origin: {
  readonly address: string | null;
  readonly agent: string | null;
}): ShortenedOrigin {
  const agent = origin.agent === null ? null : [...storable(origin.agent)].slice(0, MAX_AGENT).join('');
  return { address: origin.address === null ? null : networkOf(origin.address), agent };
}

/** Also of an address that was cut before. */
function networkOf(given: string): string | null {
  const [address = ''] = given.split('/');
  if (!ipaddr.isValid(address)) return null;
  const parsed = ipaddr.process(address);
  const bits = KEPT_BITS[parsed.kind()];
  const whole = `${parsed.toString()}/${bits}`;
  const network =
    parsed instanceof ipaddr.IPv6
      ? ipaddr.IPv6.networkAddressFromCIDR(whole)
      : ipaddr.IPv4.networkAddressFromCIDR(whole);
  return `${network.toString()}/${bits}`;
}
