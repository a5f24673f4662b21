import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { validateBytes } from 'gltf-validator';
import { KernelClient } from '../../src/kernel/client.js';
import type { BuiltModel, KernelFormat, PartSpecification } from '../../src/kernel/specification.js';
import { temporaryFolder } from '../support/cleanup.js';
import { ensureNativeTools, runDraw, type NativeTools } from '../support/nativeTools.js';
import { findRoot } from '../support/root.js';
import { parts } from './parts.js';
import { readStrictly } from './strictThreeMf.js';

describe('what the kernel writes', function () {
  const folder = temporaryFolder();
  const scratch = folder.path;
  const never = new AbortController().signal;
  let kernel: KernelClient;
  let tools: NativeTools;
  before(() => {
    tools = ensureNativeTools();
    kernel = new KernelClient(path.join(findRoot(), 'dist/kernel.js'));
  });
  after(async () => {
    await kernel.dispose();
    folder.remove();
  });

  async function write(part: PartSpecification, format: KernelFormat): Promise<BuiltModel & { file: string }> {
    const model = await kernel.build(part, format, never);
    const file = path.join(scratch, `model.${format.toLowerCase()}`);
    fs.writeFileSync(file, model.bytes);
    return { ...model, file };
  }
  const near = (actual: number, expected: number, tolerance: number): void =>
    assert.ok(Math.abs(actual / expected - 1) <= tolerance, `${actual} instead of ${expected}`);
  const found = (text: string, pattern: RegExp): string =>
    pattern.exec(text)?.[1] ?? assert.fail(`no ${pattern.source} in:\n${text}`);

  for (const part of parts) {
    it(`${part.name}: as STEP, native OpenCascade finds it valid, with its volume, solids and names`, async () => {
      const { facts, file, bytes } = await write(part, 'STEP');
      const said = runDraw(tools, scratch, [
        `testreadstep ${file} s`,
        'puts [checkshape s]',
        'puts [vprops s -full]',
        'puts [nbshapes s]',
      ]);
      assert.match(said, /This shape seems to be valid/);
      near(Number(found(said, /Mass :\s+(\S+)/)), facts.volume, 1e-4);
      assert.equal(Number(found(said, /SOLID\s+: (\d+)/)), part.parts.length);
      const text = new TextDecoder().decode(bytes);
      assert.match(text, /FILE_SCHEMA\s*\(\(\s*'AP242_/);
      assert.match(text, /LENGTH_UNIT\(\)[^;]*SI_UNIT\(\.MILLI\.,\.METRE\.\)/);
      for (const { name, color = '' } of part.parts) {
        if (/^[\x20-\x7e]*$/.test(name)) assert.ok(text.includes(`PRODUCT('${name}'`), name);
        const channels = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255);
        const colours = [...text.matchAll(/COLOUR_RGB\('',([^)]*)\)/g)].map(([, values = '']) =>
          values.split(',').map(Number),
        );
        assert.ok(
          colours.some((values) => values.every((value, index) => Math.abs(value - channels[index]!) < 1e-3)),
          `${color} is not among ${colours.join(' ')}`,
        );
      }
    });

    it(`${part.name}: as STL, admesh finds no open edge, and its volume within 1%`, async () => {
      const { facts, file } = await write(part, 'STL');
      const { stdout } = spawnSync(tools.admesh, ['-fund', file], { encoding: 'utf8' });
      assert.equal(found(stdout, /Total disconnected facets\s+:\s+(\d+)/), '0');
      for (const what of [
        'Degenerate facets',
        'Edges fixed',
        'Facets removed',
        'Facets added',
        'Facets reversed',
        'Backwards edges',
        'Normals fixed',
      ])
        assert.equal(found(stdout, new RegExp(`${what}\\s+:\\s+(\\d+)`)), '0', what);
      near(Number(found(stdout, /Volume\s+:\s+(\S+)/)), facts.volume, 0.01);
    });

    it(`${part.name}: as GLB, gltf-validator finds neither errors nor warnings`, async () => {
      const { bytes, facts } = await write(part, 'GLB');
      const { issues, info } = await validateBytes(bytes, { maxIssues: 10 });
      assert.deepEqual(
        { errors: issues.numErrors, warnings: issues.numWarnings },
        { errors: 0, warnings: 0 },
        JSON.stringify(issues.messages),
      );
      assert.equal(info.drawCallCount, part.parts.length);
      const json = JSON.parse(
        new TextDecoder().decode(
          bytes.subarray(20, 20 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(12, true)),
        ),
      ) as Gltf;
      assert.deepEqual(
        json.nodes.map(({ name }) => name),
        part.parts.map(({ name }) => name),
      );
      const bounds = json.accessors.filter(({ max }) => max);
      // Metres with Y up: the height of the part is along Y. Chords stay within the part.
      const top = Math.max(...bounds.map(({ max }) => max?.[1] ?? 0));
      assert.ok(Math.abs(top - facts.boundingBox.max[2] / 1000) < 1e-4, `${top}`);
    });

    it(`${part.name}: as 3MF, lib3mf reads it in strict mode without a warning, as closed bodies with their names`, async () => {
      const { bytes } = await write(part, '3MF');
      const { warnings, bodies } = await readStrictly(bytes);
      assert.equal(warnings, 0);
      assert.deepEqual(
        bodies,
        part.parts.map(({ name }) => ({ name, closed: true })),
      );
    });
  }

  it('lib3mf refuses, in strict mode, a 3MF that is damaged', async () => {
    const { bytes } = await write(parts[0]!, '3MF');
    await assert.rejects(readStrictly(bytes.subarray(0, bytes.length / 2)));
  });
});

interface Gltf {
  readonly nodes: readonly { readonly name: string }[];
  readonly accessors: readonly { readonly max?: readonly number[] }[];
}
