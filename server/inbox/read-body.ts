import { ThreadtieError } from '../base/errors.ts';

/**
 * How much of a body that is refused is read, and forgotten, before the refusal: who is still sending when the connection
 * closes may never read the answer.
 */
const HEARD_OUT_BYTES = 32 * 1024 * 1024;

/** A body up to this size is no dearer than the connection it comes over. */
const SMALL_BYTES = 16 * 1024;

/** Reads a request's bytes as they came. */
export type ReadBody = (request: Request) => Promise<Buffer>;

/** How much is read. */
export interface ReadLimits {
  /** Of one body. */
  readonly maxBytes: number;
  /** Of all bodies that are being read at the same time: nobody knows yet who sends them. */
  readonly maxReadingBytes: number;
}

/** Memory that is lent for as long as a body is read. */
interface Room {
  /** Takes some bytes; answers false when there are no more. */
  take(bytes: number): boolean;
  give(bytes: number): void;
}

/**
 * Makes the function that reads bodies. What counts as being read is what has arrived, so that room is only held by sending;
 * a small body counts whole from its beginning on.
 * @throws {ThreadtieError} (the function) `body_too_large`, `storage_unavailable` when too much is being read already,
 * `invalid_request` when the caller hung up
 */
export function createBodyReader({ maxBytes, maxReadingBytes }: ReadLimits): ReadBody {
  const room = createRoom(maxReadingBytes);
  return async function readBody(request) {
    const announced = Number(request.headers.get('content-length') ?? Number.NaN);
    if (announced > HEARD_OUT_BYTES) throw tooLarge(maxBytes);
    const isSmall = announced <= Math.min(SMALL_BYTES, maxBytes) && !request.headers.has('transfer-encoding');
    try {
      // In one go, which is much faster than as a stream.
      if (isSmall && room.take(announced)) return await readWhole(request).finally(() => room.give(announced));
      return await readStream(request, maxBytes, room);
    } catch (error) {
      if (error instanceof ThreadtieError) throw error;
      throw new ThreadtieError('invalid_request', 'The body ended too early.', 'Send it again.', { cause: error });
    }
  };
}

function createRoom(size: number): Room {
  let left = size;
  return {
    take(bytes) {
      if (bytes > left) return false;
      left -= bytes;
      return true;
    },
    give: (bytes) => void (left += bytes),
  };
}

async function readWhole(request: Request): Promise<Buffer> {
  return Buffer.from(await request.arrayBuffer());
}

async function readStream(request: Request, limit: number, room: Room): Promise<Buffer> {
  const kept: Uint8Array[] = [];
  let size = 0;
  let refusal: ThreadtieError | undefined;
  const forget = (): void => kept.splice(0).forEach((chunk) => room.give(chunk.byteLength));
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > HEARD_OUT_BYTES) throw tooLarge(limit);
      if (size > limit) refusal = tooLarge(limit);
      else if (!refusal && !room.take(chunk.byteLength)) refusal = overloaded();
      if (refusal) forget();
      else kept.push(chunk);
    }
    if (refusal) throw refusal;
    return Buffer.concat(kept);
  } finally {
    forget();
  }
}

function tooLarge(limit: number): ThreadtieError {
  return new ThreadtieError(
    'body_too_large',
    `The body is larger than ${limit} bytes.`,
    'Deliveries of the Messenger Platform are never that large; check what calls this address.',
  );
}

function overloaded(): ThreadtieError {
  return new ThreadtieError(
    'storage_unavailable',
    'More is being sent at once than fits into memory.',
    'The platform sends its deliveries again by itself; if this stays, check what calls this address.',
  );
}
