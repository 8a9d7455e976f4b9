import type { Page } from 'playwright-core';

/** A picture as four bytes for each pixel: red, green, blue, and opacity. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Reads a PNG file, by the decoder of the browser that any page of its has. */
export async function readPicture(page: Page, file: Buffer): Promise<Picture> {
  const { width, height, pixels } = await page.evaluate(
    async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const { naturalWidth: width, naturalHeight: height } = image;
      const context = new OffscreenCanvas(width, height).getContext('2d');
      context?.drawImage(image, 0, 0);
      const { data } = context?.getImageData(0, 0, width, height) ?? { data: [] };
      const letters: string[] = [];
      for (const byte of data) letters.push(String.fromCharCode(byte));
      return { width, height, pixels: btoa(letters.join('')) };
    },
    `data:image/png;base64,${file.toString('base64')}`,
  );
  return { width, height, pixels: Buffer.from(pixels, 'base64') };
}

/** Writes a PNG file, by the encoder of the browser. */
export async function writePicture(page: Page, { width, height, pixels }: Picture): Promise<Buffer> {
  const address = await page.evaluate(
    ([width, height, base64]) => {
      const canvas = Object.assign(document.createElement('canvas'), { width, height });
      const bytes = Uint8ClampedArray.from(atob(base64), (letter) => letter.charCodeAt(0));
      canvas.getContext('2d')?.putImageData(new ImageData(bytes, width, height), 0, 0);
      return canvas.toDataURL('image/png');
    },
    [width, height, Buffer.from(pixels).toString('base64')] as const,
  );
  return Buffer.from(address.replace(/^.*,/, ''), 'base64');
}
