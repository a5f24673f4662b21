import type { ImageSource } from '../../src/jobs/submit/imageSource.js';
import { tinyImages } from './localApi.js';

const bytes = 1_000_000;

/** The images of a part, of 1 MB each: another content for every view, part and run. */
export function viewsOf(run: string, part: number): readonly Buffer[] {
  return Array.from({ length: part }, (_, index) => {
    const view = Buffer.alloc(bytes, `run ${run}, part ${part}, view ${index + 1}; `);
    view.set(tinyImages['image/png'] ?? []);
    return view;
  });
}

export function sourceOf(content: Buffer, index: number): ImageSource {
  return {
    name: `view ${index + 1}.png`,
    size: () => Promise.resolve(content.length),
    read: () => Promise.resolve(content),
  };
}
