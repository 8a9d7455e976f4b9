import { isIP } from 'node:net';
import type { Ctx } from '../../base/ctx.ts';
import { addressKind } from '../../base/http/address-kind.ts';
import { refuseSetting } from './refuse-setting.ts';

/**
 * Refuses an address that leads to this machine (unless the operator allows it) or into a private network, as far as the address itself
 * says so; a name is looked up when it is called.
 * @throws {ThreadtieError} `invalid_request`
 */
export function assertWebAddress(ctx: Ctx, field: string, address: string): URL {
  const url = URL.parse(address);
  if (!url) throw refuseSetting(field, 'It is not a URL.', 'Give an address such as https://shop.example/path.');
  const kind = kindOf(url.hostname.replace(/^\[|\]$/g, ''));
  if (kind === 'public' || (kind === 'loopback' && ctx.settings.allowsLocalAddresses)) return url;
  throw refuseSetting(
    field,
    'The address leads to this machine or into a private network.',
    'Give an address that the world can reach; for development there is ALLOW_LOCAL_ADDRESSES.',
  );
}

function kindOf(host: string): 'public' | 'loopback' | 'inner' {
  if (isIP(host)) return addressKind(host);
  return /(^|\.)localhost\.?$/i.test(host) ? 'loopback' : 'public';
}
