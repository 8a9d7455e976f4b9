import type { Code } from './draw-code.ts';

/** Pixels of a module: sharp at 10 cm on paper. */
const SCALE = 24;

/** Answers a code as an SVG document; the logo, where there is one, as a data address. */
export function svgOf({ size, path, hole }: Code, logo = ''): string {
  const at = (size - hole) / 2;
  const image = logo && `<image href="${logo}" x="${at}" y="${at}" width="${hole}" height="${hole}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/>${image}</svg>`;
}

/** Paints a code, and in its middle the logo, to its proportions. */
export function paintCode({ size, path, hole }: Code, logo?: HTMLImageElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size * SCALE;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(SCALE, SCALE);
  context.fillStyle = '#000';
  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a canvas, no array
  context.fill(new Path2D(path));
  if (logo) paintLogo(context, logo, size / 2, hole - 1);
  return canvas;
}

/** The logo alone, as a data address. */
export function logoAddress(logo: HTMLImageElement): string {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 256;
  const context = canvas.getContext('2d');
  if (context) paintLogo(context, logo, 128, 240);
  return canvas.toDataURL();
}

function paintLogo(context: CanvasRenderingContext2D, logo: HTMLImageElement, middle: number, side: number): void {
  const { naturalWidth: width, naturalHeight: height } = logo;
  const scale = side / Math.max(width, height);
  const [w, h] = [width * scale, height * scale];
  context.drawImage(logo, middle - w / 2, middle - h / 2, w, h);
}

/** Lets the visitor save a file. */
export function saveFile(name: string, content: Blob): void {
  const href = URL.createObjectURL(content);
  Object.assign(document.createElement('a'), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
