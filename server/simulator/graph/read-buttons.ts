import type { Button } from '../state/world.ts';
import { readTapPayload, readTapTitle, unsupportedContent, wrongContent } from './content-error.ts';
import { isObject } from './parse-json.ts';

type Fields = Readonly<Record<string, unknown>>;

const MAX_BUTTONS = 3;
const HEIGHTS = ['compact', 'tall', 'full'];
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

const READERS: Readonly<Record<string, (name: string, fields: Fields) => Button>> = {
  postback: (name, { title, payload }) => ({
    type: 'postback',
    title: readTapTitle(name, title),
    payload: readTapPayload(name, payload),
  }),
  web_url: (name, { title, url, webview_height_ratio: height = 'full' }) => {
    if (!HEIGHTS.includes(String(height))) {
      throw wrongContent(`${name}][webview_height_ratio`, `must be one of {${HEIGHTS.join(', ')}}`);
    }
    if (typeof url !== 'string' || !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) throw badAddress(name, 'a web');
    return { type: 'web_url', title: readTapTitle(name, title), url };
  },
  account_link: (name, { url, ...rest }) => {
    refuseOthers(name, rest);
    if (typeof url !== 'string' || !isSecure(url)) throw badAddress(name, 'an https');
    return { type: 'account_link', url };
  },
  account_unlink: (name, rest) => {
    refuseOthers(name, rest);
    return { type: 'account_unlink' };
  },
};

/**
 * The buttons of a template. Those to log in and out have their titles from the phone: none may be given.
 * @param least 0 where a template does without
 * @throws {GraphError} code 100 that names the part
 */
export function readButtons(name: string, value: unknown, least: 0 | 1): Button[] {
  if (value === undefined && least === 0) return [];
  if (!Array.isArray(value) || value.length < least || value.length > MAX_BUTTONS) {
    throw wrongContent(name, `must be a list of ${least} to ${MAX_BUTTONS}`);
  }
  return value.map((item: unknown, index) => {
    const { type, ...fields } = isObject(item) ? item : {};
    const read = READERS[String(type)];
    if (!read) throw unsupportedContent(`${name}][${index}][type`);
    return read(`${name}][${index}`, fields);
  });
}

function refuseOthers(name: string, rest: Fields): void {
  const [foreign] = Object.keys(rest);
  if (foreign !== undefined) throw wrongContent(`${name}][${foreign}`, 'is not allowed for this type of button');
}

/** The platform takes https only; on this machine a server without a certificate is taken too. */
function isSecure(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && LOOPBACK.test(parsed.hostname));
}

function badAddress(name: string, kind: string): Error {
  return wrongContent(`${name}][url`, `must be ${kind} address`);
}
