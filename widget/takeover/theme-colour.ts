/** Colours by the names of the widget's custom properties. */
export interface ThemeColour {
  readonly accent: string;
  readonly onAccent: string;
}

/** Answers a page's `theme_color` with black or white on it, whichever can be read better; undefined unless it is `#rrggbb`. */
export function themeColour(colour: string | undefined): ThemeColour | undefined {
  const [, ...channels] = /^#?([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(colour ?? '') ?? [];
  if (channels.length !== 3) return undefined;
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => linear(parseInt(channel, 16) / 255));
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  // Where white and black are equally far away: (1.05 / (l + .05) = (l + .05) / .05).
  return { accent: `#${channels.join('')}`, onAccent: luminance > 0.179 ? '#000' : '#fff' };
}

/** @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
