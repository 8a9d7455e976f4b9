import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Encoding } from './choose-encoding.ts';

/** The bytes of a file as they travel, with the name of their content. */
export interface EncodedFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What it became: a file that would not get smaller stays as it is. */
  readonly encoding: Encoding;
  readonly etag: string;
}

interface Known {
  readonly stamp: string;
  readonly forms: Map<Encoding, Promise<EncodedFile>>;
}

/** More than the files of several versions of the widget; whoever serves more compresses the oldest again. */
const MOST_FILES = 300;
/** The best quality takes seconds for what is larger. */
const LARGE_BYTES = 256 * 1024;
const LARGE_QUALITY = 9;

const known = new Map<string, Known>();

/**
 * Reads a file in this form, compressed once in the life of the process and again when it has changed.
 * @throws when the file cannot be read
 */
export async function readEncoded(path: string, encoding: Encoding): Promise<EncodedFile> {
  const { mtimeMs, size } = await stat(path);
  const stamp = `${mtimeMs} ${size}`;
  let file = known.get(path);
  if (file?.stamp !== stamp) {
    file = { stamp, forms: new Map() };
    known.delete(path);
    known.set(path, file);
    for (const oldest of known.keys()) if (known.size > MOST_FILES) known.delete(oldest);
  }
  const form = file.forms.get(encoding) ?? encode(path, encoding);
  file.forms.set(encoding, form);
  form.catch(() => known.delete(path));
  return await form;
}

async function encode(path: string, wanted: Encoding): Promise<EncodedFile> {
  const plain = new Uint8Array(await readFile(path));
  const smaller = wanted === 'identity' ? plain : await compress(plain, wanted);
  const encoding = smaller.length < plain.length ? wanted : 'identity';
  const hash = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  return {
    bytes: encoding === 'identity' ? plain : smaller,
    encoding,
    etag: encoding === 'identity' ? `"${hash}"` : `"${hash}-${encoding}"`,
  };
}

async function compress(bytes: Uint8Array, encoding: 'br' | 'gzip'): Promise<Uint8Array<ArrayBuffer>> {
  if (encoding === 'gzip') return new Uint8Array(await promisify(gzip)(bytes, { level: 9 }));
  const quality = bytes.length > LARGE_BYTES ? LARGE_QUALITY : constants.BROTLI_MAX_QUALITY;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return new Uint8Array(await promisify(brotliCompress)(bytes, { params }));
}
