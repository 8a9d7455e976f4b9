import { contrast } from '../../shared/contrast.ts';

const BLACK = '#000000';
const WHITE = '#ffffff';

/** Black or white, whichever reads better on the colour (`#rrggbb`): one of them always has a contrast of at least 4.58:1. */
export function textColour(background: string): string {
  return contrast(WHITE, background) >= contrast(BLACK, background) ? WHITE : BLACK;
}
