import { crc32, deflateSync } from 'node:zlib';

/** A job that the suite submits. All that can be seen of jobs is seen of these, since each costs credits. */
export interface PlannedJob {
  readonly name: string;
  readonly endpoint: 'text_to_cad' | 'image_to_cad';
  readonly designMode: 'standard' | 'pro' | 'assembly';
  readonly outputFormat: 'STEP' | 'STL' | 'GLB' | '3MF';
  readonly prompt: string;
  /** Undefined: none is sent. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Most credits that it can cost (API.md, "Submitting"). */
  readonly credits: number;
}

const box = 'Box 40 x 20 x 10 mm';

export const plannedJobs: readonly PlannedJob[] = [
  {
    name: 'a standard job for STEP',
    endpoint: 'text_to_cad',
    designMode: 'standard',
    outputFormat: 'STEP',
    prompt: box,
    metadata: { text: 'ü', list: [1, { deep: null }] },
    credits: 1,
  },
  {
    name: 'a pro job for STL',
    endpoint: 'text_to_cad',
    designMode: 'pro',
    outputFormat: 'STL',
    prompt: box,
    metadata: {},
    credits: 3,
  },
  {
    name: 'an assembly job for GLB',
    endpoint: 'text_to_cad',
    designMode: 'assembly',
    outputFormat: 'GLB',
    prompt: box,
    credits: 5,
  },
  // The longest prompt that is allowed; what fills it says nothing.
  {
    name: 'a job for 3MF with a prompt of 5000 characters',
    endpoint: 'text_to_cad',
    designMode: 'standard',
    outputFormat: '3MF',
    prompt: box.padEnd(5000),
    credits: 1,
  },
  {
    name: 'a job from an image',
    endpoint: 'image_to_cad',
    designMode: 'standard',
    outputFormat: 'STEP',
    prompt: 'top view of a plate, 5 mm thick',
    metadata: { from: 'image' },
    credits: 1,
  },
];

/** MIME types of the files (API.md, "A job"), and what their first bytes are. */
export const formats: Readonly<
  Record<PlannedJob['outputFormat'], { readonly type: string; readonly isIt: (file: Buffer) => boolean }>
> = {
  STEP: { type: 'application/step', isIt: (file) => file.toString('latin1', 0, 12) === 'ISO-10303-21' },
  STL: {
    type: 'model/stl',
    isIt: (file) =>
      file.toString('latin1', 0, 5) === 'solid' ||
      (file.length > 84 && file.length === 84 + 50 * file.readUInt32LE(80)),
  },
  GLB: {
    type: 'model/gltf-binary',
    isIt: (file) => file.toString('latin1', 0, 4) === 'glTF' && file.readUInt32LE(8) === file.length,
  },
  '3MF': { type: 'application/3mf', isIt: (file) => file.toString('latin1', 0, 2) === 'PK' },
};

/** A PNG, black on white: a plate seen from above, with a hole in its middle. */
export function drawing(): Uint8Array<ArrayBuffer> {
  const [width, height] = [160, 120];
  const rows = Array.from({ length: height }, (_, y) => [
    0,
    ...Array.from({ length: width }, (_, x) => (isLine(x, y) ? 0 : 255)),
  ]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits of grey.
  header[8] = 8;
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return new Uint8Array(
    Buffer.concat([
      signature,
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

function isLine(x: number, y: number): boolean {
  const plate = x >= 20 && x <= 140 && y >= 20 && y <= 100 && (x <= 22 || x >= 138 || y <= 22 || y >= 98);
  const hole = Math.abs(Math.hypot(x - 80, y - 60) - 20) < 1.5;
  return plate || hole;
}

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, sum]);
}
