import { badParameter, type GraphError } from './graph-error.ts';

const MAX_TITLE = 20;
const MAX_PAYLOAD = 1000;

/** Something a message may hold on the platform, but not here: said, instead of showing half of it. */
export function unsupportedContent(name: string): GraphError {
  return badParameter(`Param message[${name}] is not supported by this simulator`);
}

/** A text longer than the platform takes. */
export function tooLongContent(name: string, limit: number): GraphError {
  return badParameter(`Length of param message[${name}] must be less than or equal to ${limit}`);
}

/** A part that breaks a rule of the platform; `rule` goes on after its name. */
export function wrongContent(name: string, rule: string): GraphError {
  return badParameter(`Param message[${name}] ${rule}`);
}

/**
 * The text of this name, at least one character and at most so many.
 * @throws {GraphError} 100, with 2018034 when there is none
 */
export function readContentText(name: string, text: unknown, most: number): string {
  if (typeof text !== 'string' || text === '') {
    throw badParameter('Message cannot be empty, must provide valid attachment or text', 2018034);
  }
  if ([...text].length > most) throw tooLongContent(name, most);
  return text;
}

/** A title to tap: 1 to 20 characters. @throws {GraphError} 100 */
export function readTapTitle(name: string, title: unknown): string {
  if (typeof title !== 'string' || title === '' || [...title].length > MAX_TITLE) {
    throw wrongContent(`${name}][title`, `must have 1 to ${MAX_TITLE} characters`);
  }
  return title;
}

/** What a tap answers with: 1 to 1000 characters, unless it may be empty. @throws {GraphError} 100 */
export function readTapPayload(name: string, payload: unknown, mayBeEmpty = false): string {
  const isFilled = typeof payload === 'string' && (payload !== '' || mayBeEmpty);
  if (!isFilled || payload.length > MAX_PAYLOAD) {
    throw wrongContent(`${name}][payload`, `must have ${mayBeEmpty ? 0 : 1} to ${MAX_PAYLOAD} characters`);
  }
  return payload;
}
