import assert from 'node:assert/strict';
import type { Exporter } from '../../../src/export/client.js';
import { ExportFailure } from '../../../src/export/failure.js';
import type { Exported, ModelRequest, SourceFormat } from '../../../src/export/request.js';
import type { KernelClient } from '../../../src/kernel/client.js';
import type { KernelFormat, PartSpecification } from '../../../src/kernel/specification.js';
import { parseMesh, type ParsedMesh } from '../../../src/models/parse/index.js';
import { newExporter } from '../../support/exporter.js';
import { namesAndColours, newKernel, readModel } from '../../support/readStep.js';
import { boxGlb } from '../../support/glb.js';

const never = new AbortController().signal;

/** A red cylinder of 20 × 10 mm beside a plate without a colour. */
const twoParts: PartSpecification = {
  name: 'Set',
  assumptions: [],
  parts: [
    {
      name: 'Stift – groß',
      color: '#d02010',
      features: [{ operation: 'new', name: 'pin', shape: { kind: 'cylinder', diameter: 20, height: 10 } }],
    },
    {
      name: 'plate',
      color: '#3f7fbf',
      features: [{ operation: 'new', name: 'plate', at: [40, 0, 0], shape: { kind: 'box', size: [30, 20, 5] } }],
    },
  ],
};
const pin = Math.PI * 10 * 10 * 10;
const plate = 30 * 20 * 5;

describe('A model saved in another format', () => {
  let exporter: Exporter;
  let kernel: KernelClient;
  let step: Uint8Array;
  before(async () => {
    exporter = newExporter();
    kernel = newKernel();
    step = (await kernel.build(twoParts, 'STEP', never)).bytes;
  });
  after(async () => {
    exporter.dispose();
    await exporter.ended;
    await kernel.dispose();
  });

  const save = (to: KernelFormat, rest: Partial<ModelRequest> = {}): Promise<Exported> =>
    exporter.exportModel({ bytes: step, from: 'step', name: 'Set', to, ...rest }, never);
  const only = ({ files }: Exported): Uint8Array => {
    assert.equal(files.length, 1);
    return files[0]!.bytes;
  };
  const read = (format: Exclude<SourceFormat, 'step'>, bytes: Uint8Array): Promise<ParsedMesh> =>
    parseMesh(format, Uint8Array.from(bytes));

  for (const [to, format] of [
    ['3MF', '3mf'],
    ['GLB', 'glb'],
  ] as const)
    it(`from STEP to ${to} keeps names and colours, and its volume within what the fineness allows`, async () => {
      const exported = await save(to);
      const { mesh, facts } = await read(format, only(exported));
      assert.deepEqual(namesAndColours(mesh.parts), ['Stift – groß d02010', 'plate 3f7fbf']);
      assert.equal(exported.files[0]!.triangles, facts.triangles);
      assert.ok(facts.closed);
      assert.deepEqual(exported.notes, []);
      isWithin(facts.volume, exported.deflection!);
    });

  it('comes nearer to the surfaces with each step of the fineness, and as near as the number says', async () => {
    const deflections: number[] = [];
    const errors: number[] = [];
    for (const fineness of ['coarse', 'normal', 'fine', { mm: 0.5 }, { mm: 0.001 }] as const) {
      const exported = await save('STL', { fineness });
      const { facts } = await read('stl', only(exported));
      isWithin(facts.volume, exported.deflection!);
      deflections.push(exported.deflection!);
      errors.push(pin + plate - facts.volume);
    }
    const [coarse = 0, normal = 0, fine = 0, ofNumber, ofSmall] = errors;
    assert.ok(coarse > normal && normal > fine && fine > 0, errors.join());
    assert.deepEqual(deflections.slice(3), [0.5, 0.001]);
    assert.ok(ofNumber! > coarse && ofSmall! < normal, errors.join());
  });

  /** A circle's chords are inside, so a round part loses at most the distance on its round surface. */
  function isWithin(volume: number, deflection: number): void {
    const lost = pin + plate - volume;
    assert.ok(lost > 0 && lost <= 2 * Math.PI * 10 * 10 * deflection, `${lost} mm³ with ${deflection} mm`);
  }

  it('is in inches on demand, as STL and as STEP', async () => {
    const stl = await read('stl', only(await save('STL', { unit: 'inch' })));
    assert.ok(Math.abs(stl.facts.box.max[0] * 25.4 - 55) < 1e-4);
    const written = only(await save('STEP', { unit: 'inch' }));
    assert.match(new TextDecoder().decode(written), /CONVERSION_BASED_UNIT\('INCH'/);
    const { facts, parts } = await readModel(kernel, written);
    assert.ok(Math.abs(facts.volume! - pin - plate) < 1e-3, `${facts.volume}`);
    assert.deepEqual(namesAndColours(parts), ['Stift – groß d02010', 'plate 3f7fbf']);
  });

  it('holds the parts that are asked for: each in its file, or those with given numbers', async () => {
    const each = await save('3MF', { parts: 'each' });
    assert.deepEqual(
      each.files.map(({ name }) => name),
      ['Stift – groß', 'plate'],
    );
    const { facts } = await read('3mf', each.files[1]!.bytes);
    assert.ok(Math.abs(facts.volume - plate) < 1e-3);
    const { mesh } = await read('glb', only(await save('GLB', { parts: [1] })));
    assert.deepEqual(namesAndColours(mesh.parts), ['plate 3f7fbf']);
    const { parts } = await readModel(kernel, only(await save('STEP', { parts: [0] })));
    assert.deepEqual(namesAndColours(parts), ['Stift – groß d02010']);
    await assert.rejects(save('STL', { parts: [] }), refused(/^There is no part to be saved/));
  });

  it('keeps the colours of faces, in STEP as in 3MF and GLB', async () => {
    const coloured = withColouredFace(step);
    const source = await readModel(kernel, coloured);
    const colours = coloursOf([...source.mesh.faceColours]);
    assert.ok(colours.includes('00ff00'), colours.join());
    const again = await readModel(kernel, only(await save('STEP', { bytes: coloured })));
    assert.deepEqual(coloursOf([...again.mesh.faceColours]), colours);
    for (const [to, format] of [
      ['3MF', '3mf'],
      ['GLB', 'glb'],
    ] as const) {
      const { mesh } = await read(format, only(await save(to, { bytes: coloured })));
      const corners = Array.from({ length: mesh.vertexColours!.length / 3 }, (_, at) => {
        const [red = 0, green = 0, blue = 0] = mesh.vertexColours!.subarray(3 * at, 3 * at + 3);
        return (red << 16) | (green << 8) | blue;
      });
      assert.deepEqual(coloursOf(corners), ['00ff00', '3f7fbf', 'd02010'], to);
    }
  });

  it('from mesh to mesh keeps every triangle where it is', async () => {
    const [min, max] = [
      [0, -10, 0],
      [20, 0, 5],
    ];
    const glb = boxGlb();
    for (const [to, format] of [
      ['STL', 'stl'],
      ['3MF', '3mf'],
      ['GLB', 'glb'],
    ] as const) {
      const exported = await save(to, { bytes: glb, from: 'glb' });
      const { facts } = await read(format, only(exported));
      assert.equal(facts.triangles, 12);
      assert.ok(Math.abs(facts.volume - 1000) < 1e-3, `${facts.volume}`);
      for (const axis of [0, 1, 2] as const)
        assert.ok(Math.abs(facts.box.min[axis] - min[axis]!) + Math.abs(facts.box.max[axis] - max[axis]!) < 1e-5, to);
    }
  });

  it('from mesh to STEP is refused with the reason', async () => {
    await assert.rejects(
      save('STEP', { bytes: boxGlb(), from: 'glb' }),
      refused(/^This file holds triangles, and STEP holds exact surfaces/),
    );
  });

  it('from a file that can’t be read is refused with what is the matter with it', async () => {
    await assert.rejects(save('STL', { bytes: new Uint8Array() }), refused(/^The file is empty/));
    await assert.rejects(save('STL', { bytes: step.subarray(0, 900) }), refused(/cut off/));
    await assert.rejects(save('GLB', { bytes: step, from: 'stl' }), refused(/another format \(STEP\)/));
  });

  it('is given up with its thread when it is cancelled, and the next one is made all the same', async () => {
    const abort = new AbortController();
    const given = exporter.exportModel(
      { bytes: step, from: 'step', to: 'STL', name: 'Set', fineness: { mm: 1e-4 } },
      abort.signal,
    );
    const reason = new Error('cancelled by the test');
    setImmediate(() => abort.abort(reason));
    await assert.rejects(given, reason);
    assert.equal((await save('STL')).files.length, 1);
  });
});

function refused(sentence: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof ExportFailure && sentence.test(error.message);
}

function coloursOf(colours: readonly number[]): string[] {
  const found = new Set(colours.filter((colour) => colour !== -1).map((one) => one.toString(16).padStart(6, '0')));
  return [...found].sort();
}

/** Gives the first face of the file a green of its own, as CAD programs write it. */
function withColouredFace(step: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(step);
  const face = /#(\d+) = ADVANCED_FACE/.exec(text)?.[1] ?? assert.fail('no face');
  const records = [
    `#9001 = COLOUR_RGB('',0.,1.,0.);`,
    `#9002 = FILL_AREA_STYLE_COLOUR('',#9001);`,
    `#9003 = FILL_AREA_STYLE('',(#9002));`,
    `#9004 = SURFACE_STYLE_FILL_AREA(#9003);`,
    `#9005 = SURFACE_SIDE_STYLE('',(#9004));`,
    `#9006 = SURFACE_STYLE_USAGE(.BOTH.,#9005);`,
    `#9007 = PRESENTATION_STYLE_ASSIGNMENT((#9006));`,
    `#9008 = STYLED_ITEM('',(#9007),#${face});`,
  ].join('\n');
  const end = text.lastIndexOf('ENDSEC;');
  return new TextEncoder().encode(`${text.slice(0, end)}${records}\n${text.slice(end)}`);
}
