import type { UserTokenError, VisitIdentity } from '../../shared/visit.ts';

/** Why a visit carries no identity, for the site's developer: what happened and what to do. */
const MESSAGES: Record<UserTokenError, string> = {
  user_token_malformed: 'The user token is not a JWT. Pass the compact form, three parts with dots.',
  user_token_algorithm_not_allowed:
    'The user token must be signed with HS256, or with RS256, ES256 or EdDSA where the site has a public key for it.',
  user_token_header_not_allowed:
    "The user token's header may hold alg, kid and typ (JWT): no crit, and nothing that names or carries a key.",
  user_token_unknown_key:
    'The site has no key with which the user token could be checked: look at its kid and alg, and at GET /v1/sites/{id}.',
  user_token_keys_unavailable:
    "The site's keys could not be read from its jwksUrl: GET /v1/sites/{id} says why. Other visits are not harmed.",
  user_token_wrong_signature:
    "The user token's signature does not fit. Sign it with a secret of this site (userTokenSecret), or the key of its kid.",
  user_token_wrong_audience: "The user token's aud must be this site's id.",
  user_token_wrong_state:
    'The user token was made for something else: one with a state is for signing in from Messenger, not for a visit.',
  user_token_expired: 'The user token has expired. Make a fresh one for each click (user-token-url).',
  user_token_not_yet_valid: "The user token is not valid yet. Check the signing server's clock.",
  user_token_lives_too_long: "The user token's exp must be at most 10 minutes away.",
  user_token_missing_claim: 'The user token needs sub, jti (1 to 255 characters each, no NUL) and exp.',
  user_token_reused: 'This user token was used for another visit. Make a fresh jti for each click (user-token-url).',
  arrived_too_long_ago: 'The person arrived long before this visit was registered, so it is not tied to an account.',
  entry_point_not_active: 'The entry point is paused or archived: it attributes arrivals, but ties no accounts.',
};

/** The identity of a visit as the API tells it. */
export function describeIdentity(status: VisitIdentity['status'], code: UserTokenError | null): VisitIdentity {
  return { status, code, message: code ? MESSAGES[code] : null };
}
