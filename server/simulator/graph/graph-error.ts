import type { Random } from '../../base/random.ts';

/** What the Graph API answers instead of a result. */
export interface GraphErrorDetail {
  readonly message: string;
  readonly type: 'OAuthException' | 'GraphMethodException';
  readonly is_transient?: boolean;
  readonly code: number;
  readonly error_subcode?: number;
}

/** Ends a Graph call with the platform's error envelope; the status is 400 as observed, unless another is asked for. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  readonly detail: GraphErrorDetail;
  readonly httpStatus: number;

  constructor(detail: GraphErrorDetail, httpStatus = 400) {
    super(detail.message);
    this.detail = detail;
    this.httpStatus = httpStatus;
  }
}

/** The envelope around an error, with a fresh trace id: 23 characters that begin with A. */
export function errorEnvelope(error: GraphError, random: Random): object {
  return { error: { ...error.detail, fbtrace_id: `A${random.token(256).slice(0, 22)}` } };
}

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
  return oauth(`Error validating access token: ${why}`, 190, subcode);
}

/** The token is missing, or was never given out. */
export function invalidToken(): GraphError {
  return oauth('Invalid OAuth access token.', 190);
}

/** The call carried a proof that does not fit its token. */
export function invalidProof(): GraphError {
  const message = 'Invalid appsecret_proof provided in the API argument';
  return new GraphError({ message, type: 'GraphMethodException', code: 100 });
}

/** The app demands a proof with every call. */
export function missingProof(): GraphError {
  const message = 'API calls from the server require an appsecret_proof argument';
  return new GraphError({ message, type: 'GraphMethodException', code: 100 });
}

/** The token lacks a permission of the app. Which code comes for which permission is not documented. */
export function missingPermission(scope: string): GraphError {
  const code = scope === 'pages_messaging' ? 230 : 200;
  return oauth(`(#${code}) Requires ${scope} permission to manage the object`, code);
}

/** Whoever the token belongs to may not do this with the Page. The wording is not documented. */
export function missingTask(task: string): GraphError {
  return oauth(`(#200) The user must have the ${task} task on this Page.`, 200);
}

/** The app is in development, and this person has no role on it. */
export function inDevelopment(): GraphError {
  const message =
    '(#200) Cannot message users who are not admins, developers or testers of the app until pages_messaging permission ' +
    'is reviewed and the app is live.';
  return oauth(message, 200, 2018028);
}

/** The Page may not send for now. */
export function pageRestricted(): GraphError {
  return oauth('(#10) This Page is restricted from sending messages.', 10, 1893063);
}

/** The roles of the apps do not allow this change of control. */
export function wrongReceiverRole(): GraphError {
  const message = '(#2018171) Only the primary or a secondary receiver of this thread can do this.';
  return oauth(message, 2018171);
}

/** Another app controls the thread of an Instagram account. */
export function notInstagramOwner(): GraphError {
  return badParameter('The thread owner has archived or deleted this conversation, or it is not yours.', 2534037);
}

/** The token of an account linking is unknown or older than five minutes. */
export function invalidLinkingToken(): GraphError {
  return oauth('(#10303) Invalid account_linking_token', 10303);
}

/** The app's secret is wrong in a call that carries it. */
export function invalidSecret(): GraphError {
  return oauth('Error validating client secret.', 1);
}

/** No such object, or not visible to this token: the platform does not tell the two apart. */
export function unknownObject(method: string, id: string): GraphError {
  const message =
    `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing ` +
    'permissions, or does not support this operation. Please read the Graph API documentation at ' +
    'https://developers.facebook.com/docs/graph-api';
  return new GraphError({ message, type: 'GraphMethodException', code: 100, error_subcode: 33 });
}

/** A parameter is missing or wrong. */
export function badParameter(message: string, subcode?: number): GraphError {
  return oauth(`(#100) ${message}`, 100, subcode);
}

/** The recipient is nobody this Page can write to. */
export function noMatchingUser(): GraphError {
  return badParameter('No matching user found', 2018001);
}

/** One of the message tags that the platform has withdrawn. */
export function deadTag(): GraphError {
  return oauth('Invalid parameter', 100, 1893061);
}

/** More than 24 hours have passed since the person's last action. */
export function outsideWindow(): GraphError {
  const message =
    '(#10) This message is sent outside of allowed window. Learn more about the new policy here: ' +
    'https://developers.facebook.com/docs/messenger-platform/policy-overview';
  return oauth(message, 10, 2018278);
}

/** The person blocks the Page or is gone. */
export function personUnavailable(): GraphError {
  return oauth("(#551) This person isn't available right now.", 551, 1545041);
}

/** Another app owns the thread. */
export function notThreadOwner(): GraphError {
  const message = '(#10) Message failed to send because another app is controlling this thread now.';
  return oauth(message, 10, 2018300);
}

/** The server failed the verification handshake. */
export function callbackFailed(message: string): GraphError {
  return oauth(`(#2200) ${message}`, 2200);
}

function oauth(message: string, code: number, subcode?: number): GraphError {
  const head = { message, type: 'OAuthException', code } as const;
  return new GraphError(subcode === undefined ? head : { ...head, error_subcode: subcode });
}
