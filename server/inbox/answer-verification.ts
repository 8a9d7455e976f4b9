import { constantTimeEqual } from '../base/crypto/hash.ts';
import { ThreadtieError } from '../base/errors.ts';
import type { AppCredentials } from './verify-signature.ts';

/** The query of the platform's verification request. */
export interface VerificationQuery {
  readonly mode: string | undefined;
  readonly verifyToken: string | undefined;
  readonly challenge: string | undefined;
}

/**
 * Answers the challenge to echo when the verify token is that of one of the apps.
 * @throws {ThreadtieError} `invalid_request` when a parameter is missing, `verify_token_mismatch` otherwise
 * @see https://developers.facebook.com/docs/messenger-platform/webhooks#verification-requests
 */
export function answerVerification(apps: readonly AppCredentials[], query: VerificationQuery): string {
  const { mode, verifyToken, challenge } = query;
  if (!mode || !verifyToken || !challenge) {
    throw new ThreadtieError(
      'invalid_request',
      'A verification request needs "hub.mode", "hub.verify_token" and "hub.challenge".',
      'This address is for the Messenger Platform: enter it as the callback URL of your Meta app.',
    );
  }
  const matches = apps.filter((app) => app.verifyToken !== '' && constantTimeEqual(app.verifyToken, verifyToken));
  if (mode !== 'subscribe' || matches.length === 0) {
    throw new ThreadtieError(
      'verify_token_mismatch',
      'The verify token is not the one configured here.',
      'Enter the same verify token in the Meta app dashboard and in META_VERIFY_TOKEN.',
    );
  }
  return challenge;
}
