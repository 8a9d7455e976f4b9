const BLACK = '#000000';
const WHITE = '#ffffff';

/**
 * Black or white, whichever reads better on the colour (`#rrggbb`): one of them always has a contrast of at least 4.58:1.
 * @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export function textColour(background: string): string {
  const light = luminance(background);
  return 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 ? WHITE : BLACK;
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => linear(Number.parseInt(colour.slice(at, at + 2), 16)));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
