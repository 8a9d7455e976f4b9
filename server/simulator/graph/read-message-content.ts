import type { PageMessage } from '../page-side/write-as-page.ts';
import type { Choice } from '../state/world.ts';
import { badParameter, type GraphError } from './graph-error.ts';
import { isObject } from './parse-json.ts';
import { MEDIA_TYPES, type SentMedia } from './upload-attachment.ts';

const MAX_TEXT = 2000;
const MAX_BUTTON_TEXT = 640;
const MAX_METADATA = 1000;
const MAX_QUICK_REPLIES = 13;
const MAX_BUTTONS = 3;
const MAX_TITLE = 20;

type Fields = Readonly<Record<string, unknown>>;

/** What a `message` says; media carry the id under which they can be sent again. */
export interface MessageContent extends PageMessage {
  readonly attachment?: SentMedia | undefined;
}

/**
 * What a `message` says, as far as the simulated phone can show it: text, media, quick replies, a template with postback
 * buttons. It says no to everything else, instead of showing half of it.
 * @throws {GraphError} code 100
 */
export function readMessageContent(message: Fields, readMedia: (attachment: Fields) => SentMedia): MessageContent {
  const { text, metadata, quick_replies, attachment, ...rest } = message;
  const [foreign] = Object.keys(rest);
  if (foreign !== undefined) throw unsupported(foreign);
  const media = isObject(attachment) && MEDIA_TYPES.includes(String(attachment['type'])) ? readMedia(attachment) : null;
  const template = attachment === undefined || media ? null : readTemplate(attachment);
  const said = template ? template.text : media && text === undefined ? '' : readText('text', text, MAX_TEXT);
  if (media && said !== '') throw badParameter('Param message must have exactly one of {text, attachment}');
  return {
    text: said,
    buttons: template?.buttons,
    quickReplies: readQuickReplies(quick_replies),
    metadata: readMetadata(metadata),
    attachment: media ?? undefined,
  };
}

function readMetadata(metadata: unknown): string | undefined {
  if (metadata === undefined) return undefined;
  if (typeof metadata !== 'string') throw badParameter('Param message[metadata] must be a string');
  if (metadata.length >= MAX_METADATA) throw tooLong('metadata', MAX_METADATA);
  return metadata;
}

function readText(name: string, text: unknown, most: number): string {
  if (typeof text !== 'string' || text === '') {
    throw badParameter('Message cannot be empty, must provide valid attachment or text', 2018034);
  }
  if ([...text].length > most) throw tooLong(name, most);
  return text;
}

function readQuickReplies(value: unknown): Choice[] | undefined {
  return value === undefined
    ? undefined
    : readChoices('quick_replies', value, MAX_QUICK_REPLIES, 'content_type', 'text');
}

function readTemplate(attachment: unknown): { text: string; buttons: Choice[] } {
  const { type, payload } = isObject(attachment) ? attachment : {};
  if (type !== 'template' || !isObject(payload) || payload['template_type'] !== 'button')
    throw unsupported('attachment');
  const buttons = readChoices('attachment][payload][buttons', payload['buttons'], MAX_BUTTONS, 'type', 'postback');
  return { text: readText('attachment][payload][text', payload['text'], MAX_BUTTON_TEXT), buttons };
}

function readChoices(name: string, value: unknown, most: number, typeKey: string, type: string): Choice[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > most) {
    throw badParameter(`Param message[${name}] must be a list of 1 to ${most}`);
  }
  return value.map((item: unknown, index) => {
    const { [typeKey]: itsType, title, payload } = isObject(item) ? item : {};
    if (itsType !== type) throw unsupported(`${name}][${index}][${typeKey}`);
    if (typeof title !== 'string' || title === '' || [...title].length > MAX_TITLE) {
      throw badParameter(`Param message[${name}][${index}][title] must have 1 to ${MAX_TITLE} characters`);
    }
    return { title, payload: typeof payload === 'string' ? payload : title };
  });
}

function unsupported(name: string): GraphError {
  return badParameter(`Param message[${name}] is not supported by this simulator`);
}

function tooLong(name: string, limit: number): GraphError {
  return badParameter(`Length of param message[${name}] must be less than or equal to ${limit}`);
}
