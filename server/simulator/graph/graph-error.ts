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

/** The app is in development, and this person has no role on it. */
export function inDevelopment(): GraphError {
  const message =
    '(#200) Cannot message users who are not admins, developers or testers of the app until pages_messaging permission ' +
    'is reviewed and the app is live.';
  return oauthError(message, 200, 2018028);
}

/** The Page may not send for now. */
export function pageRestricted(): GraphError {
  return oauthError('(#10) This Page is restricted from sending messages.', 10, 1893063);
}

/** The roles of the apps do not allow this change of control. */
export function wrongReceiverRole(): GraphError {
  const message = '(#2018171) Only the primary or a secondary receiver of this thread can do this.';
  return oauthError(message, 2018171);
}

/** Another app controls the thread of an Instagram account. */
export function notInstagramOwner(): GraphError {
  return badParameter('The thread owner has archived or deleted this conversation, or it is not yours.', 2534037);
}

/** The token of an account linking is unknown or older than five minutes. */
export function invalidLinkingToken(): GraphError {
  return oauthError('(#10303) Invalid account_linking_token', 10303);
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
  return oauthError(`(#100) ${message}`, 100, subcode);
}

/** The recipient is nobody this Page can write to. */
export function noMatchingUser(): GraphError {
  return badParameter('No matching user found', 2018001);
}

/** One of the message tags that the platform has withdrawn. */
export function deadTag(): GraphError {
  return oauthError('Invalid parameter', 100, 1893061);
}

/** More than 24 hours have passed since the person's last action. */
export function outsideWindow(): GraphError {
  const message =
    '(#10) This message is sent outside of allowed window. Learn more about the new policy here: ' +
    'https://developers.facebook.com/docs/messenger-platform/policy-overview';
  return oauthError(message, 10, 2018278);
}

/** The person blocks the Page or is gone. */
export function personUnavailable(): GraphError {
  return oauthError("(#551) This person isn't available right now.", 551, 1545041);
}

/** Another app owns the thread. */
export function notThreadOwner(): GraphError {
  const message = '(#10) Message failed to send because another app is controlling this thread now.';
  return oauthError(message, 10, 2018300);
}

/** The server failed the verification handshake. */
export function callbackFailed(message: string): GraphError {
  return oauthError(`(#2200) ${message}`, 2200);
}

/** An error of the usual type, with a subcode where there is one. */
export function oauthError(message: string, code: number, subcode?: number): GraphError {
  const head = { message, type: 'OAuthException', code } as const;
  return new GraphError(subcode === undefined ? head : { ...head, error_subcode: subcode });
}
