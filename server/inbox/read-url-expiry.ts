import { readInstant } from './read-instant.ts';

/** When an address of the platform's file servers stops working: its `oe` (hexadecimal seconds) or `ext` says so. */
export function readUrlExpiry(url: string | null): Date | null {
  const query = url?.split('?')[1]?.split('#')[0];
  if (!query) return null;
  const given = new URLSearchParams(query);
  const hex = given.get('oe');
  if (hex && /^[0-9a-f]{8}$/i.test(hex)) return readInstant(String(Number.parseInt(hex, 16)));
  const seconds = given.get('ext');
  return seconds && /^\d{9,10}$/.test(seconds) ? readInstant(seconds) : null;
}
