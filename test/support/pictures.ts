import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';

/** As much of the page's elements as is used inside the page: the project is compiled without the DOM's types. */
interface ImageReader {
  readonly createImageBitmap: (blob: Blob) => Promise<{ readonly width: number; readonly height: number }>;
  readonly OffscreenCanvas: new (
    width: number,
    height: number,
  ) => {
    getContext(kind: '2d'): {
      drawImage(image: unknown, x: number, y: number): void;
      getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray };
    };
  };
}

/** How many colours a PNG has; the browser reads it. */
export function distinctColours(page: Page, png: Buffer): Promise<number> {
  return page.evaluate(async (base64) => {
    const { createImageBitmap, OffscreenCanvas } = globalThis as unknown as ImageReader;
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    const colours = new Set<number>();
    const { data } = context.getImageData(0, 0, image.width, image.height);
    for (let at = 0; at < data.length; at += 4)
      colours.add(((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0));
    return colours.size;
  }, png.toString('base64'));
}

/** Puts pictures with their names on one sheet, and writes it. */
export async function contactSheet(
  page: Page,
  pictures: readonly { readonly name: string; readonly png: Buffer }[],
  file: string,
): Promise<void> {
  const sheet = await page.context().newPage();
  const figures = pictures.map(
    ({ name, png }) =>
      `<figure><img src="data:image/png;base64,${png.toString('base64')}"><figcaption>${name.replace(/[<&]/g, '')}</figcaption></figure>`,
  );
  await sheet.setViewportSize({ width: 1500, height: 900 });
  await sheet.setContent(
    `<style>body{display:grid;grid-template-columns:repeat(6,1fr);gap:6px;font:11px sans-serif;margin:6px}figure{margin:0}img{width:100%}</style>${figures.join('')}`,
  );
  fs.mkdirSync(path.dirname(file), { recursive: true });
  await sheet.screenshot({ path: file, fullPage: true });
  await sheet.close();
}

/** Red, green and blue of a pixel of a PNG. */
export function colourAt(page: Page, png: Buffer, x: number, y: number): Promise<number[]> {
  return page.evaluate(
    async ({ base64, left, top }) => {
      const { createImageBitmap, OffscreenCanvas } = globalThis as unknown as ImageReader;
      const image = await createImageBitmap(
        new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], { type: 'image/png' }),
      );
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
      context.drawImage(image, 0, 0);
      return [...context.getImageData(left, top, 1, 1).data].slice(0, 3);
    },
    { base64: png.toString('base64'), left: x, top: y },
  );
}

/** How many pixels of a PNG differ from a colour, in one of red, green and blue, by more than that. */
export function pixelsUnlike(page: Page, png: Buffer, colour: readonly number[], by: number): Promise<number> {
  return page.evaluate(
    async ({ base64, expected, limit }) => {
      const { createImageBitmap, OffscreenCanvas } = globalThis as unknown as ImageReader;
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      let count = 0;
      for (let at = 0; at < data.length; at += 4)
        if (expected.some((channel, offset) => Math.abs((data[at + offset] ?? 0) - channel) > limit)) count++;
      return count;
    },
    { base64: png.toString('base64'), expected: colour, limit: by },
  );
}
