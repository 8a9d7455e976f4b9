import { GraphError, oauthError } from './graph-error.ts';

/** What can have killed a token. */
export type TokenTrouble = 'expired' | 'revoked' | 'password_changed' | 'logged_out' | 'role_lost';

const DEAD: Readonly<Record<TokenTrouble, readonly [subcode: number, why: string]>> = {
  expired: [463, 'Session has expired.'],
  revoked: [458, 'The user has not authorized application.'],
  password_changed: [460, 'The session has been invalidated because the user changed their password.'],
  logged_out: [467, 'The session is invalid because the user logged out.'],
  role_lost: [492, 'The user has no role on this Page any more.'],
};

/** The token once was right. */
export function deadToken(trouble: TokenTrouble): GraphError {
  const [subcode, why] = DEAD[trouble];
  return oauthError(`Error validating access token: ${why}`, 190, subcode);
}

/** The token is missing, or was never given out. */
export function invalidToken(): GraphError {
  return oauthError('Invalid OAuth access token.', 190);
}

/** The call carried a proof that does not fit its token. */
export function invalidProof(): GraphError {
  return proofError('Invalid appsecret_proof provided in the API argument');
}

/** The app demands a proof with every call. */
export function missingProof(): GraphError {
  return proofError('API calls from the server require an appsecret_proof argument');
}

/** The token lacks a permission of the app. Which code comes for which permission is not documented. */
export function missingPermission(scope: string): GraphError {
  const code = scope === 'pages_messaging' ? 230 : 200;
  return oauthError(`(#${code}) Requires ${scope} permission to manage the object`, code);
}

/** Whoever the token belongs to may not do this with the Page. The wording is not documented. */
export function missingTask(task: string): GraphError {
  return oauthError(`(#200) The user must have the ${task} task on this Page.`, 200);
}

/** The app's secret is wrong in a call that carries it. */
export function invalidSecret(): GraphError {
  return oauthError('Error validating client secret.', 1);
}

function proofError(message: string): GraphError {
  return new GraphError({ message, type: 'GraphMethodException', code: 100 });
}
