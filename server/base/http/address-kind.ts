import ipaddr from 'ipaddr.js';

/** Where an address leads: into the world, to this machine, or to somewhere inside (a private net, a link, a service). */
export type AddressKind = 'public' | 'loopback' | 'inner';

/** The part of IPv6 that is given out to the world; what lies outside is special, whatever it is called today. */
const GIVEN_OUT = ipaddr.IPv6.parseCIDR('2000::/3');

/** Tells where an IP address leads. An IPv4 address inside an IPv6 one counts as what it is; what is no address is `inner`. */
export function addressKind(text: string): AddressKind {
  if (!ipaddr.isValid(text)) return 'inner';
  const address = ipaddr.process(text);
  const range = address.range();
  if (range === 'loopback') return 'loopback';
  if (range !== 'unicast') return 'inner';
  return address instanceof ipaddr.IPv6 && !address.match(GIVEN_OUT) ? 'inner' : 'public';
}
