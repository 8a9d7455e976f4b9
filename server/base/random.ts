import { randomBytes } from 'node:crypto';

/** The only source of randomness in the server: cryptographically strong. */
export interface Random {
  /** `bits` of randomness as base64url, without padding. */
  token(bits: 128 | 256): string;
  /**
   * A new id such as `arr_3v0k...`: sortable by its time of creation, and those of one process by their order within the
   * millisecond; 65 random bits.
   */
  id(prefix: string): string;
  /** A short code people can read aloud: `length` characters of an alphabet, by default one without look-alikes. */
  code(length: number, alphabet?: string): string;
}

const CODE_ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const ID_ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

const TIME_LENGTH = 9;
const COUNT_LENGTH = 3;

let last = { ms: 0, count: 0 };

/** Randomness from the operating system. */
export const systemRandom: Random = {
  token: (bits) => randomBytes(bits / 8).toString('base64url'),
  id(prefix) {
    const ms = Date.now();
    last = { ms, count: ms === last.ms ? last.count + 1 : 0 };
    return `${prefix}_${encode(ms, TIME_LENGTH)}${encode(last.count, COUNT_LENGTH)}${pick(ID_ALPHABET, 13)}`;
  },
  code: (length, alphabet = CODE_ALPHABET) => pick(alphabet, length),
};

function encode(number: number, length: number): string {
  let rest = number;
  let out = '';
  for (let i = 0; i < length; i++) {
    out = ID_ALPHABET.charAt(rest % 32) + out;
    rest = Math.floor(rest / 32);
  }
  return out;
}

/** Picks characters without bias: bytes past the largest multiple of the alphabet's length are thrown away. */
function pick(alphabet: string, length: number): string {
  const limit = 256 - (256 % alphabet.length);
  let out = '';
  while (out.length < length) {
    for (const byte of randomBytes(length * 2)) {
      if (byte < limit && out.length < length) out += alphabet.charAt(byte % alphabet.length);
    }
  }
  return out;
}
