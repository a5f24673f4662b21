import assert from 'node:assert/strict';
import { readWritten, type FileSource, type WrittenFile } from '../../../src/preview/writtenFile.js';
import { wholenessOf, type ModelFormat } from '../../../src/preview/wholeness.js';
import { ManualClock } from '../../support/manualClock.js';
import { binaryStl, boxFacets, textStl } from '../../support/stlBox.js';
import { until } from '../../support/until.js';

const whole = binaryStl(boxFacets());
const missing = new Error('there is no such file');

/** A file that a test writes to, and what a reading of it has come to. */
class File {
  readonly clock = new ManualClock();
  bytes: Uint8Array<ArrayBuffer> | undefined;
  mtime: number;
  reads = 0;
  writing = 0;
  result: WrittenFile | undefined;
  error: unknown;

  constructor(bytes: Uint8Array<ArrayBuffer> | undefined, { age = 0 } = {}) {
    this.bytes = bytes;
    this.mtime = this.clock.now() - age;
  }

  write(bytes: Uint8Array<ArrayBuffer> | undefined): void {
    this.bytes = bytes;
    this.mtime = this.clock.now();
  }

  read(format: ModelFormat, { isChanged = false, signal = new AbortController().signal } = {}): void {
    const source: FileSource = {
      format,
      stat: () =>
        this.bytes ? Promise.resolve({ size: this.bytes.length, mtime: this.mtime }) : Promise.reject(missing),
      read: () => {
        this.reads++;
        return this.bytes ? Promise.resolve(this.bytes) : Promise.reject(missing);
      },
      isMissing: (error) => error === missing,
    };
    const { clock } = this;
    const changedAt = isChanged ? clock.monotonic() : undefined;
    readWritten(source, { clock, signal, changedAt, onWriting: () => this.writing++ }).then(
      (result) => (this.result = result),
      (error: unknown) => (this.error = error ?? 'rejected'),
    );
  }

  /** Lets the reading go on for so many ms, as far as it waits. */
  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 100) {
      await until(() => this.clock.pending > 0 || this.isOver, 'the reading to wait or to end');
      if (this.isOver) return;
      this.clock.advance(100);
    }
    await until(() => this.clock.pending > 0 || this.isOver, 'the reading to wait or to end');
  }

  get isOver(): boolean {
    return this.result !== undefined || this.error !== undefined;
  }
}

const text = (content: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(content));

describe('A model file that is being written', () => {
  it('is waited for while it comes in pieces, and read once it is whole', async () => {
    const file = new File(whole.slice(0, 100));
    file.read('stl', { isChanged: true });
    for (const length of [200, 300, 500]) {
      await file.pass(1500);
      assert.equal(file.isOver, false, `it was taken at ${length} bytes`);
      file.write(whole.slice(0, length));
    }
    file.write(whole);
    await file.pass(1500);
    assert.deepEqual(file.result?.bytes, whole);
    assert.equal(file.writing, 1);
  });

  it('is waited for when it is opened while it comes', async () => {
    const file = new File(whole.slice(0, 300));
    file.read('stl');
    await file.pass(1000);
    assert.equal(file.isOver, false);
    file.write(whole);
    await file.pass(1000);
    assert.equal(file.result?.bytes.length, whole.length);
  });

  it('is not waited for when it is whole', async () => {
    const file = new File(whole);
    file.read('stl', { isChanged: true });
    await file.pass(0);
    assert.deepEqual([file.result?.hasWaited, file.reads, file.writing], [false, 1, 0]);
  });

  it('is given as it is once it stays without an end', async () => {
    const file = new File(whole.slice(0, 300));
    file.read('stl', { isChanged: true });
    await file.pass(6000);
    assert.deepEqual([file.result?.bytes.length, file.result?.hasWaited], [300, true]);
  });

  it('is not waited for when it was cut off long ago, or is of another kind', async () => {
    const old = new File(whole.slice(0, 300), { age: 60_000 });
    old.read('stl');
    await old.pass(0);
    assert.equal(old.result?.bytes.length, 300);
    const foreign = new File(
      text('<html><body>This is a page of a server, and no model at all, however long</body></html>'),
    );
    foreign.read('stl');
    await foreign.pass(0);
    assert.equal(foreign.result?.hasWaited, false);
  });

  it('is missed for a second when it was there, since programs remove a file before they write it anew', async () => {
    const anew = new File(undefined);
    anew.read('stl', { isChanged: true });
    await anew.pass(500);
    assert.equal(anew.isOver, false);
    anew.write(whole);
    await anew.pass(500);
    assert.equal(anew.result?.bytes.length, whole.length);
    const gone = new File(undefined);
    gone.read('stl', { isChanged: true });
    await gone.pass(2000);
    assert.equal(gone.error, missing);
  });

  it('is said to be missing at once when it never was there', async () => {
    const file = new File(undefined);
    file.read('stl');
    await file.pass(0);
    assert.equal(file.error, missing);
  });

  it('is not read again at each look while it grows', async () => {
    const file = new File(whole.slice(0, 100));
    file.read('stl', { isChanged: true });
    for (let length = 101; length < 141; length++) {
      await file.pass(200);
      file.write(whole.slice(0, length));
    }
    assert.ok(file.reads <= 2, `${file.reads} readings`);
    file.write(whole);
    await file.pass(2000);
    assert.equal(file.result?.bytes.length, whole.length);
  });

  it('is given up when the user cancels', async () => {
    const cancelling = new AbortController();
    const file = new File(whole.slice(0, 100));
    file.read('stl', { isChanged: true, signal: cancelling.signal });
    await file.pass(500);
    cancelling.abort();
    await until(() => file.isOver, 'the reading to end');
    assert.ok(file.error instanceof DOMException);
  });
});

describe('Whether a model file has its end', () => {
  const glb = Uint8Array.from(Buffer.concat([text('glTF'), Uint8Array.of(2, 0, 0, 0, 99, 0, 0, 0)]));
  const files: readonly (readonly [what: string, format: ModelFormat, bytes: Uint8Array, expected: string])[] = [
    ['a whole binary STL', 'stl', whole, 'whole'],
    ['a binary STL whose triangles aren’t all there', 'stl', whole.slice(0, -1), 'cut'],
    ['a binary STL whose number comes last', 'stl', binaryStl(boxFacets(), { count: 0 }), 'cut'],
    ['a whole text STL', 'stl', text(textStl(boxFacets())), 'whole'],
    ['a text STL that ends within', 'stl', text(textStl(boxFacets()).slice(0, 500)), 'cut'],
    ['a text STL that ends between two facets', 'stl', text(textStl(boxFacets()).replace(/endsolid.*/, '')), 'cut'],
    ['a whole STEP', 'step', text('ISO-10303-21;\nDATA;\nENDSEC;\nEND-ISO-10303-21;\n'), 'whole'],
    ['a STEP without its end', 'step', text('ISO-10303-21;\nDATA;\n#1=A('), 'cut'],
    ['a page in the place of a STEP', 'step', text('<html></html>'), 'other'],
    ['a GLB that is shorter than it says', 'glb', glb, 'cut'],
    ['a page in the place of a GLB', 'glb', text('<html></html>'), 'other'],
    ['a 3MF without its directory', '3mf', text('PK\u0003\u0004 and more'), 'cut'],
    ['an empty file', 'glb', new Uint8Array(), 'cut'],
    ['room that was reserved and not written yet', 'stl', new Uint8Array(1000), 'cut'],
  ];
  for (const [what, format, bytes, expected] of files)
    it(`${what}: ${expected}`, async () => assert.equal(await wholenessOf(format, bytes), expected));
});
