import { describe, expect, it } from 'vitest';
import { allowableOrigins, mergeDomains, missingDomains } from '../../server/pages/checks/allowed-domains.ts';

describe('domains of a Page', () => {
  it('take https names only: no plain http, no address, no localhost', () => {
    const origins = [
      'https://shop.example',
      'http://shop.example',
      'https://localhost',
      'https://127.0.0.1',
      'https://[::1]',
    ];
    expect(allowableOrigins([...origins, 'https://shop.example'])).toEqual(['https://shop.example']);
  });

  it('are known with and without the slash the platform puts at their end', () => {
    expect(missingDomains(['https://a.example', 'https://b.example'], ['https://A.example/'])).toEqual([
      'https://b.example',
    ]);
  });

  it('are added behind those that are there, and no more than fit', () => {
    const there = Array.from({ length: 49 }, (_, index) => `https://${index}.example/`);
    const { merged, left } = mergeDomains(there, ['https://one.example', 'https://two.example']);
    expect(merged).toEqual([...there, 'https://one.example']);
    expect(left).toEqual(['https://two.example']);
  });
});
