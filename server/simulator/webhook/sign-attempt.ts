import { signPayload } from './sign-payload.ts';
import type { Faults } from './faults.ts';

/** Headers and bytes of one attempt. */
export interface WireBytes {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The bytes as they should be, both signatures over exactly them. */
export function signedBytes(secret: string, body: string): WireBytes {
  return { headers: { ...signPayload(secret, body) }, body };
}

/** The bytes as the faults leave them. `cutAt` is where a truncated body ends. */
export function spoiledBytes(secret: string, body: string, faults: Faults, cutAt: number): WireBytes {
  const isCut = faults.truncate !== 'off';
  const cut = isCut ? body.slice(0, cutAt) : body;
  const signed = signPayload(secret, faults.truncate === 'beforeSigning' ? cut : body);
  if (faults.signature === 'missing') return { headers: {}, body: cut };
  if (faults.signature === 'wrong') return { headers: { ...signPayload(`${secret}?`, cut) }, body: cut };
  if (faults.signature === 'sha1Only') return { headers: { 'x-hub-signature': signed['x-hub-signature'] }, body: cut };
  return { headers: { ...signed }, body: cut };
}
