import { strToU8, unzipSync, zipSync, type UnzipFileInfo } from 'fflate';

/** Numbers that are the same in each run with a seed. */
export type Random = (below: number) => number;

export function randomOf(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** What a damaged or wrongly written number can be, in text. */
const numbers = ['0', '-1', '1e999', 'nan', '4294967296', '-0.0', '9007199254740993', '1e-320', '', '1,5', '0x10', '.'];
/** The same in four bytes: 0, all ones, the largest and the least, infinity, no number. */
const words = [0, 0xffffffff, 0x7fffffff, 0x80000000, 0x7f800000, 0x7fc00000, 1, 0x7f7fffff];

/**
 * What something has happened to: bytes are others, its end is gone, a stretch is there twice, or not, or in the place
 * of another, or a number is another one, in binary or in text.
 */
export function mutated(original: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(original);
  if (bytes.length === 0) return bytes;
  const at = random(bytes.length);
  const length = 1 + random(64);
  switch (random(7)) {
    case 0:
      for (let flips = 1 + random(4); flips > 0; flips--) bytes[random(bytes.length)] = random(256);
      return bytes;
    case 1:
      return bytes.slice(0, at);
    case 2:
      return joined(bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at));
    case 3:
      return joined(bytes.subarray(0, at), bytes.subarray(at + length));
    case 4:
      return swapped(bytes, at, random(bytes.length), length);
    case 5:
      return withWord(bytes, at, words[random(words.length)] ?? 0);
    default:
      return withNumber(bytes, at, numbers[random(numbers.length)] ?? '');
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.concat(parts));
}

function swapped(bytes: Uint8Array, one: number, other: number, length: number): Uint8Array<ArrayBuffer> {
  const [first, second] = [Math.min(one, other), Math.max(one, other)];
  const most = Math.min(length, second - first, bytes.length - second);
  return joined(
    bytes.subarray(0, first),
    bytes.subarray(second, second + most),
    bytes.subarray(first + most, second),
    bytes.subarray(first, first + most),
    bytes.subarray(second + most),
  );
}

/** Little end first, at a place where there can be such a number. */
function withWord(bytes: Uint8Array<ArrayBuffer>, at: number, word: number): Uint8Array<ArrayBuffer> {
  const place = at - (at % 4);
  if (place + 4 <= bytes.length) new DataView(bytes.buffer).setUint32(place, word, true);
  return bytes;
}

/** In the place of the next number in the text. */
function withNumber(bytes: Uint8Array<ArrayBuffer>, at: number, text: string): Uint8Array<ArrayBuffer> {
  const isOfNumber = (place: number): boolean => '+-.0123456789'.includes(String.fromCharCode(bytes[place] ?? 0));
  let start = at;
  while (start < bytes.length && !isOfNumber(start)) start++;
  let end = start;
  while (end < bytes.length && isOfNumber(end)) end++;
  return joined(bytes.subarray(0, start), Buffer.from(text), bytes.subarray(end));
}

/**
 * The same in what an archive holds, whose checksums are those of what is in it then. Of one that the library can't
 * unpack all of it is what something happens to.
 */
export function mutatedInside(archive: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  const filter = ({ originalSize, compression }: UnzipFileInfo): boolean =>
    originalSize < 1e8 && (compression === 0 || compression === 8);
  const parts = Object.entries(unzipSync(archive, { filter })).filter(([, content]) => content.length > 0);
  if (parts.length === 0) return mutated(archive, random);
  const which = random(parts.length);
  const files = parts.map(([name, content], at) => [name, at === which ? mutated(content, random) : content] as const);
  return Uint8Array.from(zipSync(Object.fromEntries(files), { level: 1 }));
}

/** The same in the description of a GLB, whose lengths are right then. */
export function mutatedDescription(glb: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  const end = 20 + new DataView(glb.buffer, glb.byteOffset).getUint32(12, true);
  const changed = mutated(glb.subarray(20, end), random);
  const padded = joined(changed, strToU8(' '.repeat((4 - (changed.length % 4)) % 4)));
  const head = Buffer.from(glb.subarray(0, 20));
  head.writeUInt32LE(20 + padded.length + glb.length - end, 8);
  head.writeUInt32LE(padded.length, 12);
  return joined(head, padded, glb.subarray(end));
}

/** What programs write in the place of a number in the text of a STEP file, and what a computer's numbers end at. */
const reals = [
  'NaN',
  '-1.#IND',
  'inf',
  '1.D3',
  '1E400',
  '1.E400',
  '-1.D-02',
  '$',
  '*',
  '1,5',
  '',
  "''",
  '#1',
  '1.E308',
];
const ids = ['0', '4294967296', '90071992547409930', '00001', '1', '99999'];

/** The same in the text of a STEP file, in what its records are made of. */
export function mutatedStep(original: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  const text = Buffer.from(original).toString('latin1');
  const one = (found: readonly string[]): string => found[random(found.length)] ?? '';
  const change = (pattern: RegExp, to: (found: string) => string): string => {
    const places = [...text.matchAll(pattern)];
    const place = places[random(places.length)];
    if (!place) return text;
    return text.slice(0, place.index) + to(place[0]) + text.slice(place.index + place[0].length);
  };
  const record = /#\d+\s*=[^;]*;/g;
  const changed = [
    () => change(/(?<![\d.])[-+]?\d{1,20}\.\d{0,20}(?:E[-+]?\d{1,3})?/g, () => one(reals)),
    () => change(/(?<![\d.])[-+]?\d{1,20}\.\d{0,20}(?:E[-+]?\d{1,3})?/g, () => one(reals)),
    () =>
      change(/CARTESIAN_POINT\s*\([^;]*;/g, (found) =>
        found.replace(/\([^()]*\)\s*\)/, () => `(${one(reals)},0.,0.))`),
      ),
    () => change(/#\d+/g, () => `#${one(ids)}`),
    () => change(/#\d+\s*=/g, () => `#${one(ids)}=`),
    () => change(record, (found) => `${found}\n${found}`),
    () => change(record, (found) => `${found}\n${found.replace(/(?<!\d)\d{1,9}\./, '77.')}`),
    () => change(record, () => ''),
    () =>
      change(
        /[A-Z_]{5,}/g,
        (found) => found.slice(0, random(found.length)) + one(['', 'X', 'e', '_']) + found.slice(1),
      ),
    () => change(/[(),;='.$*]/g, () => one(['', '(', ')', ',', ';', "'", '$', '(('])),
    () => change(/\(/g, () => '('.repeat(1 + random(5000))),
    () =>
      change(/ISO-10303-21|HEADER|DATA|ENDSEC|FILE_SCHEMA|FILE_NAME/g, (found) =>
        one(['', found.toLowerCase(), `${found};${found}`]),
      ),
    () => text.replace(/(\d\.\d*)E/g, '$1D'),
  ][random(13)]?.();
  return Uint8Array.from(Buffer.from(changed ?? text, 'latin1'));
}
