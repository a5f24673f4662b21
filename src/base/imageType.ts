/** The types of image that the contract takes (API.md, "Submitting"), by what their files begin with. */
const starts: Readonly<Record<string, (start: Buffer) => boolean>> = {
  'image/png': (start) => start.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')),
  'image/jpeg': (start) => start.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex')),
  'image/webp': (start) => start.toString('latin1', 0, 4) === 'RIFF' && start.toString('latin1', 8, 12) === 'WEBP',
  'image/gif': (start) => ['GIF87a', 'GIF89a'].includes(start.toString('latin1', 0, 6)),
};

/** How many bytes tell what it is. */
export const longestStart = 12;

export const declaredTypes: readonly string[] = Object.keys(starts);

/** The MIME type of a file that begins so; undefined: none of the contract's. */
export function imageTypeOf(start: Uint8Array): string | undefined {
  const begin = Buffer.from(start.subarray(0, longestStart));
  return declaredTypes.find((type) => starts[type]?.(begin));
}
