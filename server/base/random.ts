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
const MOST_COUNTED = ID_ALPHABET.length ** COUNT_LENGTH;

/**
 * Randomness from the operating system.
 * @param now the time in ms that ids begin with; where it goes back, they go on
 */
export function createRandom(now: () => number = Date.now): Random {
  let ms = 0;
  let count = 0;
  const move = (): void => {
    const time = now();
    count = time > ms ? 0 : count + 1;
    ms = Math.max(ms, time) + (count === MOST_COUNTED ? 1 : 0);
    count %= MOST_COUNTED;
  };
  return {
    token: (bits) => randomBytes(bits / 8).toString('base64url'),
    id(prefix) {
      move();
      return `${prefix}_${encode(ms, TIME_LENGTH)}${encode(count, COUNT_LENGTH)}${pick(ID_ALPHABET, 13)}`;
    },
    code: (length, alphabet = CODE_ALPHABET) => pick(alphabet, length),
  };
}

/** That of the process. */
export const systemRandom = createRandom();

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
