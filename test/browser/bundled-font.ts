import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FAMILY = 'Rubik Variable';
/** Which letters each file of the font holds, as far as our sentences need them. */
const RANGES = { latin: 'U+0000-00FF, U+2000-20FF', hebrew: 'U+0590-05FF, U+FB1D-FB4F' };

/** Style rules that have a page and all elements on it written in a font of ours, so that every machine draws the same letters. */
export function bundledFont(): string {
  const faces = Object.entries(RANGES).map(([script, range]) => {
    const file = import.meta.resolve(`@fontsource-variable/rubik/files/rubik-${script}-wght-normal.woff2`);
    const data = readFileSync(fileURLToPath(file)).toString('base64');
    return `@font-face { font-family: '${FAMILY}'; font-weight: 300 900; unicode-range: ${range};
      src: url(data:font/woff2;base64,${data}) format('woff2'); }`;
  });
  return `${faces.join('\n')} html { font: 16px/24px '${FAMILY}'; --messenger-font: '${FAMILY}'; }`;
}
