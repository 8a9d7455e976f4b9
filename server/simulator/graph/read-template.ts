import type { Button, Card } from '../state/world.ts';
import { readContentText, tooLongContent, unsupportedContent, wrongContent } from './content-error.ts';
import { isObject } from './parse-json.ts';
import { readButtons } from './read-buttons.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a template shows: a text with buttons, or cards. */
export interface Template {
  readonly text: string;
  readonly buttons: readonly Button[];
  readonly cards: readonly Card[];
}

const PAYLOAD = 'attachment][payload';
const MAX_BUTTON_TEXT = 640;
const MAX_ELEMENTS = 10;
const MAX_CARD_TEXT = 80;

/**
 * A button template or a generic one.
 * @throws {GraphError} code 100 that names the part
 */
export function readTemplate(attachment: unknown): Template {
  const { type, payload } = isObject(attachment) ? attachment : {};
  if (type !== 'template' || !isObject(payload)) throw unsupportedContent('attachment');
  if (payload['template_type'] === 'generic') return { text: '', buttons: [], cards: readCards(payload['elements']) };
  if (payload['template_type'] !== 'button') throw unsupportedContent(`${PAYLOAD}][template_type`);
  return {
    text: readContentText(`${PAYLOAD}][text`, payload['text'], MAX_BUTTON_TEXT),
    buttons: readButtons(`${PAYLOAD}][buttons`, payload['buttons'], 1),
    cards: [],
  };
}

function readCards(value: unknown): Card[] {
  const name = `${PAYLOAD}][elements`;
  if (!Array.isArray(value) || value.length === 0 || value.length > MAX_ELEMENTS) {
    throw wrongContent(name, `must be a list of 1 to ${MAX_ELEMENTS}`);
  }
  return value.map((item: unknown, index) => readCard(`${name}][${index}`, isObject(item) ? item : {}));
}

function readCard(name: string, { title, subtitle, image_url, default_action, buttons }: Fields): Card {
  const card = {
    title: readContentText(`${name}][title`, title, MAX_CARD_TEXT),
    subtitle: readSubtitle(`${name}][subtitle`, subtitle),
    imageUrl: typeof image_url === 'string' && image_url !== '' ? image_url : null,
    buttons: readButtons(`${name}][buttons`, buttons, 0),
  };
  const isBare = card.subtitle === '' && card.imageUrl === null && card.buttons.length === 0;
  if (isBare && default_action === undefined) throw wrongContent(name, 'must have a property besides its title');
  return card;
}

function readSubtitle(name: string, subtitle: unknown): string {
  if (subtitle === undefined || subtitle === null) return '';
  if (typeof subtitle !== 'string') throw wrongContent(name, 'must be a string');
  if ([...subtitle].length > MAX_CARD_TEXT) throw tooLongContent(name, MAX_CARD_TEXT);
  return subtitle;
}
