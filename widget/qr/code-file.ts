import type { MessengerQrElement } from './qr-element.ts';
import { logoAddress, paintCode, svgOf } from './save-code.ts';

/** The campaign's code of an element as a file, with the logo where the page may read it. */
export async function codeFile(element: MessengerQrElement, type: 'svg' | 'png'): Promise<Blob> {
  const image = element.querySelector<HTMLImageElement>('img[slot=logo]');
  const logo = image && isReadable(image) ? image : undefined;
  const code = element.draw(logo !== undefined);
  if (!code) throw new Error('There is no code to save.');
  if (type === 'svg') return new Blob([svgOf(code, logo && logoAddress(logo))], { type: 'image/svg+xml' });
  const blob = await new Promise<Blob | null>((resolve) => paintCode(code, logo).toBlob(resolve));
  if (!blob) throw new Error('This browser could not paint the code.');
  return blob;
}

/** An image of another origin cannot be read: the code is then saved whole. */
function isReadable(image: HTMLImageElement): boolean {
  try {
    return image.naturalWidth > 0 && logoAddress(image) !== '';
  } catch {
    return false;
  }
}
