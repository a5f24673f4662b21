import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { KernelClient } from '../../../src/kernel/client';
import { KernelFailure } from '../../../src/kernel/failure';
import { HeapLimit } from '../../../src/kernel/heapLimit';
import type { Feature, PartSpecification, SolidFeature } from '../../../src/kernel/specification';
import { findRoot } from '../../support/root';

const kernelFile = path.join(findRoot(), 'dist/kernel.js');
const never = new AbortController().signal;

function part(...features: Feature[]): PartSpecification {
  return { name: 'Test part', parts: [{ name: 'Test part', features }], assumptions: [] };
}

const block: SolidFeature = { operation: 'new', name: 'block', shape: { kind: 'box', size: [40, 20, 10] } };
const disc = (diameter: number): number => (Math.PI / 4) * diameter ** 2;

describe('the CAD kernel', () => {
  let kernel: KernelClient;
  before(() => void (kernel = new KernelClient(kernelFile)));
  after(() => kernel.dispose());

  const volume = async (...features: Feature[]): Promise<number> =>
    (await kernel.build(part(...features), 'STEP', never)).facts.volume;
  const refusal = async (...features: Feature[]): Promise<string> => {
    const error: unknown = await kernel.build(part(...features), 'STEP', never).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof KernelFailure, String(error));
    assert.equal(error.code, 'geometry_validation_failed');
    return error.message;
  };

  const cases: readonly { name: string; features: Feature[]; volume: number }[] = [
    { name: 'a box', features: [block], volume: 8000 },
    {
      name: 'a cylinder',
      features: [{ operation: 'new', name: 'rod', shape: { kind: 'cylinder', diameter: 10, height: 30 } }],
      volume: disc(10) * 30,
    },
    {
      name: 'a rectangle with round corners',
      features: [
        {
          operation: 'new',
          name: 'pad',
          shape: { kind: 'extrude', profile: { kind: 'rectangle', size: [40, 20], cornerRadius: 5 }, height: 3 },
        },
      ],
      volume: (800 - (4 - Math.PI) * 25) * 3,
    },
    {
      name: 'a triangle',
      features: [
        {
          operation: 'new',
          name: 'wedge',
          shape: {
            kind: 'extrude',
            profile: {
              kind: 'polygon',
              points: [
                [0, 0],
                [10, 0],
                [0, 10],
              ],
            },
            height: 4,
          },
        },
      ],
      volume: 200,
    },
    {
      name: 'a round profile',
      features: [
        {
          operation: 'new',
          name: 'disc',
          shape: { kind: 'extrude', profile: { kind: 'circle', diameter: 20 }, height: 4 },
        },
      ],
      volume: disc(20) * 4,
    },
    {
      name: 'a through hole',
      features: [
        block,
        { operation: 'cut', name: 'hole', at: [0, 0, 10], shape: { kind: 'hole', diameter: 5, depth: 'through' } },
      ],
      volume: 8000 - disc(5) * 10,
    },
    {
      name: 'a blind hole',
      features: [
        block,
        { operation: 'cut', name: 'hole', at: [0, 0, 10], shape: { kind: 'hole', diameter: 5, depth: 4 } },
      ],
      volume: 8000 - disc(5) * 4,
    },
    {
      name: 'a hole from the side',
      features: [
        block,
        {
          operation: 'cut',
          name: 'hole',
          at: [20, 0, 5],
          shape: { kind: 'hole', diameter: 5, depth: 'through' },
          direction: 'x',
        },
      ],
      volume: 8000 - disc(5) * 40,
    },
    {
      name: 'a grid of holes',
      features: [
        block,
        {
          operation: 'cut',
          name: 'holes',
          at: [0, 0, 10],
          shape: { kind: 'hole', diameter: 3, depth: 'through' },
          pattern: { kind: 'grid', count: [3, 2], spacing: [10, 8] },
        },
      ],
      volume: 8000 - 6 * disc(3) * 10,
    },
    {
      name: 'holes on a circle',
      features: [
        block,
        {
          operation: 'cut',
          name: 'holes',
          at: [0, 0, 10],
          shape: { kind: 'hole', diameter: 2, depth: 'through' },
          pattern: { kind: 'boltCircle', diameter: 14, count: 6 },
        },
      ],
      volume: 8000 - 6 * disc(2) * 10,
    },
    {
      name: 'what two bodies share',
      features: [
        block,
        { operation: 'intersect', name: 'core', shape: { kind: 'cylinder', diameter: 10, height: 50 } },
      ],
      volume: disc(10) * 10,
    },
    {
      name: 'what is added',
      features: [
        block,
        { operation: 'add', name: 'boss', at: [0, 0, 10], shape: { kind: 'cylinder', diameter: 10, height: 5 } },
      ],
      volume: 8000 + disc(10) * 5,
    },
  ];
  for (const { name, features, volume: expected } of cases) {
    it(`builds ${name} with its closed-form volume`, async () => {
      const actual = await volume(...features);
      assert.ok(Math.abs(actual / expected - 1) < 1e-6, `${actual} instead of ${expected}`);
    });
  }

  it('reads a STEP file that it wrote as the same solid', async () => {
    const { bytes, facts } = await kernel.build(
      part(block, {
        operation: 'cut',
        name: 'hole',
        at: [0, 0, 10],
        shape: { kind: 'hole', diameter: 5, depth: 'through' },
      }),
      'STEP',
      never,
    );
    const read = await kernel.measureStep(bytes, never);
    assert.ok(Math.abs(read.volume - facts.volume) < 1e-6);
    assert.equal(read.solids, 1);
    assert.equal(read.faces, 7);
    for (const [side, length] of [40, 20, 10].entries())
      assert.ok(Math.abs(read.boundingBox.max[side]! - read.boundingBox.min[side]! - length) < 1e-6);
  });

  it('writes the same file for the same part in every format, whatever the time is', async () => {
    for (const format of ['STEP', 'STL', 'GLB', '3MF'] as const) {
      const made = async (): Promise<string> =>
        Buffer.from((await kernel.build(part(block), format, never)).bytes).toString('latin1');
      assert.equal(await made(), await made(), format);
    }
    const step = new TextDecoder().decode((await kernel.build(part(block), 'STEP', never)).bytes);
    assert.match(step, /FILE_NAME\('[^']*',\s*'1970-01-01T00:00:00'/);
    assert.doesNotMatch(step, new RegExp(`${new Date().getUTCFullYear()}-\\d\\d-\\d\\dT`));
  });

  it('writes several parts as several solids', async () => {
    const { bytes } = await kernel.build(
      {
        name: 'Pair',
        assumptions: [],
        parts: [
          { name: 'one', features: [block] },
          { name: 'two', features: [{ ...block, at: [100, 0, 0] }] },
        ],
      },
      'STEP',
      never,
    );
    assert.equal((await kernel.measureStep(bytes, never)).solids, 2);
  });

  it('writes a watertight binary STL: every edge belongs to two triangles', async () => {
    const { bytes } = await kernel.build(
      part(block, {
        operation: 'cut',
        name: 'hole',
        at: [0, 0, 10],
        shape: { kind: 'hole', diameter: 5, depth: 'through' },
      }),
      'STL',
      never,
    );
    const { openEdges, triangles, size } = readStl(bytes);
    assert.equal(bytes.byteLength, size);
    assert.ok(triangles > 12);
    assert.equal(openEdges, 0);
  });

  it('refuses a cut that misses the part', async () => {
    assert.match(
      await refusal(block, {
        operation: 'cut',
        name: 'hole',
        at: [100, 0, 10],
        shape: { kind: 'hole', diameter: 5, depth: 'through' },
      }),
      /^With the hole, nothing is cut where it should be/,
    );
  });

  it('refuses a pattern of which one copy misses the part', async () => {
    assert.match(
      await refusal(block, {
        operation: 'cut',
        name: 'holes',
        at: [0, 0, 10],
        shape: { kind: 'hole', diameter: 3, depth: 'through' },
        pattern: {
          kind: 'points',
          points: [
            [0, 0, 0],
            [60, 0, 0],
          ],
        },
      }),
      /nothing is cut/,
    );
  });

  it('refuses a pattern of which two copies are in the same place', async () => {
    const twice: SolidFeature['pattern'] = {
      kind: 'points',
      points: [
        [5, 0, 0],
        [5, 0, 0],
      ],
    };
    assert.match(
      await refusal(block, {
        operation: 'cut',
        name: 'holes',
        at: [0, 0, 10],
        shape: { kind: 'hole', diameter: 3, depth: 'through' },
        pattern: twice,
      }),
      /nothing is cut/,
    );
    assert.match(
      await refusal(block, {
        operation: 'add',
        name: 'bosses',
        at: [0, 0, 10],
        shape: { kind: 'cylinder', diameter: 3, height: 5 },
        pattern: twice,
      }),
      /^With the bosses, nothing is added/,
    );
    assert.match(await refusal({ ...block, pattern: twice }), /nothing is added/);
  });

  it('refuses what is added inside the part, and a core that takes nothing away', async () => {
    assert.match(
      await refusal(block, { operation: 'add', name: 'boss', shape: { kind: 'cylinder', diameter: 3, height: 5 } }),
      /^With the boss, nothing is added/,
    );
    assert.match(
      await refusal(block, {
        operation: 'intersect',
        name: 'core',
        shape: { kind: 'cylinder', diameter: 100, height: 50 },
      }),
      /^With the core, nothing is taken away/,
    );
  });

  it('says where a specification is not valid', async () => {
    const unlike = [
      undefined,
      { name: 'x' },
      { ...part(block), parts: [] },
      part({ ...block, shape: { kind: 'teapot' } as never }),
      part({ ...block, at: [0, 1e9, 0] }),
    ];
    const sentences: string[] = [];
    for (const specification of unlike) {
      const error: unknown = await kernel
        .build(specification as PartSpecification, 'STEP', never)
        .catch((reason: unknown) => reason);
      assert.ok(error instanceof KernelFailure && error.code === 'geometry_validation_failed', String(error));
      sentences.push(error.message);
    }
    assert.deepEqual(sentences, [
      'The part can’t be made: “specification” is missing.',
      'The part can’t be made: “parts” is missing.',
      'The part can’t be made: “parts” is []: it must be a list of at least 1.',
      'The block can’t be made: “shape.kind” is "teapot": it must be one of "box", "cylinder", "cone", "sphere", "torus", ' +
        '"extrude", "revolve", "loft", "sweep", "text", "hole".',
      'The block can’t be made: “at.1” is 1000000000: it must be at most 100000.',
    ]);
  });

  it('refuses a blind hole that breaks out of the side', async () => {
    assert.match(
      await refusal(block, {
        operation: 'cut',
        name: 'hole',
        at: [19, 0, 10],
        shape: { kind: 'hole', diameter: 5, depth: 4 },
      }),
      /breaks out of the part/,
    );
  });

  it('refuses a cut that leaves two pieces', async () => {
    assert.match(
      await refusal(block, { operation: 'cut', name: 'slot', shape: { kind: 'box', size: [5, 50, 50] } }),
      /falls into 2 pieces/,
    );
  });

  it('refuses a cut that leaves nothing', async () => {
    assert.match(
      await refusal(block, {
        operation: 'cut',
        name: 'pocket',
        at: [0, 0, -1],
        shape: { kind: 'box', size: [50, 50, 50] },
      }),
      /nothing of the part is left/,
    );
  });

  it('refuses an outline that crosses itself', async () => {
    await refusal({
      operation: 'new',
      name: 'bow',
      shape: {
        kind: 'extrude',
        profile: {
          kind: 'polygon',
          points: [
            [0, 0],
            [10, 10],
            [10, 0],
            [0, 10],
          ],
        },
        height: 4,
      },
    });
  });

  it('refuses lengths that can’t be made, with a sentence', async () => {
    assert.equal(
      await refusal({ ...block, shape: { kind: 'box', size: [1e9, 1, 1] } }),
      'The block can’t be made: “shape.size.0” is 1000000000. A length of more than 100 m can’t be made.',
    );
    assert.equal(
      await refusal({ ...block, shape: { kind: 'box', size: [1e-9, 1, 1] } }),
      'The block can’t be made: “shape.size.0” is 1e-9. A length of less than 0.001 mm can’t be made.',
    );
    assert.equal(
      await refusal({ ...block, shape: { kind: 'box', size: [NaN, 1, 1] } }),
      'The block can’t be made: “shape.size.0” is NaN. A length must be a number.',
    );
  });

  for (const [what, content] of [
    ['empty', ''],
    ['foreign', 'solid but not STEP'],
    ['truncated', 'ISO-10303-21;\nHEADER;'],
  ] as const) {
    it(`says that a file can’t be read as STEP when it is ${what}`, async () => {
      await assert.rejects(
        kernel.measureStep(new TextEncoder().encode(content), never),
        (error: unknown) => error instanceof KernelFailure && error.code === 'unreadable_model',
      );
    });
  }
});

describe('the kernel’s worker', () => {
  const many: Feature = {
    operation: 'cut',
    name: 'holes',
    at: [0, 0, 10],
    shape: { kind: 'hole', diameter: 0.5, depth: 'through' },
    pattern: { kind: 'grid', count: [25, 15], spacing: [1.2, 1.2] },
  };

  it('is killed when its request is aborted, and the next request gets a fresh one', async () => {
    const kernel = new KernelClient(kernelFile);
    try {
      await kernel.build(part(block), 'STEP', never);
      await assert.rejects(kernel.build(part(block, many), 'STEP', AbortSignal.timeout(300)), { name: 'TimeoutError' });
      assert.equal((await kernel.build(part(block), 'STEP', never)).facts.solids, 1);
      assert.equal(kernel.workersStarted, 2);
    } finally {
      await kernel.dispose();
    }
  });

  it('does one request at a time, in the order they came', async () => {
    const kernel = new KernelClient(kernelFile);
    const done: number[] = [];
    await Promise.all(
      [3, 1, 2].map(async (height, index) => {
        await kernel.build(part({ ...block, shape: { kind: 'box', size: [10, 10, height] } }), 'STL', never);
        done.push(index);
      }),
    );
    assert.deepEqual(done, [0, 1, 2]);
    await kernel.dispose();
  });

  it('is replaced after so many requests', async () => {
    const kernel = new KernelClient(kernelFile, { jobsPerWorker: 2, heapPerWorker: Infinity });
    for (let job = 0; job < 5; job++) await kernel.build(part(block), 'STL', never);
    assert.equal(kernel.workersStarted, 3);
    await kernel.dispose();
  });

  it('is replaced when its heap has grown too large', async () => {
    const kernel = new KernelClient(kernelFile, { jobsPerWorker: Infinity, heapPerWorker: 1 });
    for (let job = 0; job < 2; job++) await kernel.build(part(block), 'STL', never);
    assert.equal(kernel.workersStarted, 2);
    await kernel.dispose();
  });

  it('is ended when a request takes longer than it may, and the next one gets a fresh worker', async () => {
    const kernel = new KernelClient(kernelFile);
    try {
      const step = (await kernel.build(part(block), 'STEP', never)).bytes;
      await assert.rejects(
        kernel.readStep(step, never, () => undefined, { timeMs: 1, heapBytes: Infinity }),
        { name: 'KernelFailure', code: 'time_limit' },
      );
      assert.equal((await kernel.build(part(block), 'STEP', never)).facts.solids, 1);
      assert.equal(kernel.workersStarted, 2);
    } finally {
      await kernel.dispose();
    }
  });

  /** A worker of a few lines in place of the kernel. */
  async function withWorker(program: string, use: (kernel: KernelClient) => Promise<void>): Promise<void> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kernel-'));
    const file = path.join(folder, 'worker.js');
    fs.writeFileSync(file, `const { parentPort } = require('node:worker_threads');\n${program}`);
    const kernel = new KernelClient(file, { jobsPerWorker: 50, heapPerWorker: Infinity, scriptHeapMb: 64 });
    try {
      await use(kernel);
    } finally {
      await kernel.dispose();
      fs.rmSync(folder, { recursive: true });
    }
  }

  it('ends alone when it runs out of memory for its own data, and says so', async () => {
    await withWorker(
      "parentPort.on('message', () => { const all = []; for (;;) all.push(new Array(100_000).fill({})); });",
      async (kernel) => {
        await assert.rejects(kernel.build(part(block), 'STEP', never), { name: 'KernelFailure', code: 'memory_limit' });
      },
    );
  });

  it('ends alone when OpenCascade aborts', async () => {
    await withWorker(
      "parentPort.on('message', () => { throw new WebAssembly.RuntimeError('unreachable'); });",
      async (kernel) => {
        await assert.rejects(kernel.build(part(block), 'STEP', never), {
          name: 'KernelFailure',
          code: 'kernel_crashed',
        });
      },
    );
  });

  it('is told what a request may take, and is replaced when that wasn’t enough', async () => {
    const program =
      "parentPort.on('message', ({ heapBytes }) => parentPort.postMessage({ ok: false, code: 'memory_limit', message: String(heapBytes), heap: 1 }));";
    await withWorker(program, async (kernel) => {
      for (const heapBytes of [5000, 6000]) {
        await assert.rejects(
          kernel.readStep(new Uint8Array(1), never, () => undefined, { timeMs: 60_000, heapBytes }),
          { code: 'memory_limit', message: String(heapBytes) },
        );
      }
      assert.equal(kernel.workersStarted, 2);
    });
  });

  it('lets the kernel’s heap grow up to its limit and no further, and knows when it was too little', () => {
    const page = 65_536;
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 100 });
    const heap = new HeapLimit(memory);
    heap.start(4 * page);
    memory.grow(2);
    assert.throws(() => memory.grow(2), RangeError);
    assert.ok(heap.isReached);
    // The allocator asks for less when it can't get what it would like.
    memory.grow(1);
    assert.ok(!heap.isReached);
    assert.throws(() => memory.grow(1), RangeError);
    assert.equal(heap.size, 4 * page);
    heap.start(5 * page);
    assert.ok(!heap.isReached);
    memory.grow(1);
  });

  it('is replaced after an error of the kernel’s own, since nobody knows what state it left', async () => {
    await withWorker(
      "parentPort.on('message', () => parentPort.postMessage({ ok: false, code: 'kernel_error', message: 'x', heap: 1 }));",
      async (kernel) => {
        for (let job = 0; job < 2; job++)
          await assert.rejects(kernel.build(part(block), 'STEP', never), { code: 'kernel_error' });
        assert.equal(kernel.workersStarted, 2);
      },
    );
  });

  it('is said to have stopped when it can’t start', async () => {
    const kernel = new KernelClient(path.join(findRoot(), 'dist/no-such-kernel.js'));
    await assert.rejects(kernel.build(part(block), 'STEP', never), { name: 'KernelFailure', code: 'kernel_crashed' });
    await kernel.dispose();
  });
});

/** A binary STL's triangles, the size that they must have, and the edges that don't belong to exactly two of them. */
function readStl(bytes: Uint8Array): { triangles: number; size: number; openEdges: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const triangles = view.getUint32(80, true);
  const edges = new Map<string, number>();
  for (let triangle = 0; triangle < triangles; triangle++) {
    const corners = [0, 1, 2].map((corner) =>
      [0, 1, 2].map((axis) => view.getFloat32(84 + 50 * triangle + 12 + 12 * corner + 4 * axis, true)).join(),
    );
    for (const [from, to] of [
      [0, 1],
      [1, 2],
      [2, 0],
    ] as const) {
      const key = [corners[from], corners[to]].sort().join('|');
      edges.set(key, (edges.get(key) ?? 0) + 1);
    }
  }
  return { triangles, size: 84 + 50 * triangles, openEdges: [...edges.values()].filter((uses) => uses !== 2).length };
}
