import { contrast } from '../../../../shared/contrast.ts';
import type { Ctx } from '../../../base/ctx.ts';
import { ThreadtieError } from '../../../base/errors.ts';
import { getSiteSettings } from '../../../sites/index.ts';

const COLOUR = /^#[0-9a-f]{6}$/;
const WHITE = '#ffffff';
const BLACK = '#000000';

/** A style sheet with the site's colour and whichever of black and white can be read on it; empty where it has none. */
export async function siteLook(ctx: Ctx, siteId: string): Promise<string> {
  const accent = await getSiteSettings(ctx, siteId).then(
    ({ look }) => look.accent,
    (error: unknown) => {
      if (error instanceof ThreadtieError && error.code === 'not_found') return null;
      throw error;
    },
  );
  if (accent === null || !COLOUR.test(accent)) return '';
  // One of the two always has a contrast of at least 4.58:1.
  const ink = contrast(WHITE, accent) >= contrast(BLACK, accent) ? WHITE : BLACK;
  return `:root { --accent: ${accent}; --accent-ink: ${ink}; }\n`;
}
