import { badParameter } from './graph-error.ts';
import { isObject, parseObject } from './parse-json.ts';

/** A send request whose shape is right; recipient and content are still to be looked at. */
export interface SendRequest {
  readonly recipientKey: string;
  readonly recipient: unknown;
  readonly tag: string | null;
  readonly message: Readonly<Record<string, unknown>> | null;
}

const RECIPIENT_KEYS = [
  'id',
  'user_ref',
  'comment_id',
  'post_id',
  'phone_number',
  'one_time_notif_token',
  'notification_messages_token',
];
const MESSAGING_TYPES = ['RESPONSE', 'UPDATE', 'MESSAGE_TAG', 'UTILITY'];
const SENDER_ACTIONS = ['typing_on', 'typing_off', 'mark_seen'];

/**
 * Checks the shape of a send request, as JSON or as a form with objects in JSON.
 * @throws {GraphError} code 100 that names the parameter
 */
export function readSendRequest(params: Readonly<Record<string, unknown>>): SendRequest {
  const recipient = objectParam(params, 'recipient');
  if (!recipient) throw badParameter('The parameter recipient is required');
  const keys = Object.keys(recipient).filter((key) => RECIPIENT_KEYS.includes(key));
  const [recipientKey] = keys;
  if (recipientKey === undefined || keys.length > 1) {
    throw badParameter(`Param recipient must have exactly one of {${RECIPIENT_KEYS.join(', ')}}`);
  }
  const message = objectParam(params, 'message');
  checkAction(message, params['sender_action']);
  return { recipientKey, recipient: recipient[recipientKey], tag: readTag(params), message };
}

function checkAction(message: object | null, action: unknown): void {
  if (message && action !== undefined) throw badParameter('Param sender_action cannot be sent with a message', 2018014);
  if (!message && action === undefined) throw badParameter('The parameter message is required');
  if (action !== undefined && !SENDER_ACTIONS.includes(String(action))) {
    throw badParameter(`Param sender_action must be one of {${SENDER_ACTIONS.join(', ')}}`);
  }
}

function readTag(params: Readonly<Record<string, unknown>>): string | null {
  const type = params['messaging_type'];
  if (type !== undefined && !MESSAGING_TYPES.includes(String(type))) {
    throw badParameter(`Param messaging_type must be one of {${MESSAGING_TYPES.join(', ')}}`);
  }
  const tag = params['tag'];
  if (type === 'MESSAGE_TAG' && typeof tag !== 'string') throw badParameter('The parameter tag is required');
  return typeof tag === 'string' ? tag : null;
}

function objectParam(params: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> | null {
  const value = params[name];
  if (value === undefined) return null;
  const object = typeof value === 'string' ? parseObject(value) : isObject(value) ? value : null;
  if (!object) throw badParameter(`Param ${name} must be an object`);
  return object;
}
