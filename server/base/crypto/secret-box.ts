import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { ThreadtieError } from '../errors.ts';

const ALGORITHM = 'aes-256-gcm';
const VERSION = 'v1';

/** Seals secrets for storage: readable only with the key, and only for the purpose they were sealed for. */
export interface SecretBox {
  /** Seals `text`. `purpose` (such as `page-token:123`) must be given again to open it, so that rows cannot be swapped. */
  seal(text: string, purpose: string): string;
  /**
   * Opens what any of the keys sealed.
   * @throws {ThreadtieError} `internal` when no key fits or the text was tampered with
   */
  open(sealed: string, purpose: string): string;
  /**
   * Digests by which a secret that is too short to be hidden by a bare hash is kept and found again: one for each key, that of
   * the key that seals first. Without the keys nobody can try them out.
   */
  digests(text: string, purpose: string): readonly [string, ...string[]];
}

/**
 * @param keys at least one, each 32 bytes or more of any text: the first seals, all open
 */
export function createSecretBox(keys: readonly [string, ...string[]]): SecretBox {
  const derived = keys.map((key) => createHash('sha256').update(`threadtie:seal:${key}`).digest());
  const byId = new Map(derived.map((key) => [keyId(key), key]));
  const first = derived[0] as Buffer;
  const digestKeys = keys.map((key) => createHash('sha256').update(`threadtie:digest:${key}`).digest());
  return {
    seal(text, purpose) {
      const iv = randomBytes(12);
      const cipher = createCipheriv(ALGORITHM, first, iv).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [VERSION, keyId(first), Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')].join('.');
    },
    open(sealed, purpose) {
      const [version, id, payload] = sealed.split('.');
      const key = byId.get(id ?? '');
      if (version !== VERSION || !key || !payload) throw cannotOpen();
      const bytes = Buffer.from(payload, 'base64url');
      try {
        const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, 12), { authTagLength: 16 });
        decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(12, 28));
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw cannotOpen(cause);
      }
    },
    digests(text, purpose) {
      const [newest, ...others] = digestKeys.map((key) => {
        return createHmac('sha256', key).update(`${purpose}\0${text}`).digest('base64url');
      });
      return [newest as string, ...others];
    },
  };
}

function keyId(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8);
}

function cannotOpen(cause?: unknown): ThreadtieError {
  return new ThreadtieError(
    'internal',
    'A stored secret could not be opened.',
    'ENCRYPTION_KEY must still contain the key it was sealed with (a comma list: the first seals, all open).',
    { cause },
  );
}
