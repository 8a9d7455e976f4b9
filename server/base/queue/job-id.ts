import { randomBytes } from 'node:crypto';

/**
 * Makes UUIDs (version 7) that sort in the order they were made in this process, even within one millisecond.
 * @see https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7
 */
export function createJobIds(now: () => number): () => string {
  let ms = 0;
  let counter = 0;
  return () => {
    const present = now();
    if (present > ms) {
      ms = present;
      counter = 0;
    } else if (++counter > 0xfff) {
      ms += 1;
      counter = 0;
    }
    const bytes = randomBytes(16);
    bytes.writeUIntBE(ms, 0, 6);
    bytes.writeUInt16BE(0x7000 | counter, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  };
}
