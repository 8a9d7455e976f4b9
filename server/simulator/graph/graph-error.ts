import type { Random } from '../../base/random.ts';

/** What the Graph API answers instead of a result. */
export interface GraphErrorDetail {
  readonly message: string;
  readonly type: 'OAuthException' | 'GraphMethodException';
  readonly code: number;
  readonly error_subcode?: number;
}

/** Ends a Graph call with the platform's error envelope; the status is 400 as observed. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  readonly detail: GraphErrorDetail;

  constructor(detail: GraphErrorDetail) {
    super(detail.message);
    this.detail = detail;
  }
}

/** The envelope around an error, with a fresh trace id: 23 characters that begin with A. */
export function errorEnvelope(error: GraphError, random: Random): object {
  return { error: { ...error.detail, fbtrace_id: `A${random.token(256).slice(0, 22)}` } };
}

/** The token is missing, or belongs to no Page. */
export function invalidToken(): GraphError {
  return oauth('Invalid OAuth access token.', 190);
}

/** The call carried a proof that does not fit its token. */
export function invalidProof(): GraphError {
  const message = 'Invalid appsecret_proof provided in the API argument';
  return new GraphError({ message, type: 'GraphMethodException', code: 100 });
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
