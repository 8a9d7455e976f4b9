import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { buildConnector } from 'undici';
import { addressKind } from './address-kind.ts';
import { GuardedFetchError } from './guarded-fetch-error.ts';

type Connect = buildConnector.connector;

/** The addresses of a name, in the order in which they are tried. */
export type LookUp = (hostname: string) => Promise<readonly string[]>;

/** Asks the system, as every program does: hosts file first, then DNS. */
export const systemLookUp: LookUp = async (hostname) => {
  const found = await lookup(hostname, { all: true, order: 'verbatim' });
  return found.map(({ address }) => address);
};

/** What a connection may lead to. */
export interface ConnectionGuard {
  readonly lookUp: LookUp;
  readonly allowsLoopback: boolean;
}

/**
 * Opens connections only to addresses that lead into the world. The name is looked up once, every address it has must pass, and the
 * connection goes to one that did: a name server that answers differently the next moment changes nothing.
 * @param open opens the socket, to a literal address
 */
export function guardedConnector(open: Connect, guard: ConnectionGuard): Connect {
  return (options, callback) => void openChecked(open, options, guard, callback);
}

async function openChecked(
  open: Connect,
  options: buildConnector.Options,
  guard: ConnectionGuard,
  callback: buildConnector.Callback,
): Promise<void> {
  let addresses: readonly string[];
  try {
    addresses = await checkedAddresses(options, guard);
  } catch (error) {
    callback(error instanceof Error ? error : new GuardedFetchError('not_reachable'), null);
    return;
  }
  // A certificate is that of the name, whatever address it was looked up to.
  openFirst(open, isIP(options.hostname) ? options : named(options), addresses, callback);
}

function named(options: buildConnector.Options): buildConnector.Options {
  return { ...options, servername: options.servername ?? options.hostname };
}

async function checkedAddresses(
  { hostname, protocol }: buildConnector.Options,
  guard: ConnectionGuard,
): Promise<readonly string[]> {
  const addresses = isIP(hostname) ? [hostname] : await guard.lookUp(hostname);
  if (addresses.length === 0) throw new GuardedFetchError('not_reachable');
  const kinds = addresses.map(addressKind);
  const passes = kinds.every((kind) => kind === 'public' || (kind === 'loopback' && guard.allowsLoopback));
  if (!passes) throw new GuardedFetchError('address_not_allowed');
  if (protocol !== 'https:' && kinds.includes('public')) throw new GuardedFetchError('scheme_not_allowed');
  return addresses;
}

/** One after the other, as long as nobody is there: a machine without IPv6 gets on to the IPv4 address. */
function openFirst(
  open: Connect,
  options: buildConnector.Options,
  [address = '', ...others]: readonly string[],
  callback: buildConnector.Callback,
): void {
  open({ ...options, hostname: address }, (...result) => {
    if (result[0] !== null && others.length > 0) openFirst(open, options, others, callback);
    else callback(...result);
  });
}
