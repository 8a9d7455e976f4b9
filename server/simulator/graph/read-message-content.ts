import type { PageMessage } from '../page-side/write-as-page.ts';
import type { Person } from '../state/world.ts';
import { readContentText, tooLongContent, unsupportedContent, wrongContent } from './content-error.ts';
import { badParameter } from './graph-error.ts';
import { isObject } from './parse-json.ts';
import { readQuickReplies } from './read-quick-replies.ts';
import { readTemplate } from './read-template.ts';
import { MEDIA_TYPES, type SentMedia } from './upload-attachment.ts';

const MAX_TEXT = 2000;
const MAX_METADATA = 1000;

type Fields = Readonly<Record<string, unknown>>;

/** What a `message` says; media carry the id under which they can be sent again. */
export interface MessageContent extends PageMessage {
  readonly attachment?: SentMedia | undefined;
}

/**
 * What a `message` says, as far as the simulated phone can show it: text, media, quick replies, a button or generic template.
 * It says no to everything else, instead of showing half of it.
 * @throws {GraphError} code 100
 */
export function readMessageContent(
  message: Fields,
  { person, readMedia }: { readonly person: Person; readMedia(attachment: Fields): SentMedia },
): MessageContent {
  const { text, metadata, quick_replies, attachment, ...rest } = message;
  const [foreign] = Object.keys(rest);
  if (foreign !== undefined) throw unsupportedContent(foreign);
  const media = isObject(attachment) && MEDIA_TYPES.includes(String(attachment['type'])) ? readMedia(attachment) : null;
  const template = attachment === undefined || media ? null : readTemplate(attachment);
  if (attachment !== undefined && text !== undefined && text !== '') {
    throw badParameter('Param message must have exactly one of {text, attachment}');
  }
  return {
    text: template ? template.text : media ? '' : readContentText('text', text, MAX_TEXT),
    buttons: template?.buttons,
    cards: template?.cards,
    quickReplies: readQuickReplies(quick_replies, person),
    metadata: readMetadata(metadata),
    attachment: media ?? undefined,
  };
}

function readMetadata(metadata: unknown): string | undefined {
  if (metadata === undefined) return undefined;
  if (typeof metadata !== 'string') throw wrongContent('metadata', 'must be a string');
  if (metadata.length >= MAX_METADATA) throw tooLongContent('metadata', MAX_METADATA);
  return metadata;
}
