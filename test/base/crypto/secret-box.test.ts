import { describe, expect, it } from 'vitest';
import { createSecretBox } from '../../../server/base/crypto/secret-box.ts';

const [old, current] = ['an old key of thirty-two characters!!', 'a new key of thirty-two characters!!!'];

describe('the secret box', () => {
  it('opens what it sealed, and seals the same text differently each time', () => {
    const box = createSecretBox([current]);
    const sealed = [box.seal('token', 'page:1'), box.seal('token', 'page:1')];
    expect(sealed.map((one) => box.open(one, 'page:1'))).toEqual(['token', 'token']);
    expect(sealed[0]).not.toBe(sealed[1]);
    expect(sealed[0]).not.toContain('token');
  });

  it('opens what an earlier key sealed and seals with the first', () => {
    const sealed = createSecretBox([old]).seal('token', 'page:1');
    expect(createSecretBox([current, old]).open(sealed, 'page:1')).toBe('token');
    expect(() => createSecretBox([current]).open(sealed, 'page:1')).toThrow('could not be opened');
  });

  it('digests a text for each key and purpose differently, and always the same', () => {
    const box = createSecretBox([current, old]);
    const [newest, earlier] = box.digests('ABCD', 'code');
    expect(createSecretBox([old]).digests('ABCD', 'code')).toEqual([earlier]);
    expect(createSecretBox([current]).digests('ABCD', 'code')).toEqual([newest]);
    expect(new Set([newest, earlier, box.digests('ABCD', 'other')[0], box.digests('ABCE', 'code')[0]]).size).toBe(4);
  });

  it('refuses a secret that was moved to another place', () => {
    const box = createSecretBox([current]);
    expect(() => box.open(box.seal('token', 'page:1'), 'page:2')).toThrow('could not be opened');
  });

  it('refuses a secret of which one character was changed, wherever', () => {
    const box = createSecretBox([current]);
    const sealed = box.seal('token', 'p');
    for (let i = 0; i < sealed.length; i++) {
      const changed = sealed.slice(0, i) + (sealed[i] === 'A' ? 'B' : 'A') + sealed.slice(i + 1);
      const opened = (): string => box.open(changed, 'p');
      // The last character of base64url carries bits that decode to nothing.
      if (
        Buffer.from(changed.split('.')[2] ?? '', 'base64url').equals(
          Buffer.from(sealed.split('.')[2] ?? '', 'base64url'),
        )
      ) {
        if (changed.split('.').slice(0, 2).join() === sealed.split('.').slice(0, 2).join()) continue;
      }
      expect(opened).toThrow('could not be opened');
    }
  });
});
