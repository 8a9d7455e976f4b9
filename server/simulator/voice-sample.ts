const RATE = 8000;
const SECONDS = 1;
const HEAD_BYTES = 44;

/** One second of a soft falling tone as a WAV file (8 bits, one channel): the simulator's voice message. */
export function voiceSample(): Uint8Array<ArrayBuffer> {
  const length = RATE * SECONDS;
  const file = Buffer.from(new ArrayBuffer(HEAD_BYTES + length));
  file.write('RIFF', 0);
  file.writeUInt32LE(HEAD_BYTES - 8 + length, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(RATE, 24);
  file.writeUInt32LE(RATE, 28);
  file.writeUInt16LE(1, 32);
  file.writeUInt16LE(8, 34);
  file.write('data', 36);
  file.writeUInt32LE(length, 40);
  for (let n = 0; n < length; n++) {
    const fading = 1 - n / length;
    file[HEAD_BYTES + n] =
      128 + Math.round(40 * fading * Math.sin((2 * Math.PI * (320 - 80 * (n / length)) * n) / RATE));
  }
  return new Uint8Array(file.buffer, file.byteOffset, file.length);
}
