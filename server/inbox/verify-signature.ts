import { createHmac } from 'node:crypto';
import { equalDigests, hmacSha256 } from '../base/crypto/hash.ts';

/** What the inbox needs to know of a Meta app: any of the secrets may have signed. */
export interface AppCredentials {
  readonly id: string;
  readonly secrets: readonly string[];
  readonly verifyToken: string;
  /** Accepts the older SHA-1 signature where the newer one is absent. */
  readonly allowsSha1: boolean;
}

/** The bytes of one POST and the headers that prove where they come from. */
export interface SignedBody {
  readonly body: Buffer;
  /** `X-Hub-Signature-256` */
  readonly sha256: string | undefined;
  /** `X-Hub-Signature` */
  readonly sha1: string | undefined;
}

declare const verified: unique symbol;

/** Bytes that one of our apps' secrets has signed. Only `verifySignature` makes one, and only this can be stored. */
export interface VerifiedDelivery {
  readonly [verified]: true;
  readonly appId: string;
  readonly body: Buffer;
}

const SHA256 = /^sha256=([0-9a-f]{64})$/;
const SHA1 = /^sha1=([0-9a-f]{40})$/;

/**
 * Finds the app that signed these very bytes; null when none did. Several values in a header, upper-case digits, and a
 * SHA-1 signature that the app did not opt in to count as none.
 * @see https://developers.facebook.com/docs/messenger-platform/webhooks#validate-payloads
 */
export function verifySignature(apps: readonly AppCredentials[], signed: SignedBody): VerifiedDelivery | null {
  const app = signed.sha256 === undefined ? signerBySha1(apps, signed) : signerBySha256(apps, signed);
  return app ? brand(app.id, signed.body) : null;
}

function signerBySha256(apps: readonly AppCredentials[], { body, sha256 }: SignedBody): AppCredentials | undefined {
  const signature = SHA256.exec(sha256 ?? '')?.[1];
  if (!signature) return undefined;
  const bytes = Buffer.from(signature, 'hex');
  return apps.find((app) => app.secrets.some((secret) => equalDigests(hmacSha256(secret, body), bytes)));
}

function signerBySha1(apps: readonly AppCredentials[], { body, sha1 }: SignedBody): AppCredentials | undefined {
  const signature = SHA1.exec(sha1 ?? '')?.[1];
  if (!signature) return undefined;
  const bytes = Buffer.from(signature, 'hex');
  const signs = (secret: string): boolean => equalDigests(createHmac('sha1', secret).update(body).digest(), bytes);
  return apps.filter((app) => app.allowsSha1).find((app) => app.secrets.some(signs));
}

/** The one place where the brand is put on: the caller has just compared the signature. */
function brand(appId: string, body: Buffer): VerifiedDelivery {
  return { appId, body } as VerifiedDelivery;
}
