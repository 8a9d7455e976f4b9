import { ThreadtieError } from '../base/errors.ts';

/**
 * How much of a body that is too large is read, and forgotten, before the refusal: who is still sending when the connection
 * closes may never read the answer.
 */
const HEARD_OUT_BYTES = 32 * 1024 * 1024;

/**
 * Reads a request's bytes as they came.
 * @throws {ThreadtieError} `body_too_large` past `limit` bytes, `invalid_request` when the caller hung up
 */
export async function readBody(request: Request, limit: number): Promise<Buffer> {
  const announced = request.headers.get('content-length');
  if (Number(announced) > HEARD_OUT_BYTES) throw tooLarge(limit);
  try {
    // A body of known length is read in one go, which is much faster than as a stream.
    const isKnown = announced !== null && !request.headers.has('transfer-encoding');
    if (isKnown && Number(announced) <= limit) return Buffer.from(await request.arrayBuffer());
    return await readStream(request, limit);
  } catch (error) {
    if (error instanceof ThreadtieError) throw error;
    throw new ThreadtieError('invalid_request', 'The body ended too early.', 'Send it again.', { cause: error });
  }
}

async function readStream(request: Request, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > HEARD_OUT_BYTES) throw tooLarge(limit);
    if (size <= limit) chunks.push(chunk);
  }
  if (size > limit) throw tooLarge(limit);
  return Buffer.concat(chunks);
}

function tooLarge(limit: number): ThreadtieError {
  return new ThreadtieError(
    'body_too_large',
    `The body is larger than ${limit} bytes.`,
    'Deliveries of the Messenger Platform are never that large; check what calls this address.',
  );
}
