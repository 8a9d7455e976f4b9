import type { Simulator } from '../simulator.ts';
import { platformId } from '../state/platform-id.ts';
import type { Page } from '../state/world.ts';
import type { PageCall } from './edge.ts';
import { badParameter, type GraphError } from './graph-error.ts';
import { isObject } from './parse-json.ts';

/** What can be uploaded and sent as it is. */
export const MEDIA_TYPES = ['image', 'audio', 'video', 'file'];

/** A file that is sent: where it lies, and the id under which it can be sent again. */
export interface SentMedia {
  readonly type: string;
  readonly url: string;
  readonly attachmentId: string | null;
}

/** Where the platform keeps what is uploaded; here nothing is kept but the name. */
const STORE = 'https://scontent.example.com';

const NO_FILES: ReadonlyMap<string, File> = new Map();

/**
 * Keeps a file for later sends, from an address or from the call itself.
 * @throws {GraphError} 100 for the type, 2018008 for an address that is none
 */
export function uploadAttachment(sim: Simulator, { page, params, request }: PageCall): object {
  const { message } = params;
  const attachment = isObject(message) ? message['attachment'] : undefined;
  if (!isObject(attachment)) throw badParameter('The parameter message[attachment] is required');
  const media = readMedia(sim, page, { attachment, files: request.files, isReusable: true });
  return { attachment_id: media.attachmentId };
}

/**
 * The file behind a media attachment: uploaded before, lying at an address, or part of the call.
 * @throws {GraphError} 100 for the type, 2018074 for an id of nothing of this Page, 2018008 for an address that is none
 */
export function readMedia(
  sim: Simulator,
  page: Page,
  input: {
    readonly attachment: Readonly<Record<string, unknown>>;
    readonly files?: ReadonlyMap<string, File> | undefined;
    readonly isReusable?: boolean | undefined;
  },
): SentMedia {
  const { type, payload } = input.attachment;
  if (!MEDIA_TYPES.includes(String(type))) {
    throw badParameter(`Param message[attachment][type] must be one of {${MEDIA_TYPES.join(', ')}}`);
  }
  const said = isObject(payload) ? payload : {};
  const id = said['attachment_id'];
  if (id !== undefined) return known(page, String(type), String(id));
  const [file] = (input.files ?? NO_FILES).values();
  const url = file ? `${STORE}/${encodeURIComponent(file.name)}` : said['url'];
  if (typeof url !== 'string' || !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) throw unfetchable();
  const isReusable = input.isReusable === true || ['true', '1'].includes(String(said['is_reusable']));
  return { type: String(type), url, attachmentId: isReusable ? keep(sim, page, String(type), url) : null };
}

function known(page: Page, type: string, id: string): SentMedia {
  const upload = page.uploads.find((one) => one.id === id);
  if (!upload) throw badParameter('Invalid attachment id, or it belongs to another Page.', 2018074);
  if (upload.type !== type) throw badParameter('Upload attachment failure.', 2018047);
  return { type, url: upload.url, attachmentId: null };
}

function keep(sim: Simulator, page: Page, type: string, url: string): string {
  const id = platformId(sim.random);
  page.uploads.push({ id, type, url });
  sim.store.changed();
  return id;
}

function unfetchable(): GraphError {
  return badParameter('Failed to fetch the file from the url', 2018008);
}
