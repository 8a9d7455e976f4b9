import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import { RequestRefused } from './request-refused.ts';
import type { Simulator } from './simulator.ts';
import { voiceSample } from './voice-sample.ts';

const DRAWINGS = ['photo.svg', 'sticker.svg', 'like.svg'];
const ORDER = 'Order 55: one stone teapot, two bags of Highland oolong.\n';

/** The files that people attach. As on the platform, an address ends at its `oe`. */
export function mediaRoutes(sim: Simulator): Hono {
  const app = new Hono();
  app.get('/:name', async (c) => {
    const ends = Number.parseInt(c.req.query('oe') ?? '', 16) * 1000;
    if (ends < sim.clock.now().getTime()) throw new RequestRefused(403, 'URL signature expired');
    const { type, body } = await mediaFile(c.req.param('name'));
    // A drawing opened by itself must not run anything either.
    const headers = {
      'content-type': type,
      'content-security-policy': "default-src 'none'",
      'x-content-type-options': 'nosniff',
    };
    return c.body(body, 200, headers);
  });
  return app;
}

async function mediaFile(name: string): Promise<{ type: string; body: string | Uint8Array<ArrayBuffer> }> {
  if (DRAWINGS.includes(name)) {
    return { type: 'image/svg+xml', body: await readFile(new URL(`./browser/${name}`, import.meta.url), 'utf8') };
  }
  if (name === 'order.txt') return { type: 'text/plain; charset=utf-8', body: ORDER };
  if (name === 'voice.wav') return { type: 'audio/wav', body: voiceSample() };
  throw new RequestRefused(404, `There is no file "${name}".`);
}
