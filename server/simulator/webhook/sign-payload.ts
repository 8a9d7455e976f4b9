import { createHmac } from 'node:crypto';

/** The two signature headers the platform sends with a webhook's bytes. */
export interface SignatureHeaders {
  readonly 'x-hub-signature': string;
  readonly 'x-hub-signature-256': string;
}

/** Signs exactly these bytes with the app secret, once the old way and once the new. */
export function signPayload(secret: string, body: string): SignatureHeaders {
  const hex = (algorithm: 'sha1' | 'sha256'): string => createHmac(algorithm, secret).update(body).digest('hex');
  return { 'x-hub-signature': `sha1=${hex('sha1')}`, 'x-hub-signature-256': `sha256=${hex('sha256')}` };
}
