import type { Person, QuickReply } from '../state/world.ts';
import { readTapPayload, readTapTitle, unsupportedContent, wrongContent } from './content-error.ts';
import { isObject } from './parse-json.ts';

const MAX_QUICK_REPLIES = 13;

/** What the phone offers by itself, from its owner's profile. */
const OF_THE_PROFILE: Readonly<Record<string, (person: Person) => string>> = {
  user_email: (person) => `${person.id}@example.com`,
  user_phone_number: (person) => `+44 20 7946 ${String(person.asid).slice(-4)}`,
};

/**
 * The quick replies of a message as the phone of this person offers them.
 * @throws {GraphError} code 100 that names the part
 */
export function readQuickReplies(value: unknown, person: Person): QuickReply[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || value.length === 0 || value.length > MAX_QUICK_REPLIES) {
    throw wrongContent('quick_replies', `must be a list of 1 to ${MAX_QUICK_REPLIES}`);
  }
  return value.map((item: unknown, index) => readQuickReply(`quick_replies][${index}`, item, person));
}

function readQuickReply(name: string, item: unknown, person: Person): QuickReply {
  const { content_type, title, payload, image_url } = isObject(item) ? item : {};
  const fill = OF_THE_PROFILE[String(content_type)];
  if (fill) return { title: fill(person), payload: fill(person), imageUrl: null };
  if (content_type !== 'text') throw unsupportedContent(`${name}][content_type`);
  const imageUrl = readImageUrl(name, image_url);
  return {
    title: readTapTitle(name, title),
    payload: readTapPayload(name, payload, imageUrl !== null),
    imageUrl,
  };
}

function readImageUrl(name: string, url: unknown): string | null {
  if (url === undefined || url === null || url === '') return null;
  if (typeof url !== 'string' || !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw wrongContent(`${name}][image_url`, 'must be a web address');
  }
  return url;
}
