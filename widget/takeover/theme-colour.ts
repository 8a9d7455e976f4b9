import { contrast } from '../../shared/contrast.ts';

/** Colours by the names of the widget's custom properties. */
export interface ThemeColour {
  readonly accent: string;
  readonly onAccent: string;
}

/** Answers a page's `theme_color` with black or white on it, whichever can be read better; undefined unless it is `#rrggbb`. */
export function themeColour(colour = ''): ThemeColour | undefined {
  const [, digits] = /^#?([\da-f]{6})$/i.exec(colour) ?? [];
  if (!digits) return undefined;
  const accent = `#${digits}`;
  return { accent, onAccent: contrast('#ffffff', accent) >= contrast('#000000', accent) ? '#fff' : '#000' };
}
