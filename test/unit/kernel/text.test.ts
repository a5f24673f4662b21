import assert from 'node:assert/strict';
import fontFile from '@fontsource/b612/files/b612-latin-400-normal.woff';
import { parse } from 'opentype.js';
import { letterAreas, type Contour } from '../../../src/kernel/lettering';
import type { Feature, Shape } from '../../../src/kernel/specification';
import { close, useKernel, within } from '../../support/kernelParts';

type Text = Extract<Shape, { kind: 'text' }>;
type Point = readonly [number, number];

const font = parse(fontFile.slice().buffer);
const capitals = font.charToGlyph('H').getBoundingBox().y2;

/** What the letters cover, in mm², and how wide they are: from outlines that are cut into many short lines. */
function measured(content: string, height: number): { readonly area: number; readonly width: number } {
  const polygons: Point[][] = [];
  let at = 0;
  for (const character of content) {
    const glyph = font.charToGlyph(character);
    for (const command of glyph.path.commands) {
      if (command.type === 'M') polygons.push([[at + command.x, command.y]]);
      const polygon = polygons.at(-1)!;
      const [x, y] = polygon.at(-1)!;
      if (command.type === 'L') polygon.push([at + command.x, command.y]);
      if (command.type !== 'Q') continue;
      for (let step = 1; step <= 200; step++) {
        const [t, s] = [step / 200, 1 - step / 200];
        polygon.push([
          s * s * x + 2 * s * t * (at + command.x1) + t * t * (at + command.x),
          s * s * y + 2 * s * t * command.y1 + t * t * command.y,
        ]);
      }
    }
    at += glyph.advanceWidth!;
  }
  const scale = height / capitals;
  const twice = polygons.map((polygon) =>
    polygon.reduce((sum, [x, y], index) => {
      const [u, v] = polygon[(index + 1) % polygon.length]!;
      return sum + x * v - y * u;
    }, 0),
  );
  const xs = polygons.flat().map(([x]) => x);
  const end = (least: (a: number, b: number) => number): number => xs.reduce((a, b) => least(a, b));
  return {
    area: (Math.abs(twice.reduce((sum, one) => sum + one, 0)) / 2) * scale ** 2,
    width: (end((a, b) => Math.max(a, b)) - end((a, b) => Math.min(a, b))) * scale,
  };
}

/** The area in an outline, in mm², below 0 for one that runs clockwise. */
function covered({ start, segments }: Contour): number {
  const points: Point[] = [start];
  for (const segment of segments) {
    const [x, y] = points.at(-1)!;
    const [u, v] = segment.to;
    if ('control' in segment)
      for (let step = 1; step < 200; step++) {
        const [t, s] = [step / 200, 1 - step / 200];
        const [cx, cy] = segment.control;
        points.push([s * s * x + 2 * s * t * cx + t * t * u, s * s * y + 2 * s * t * cy + t * t * v]);
      }
    points.push([u, v]);
  }
  return points.reduce((sum, [x, y], index) => {
    const [u, v] = points[(index + 1) % points.length]!;
    return sum + (x * v - y * u) / 2;
  }, 0);
}

describe('a text', function () {
  const { build, write, refuses } = useKernel.call(this);
  const plate: Feature = { operation: 'new', name: 'plate', shape: { kind: 'box', size: [80, 30, 6] } };
  const letters = (content: string, height: number, depth: number, more: Partial<Text> = {}): Text => ({
    kind: 'text',
    content,
    height,
    depth,
    ...more,
  });
  const cut = (shape: Text, more: object = {}): Feature => ({
    operation: 'cut',
    name: 'text',
    shape,
    at: [0, 0, 6],
    ...more,
  });
  const raised = (shape: Text, more: object = {}): Feature => ({ ...cut(shape, more), operation: 'add' }) as Feature;

  for (const content of ['ABC', 'M3', 'oeAB8', 'i', 'ÄÖß%', '(R) 4.5 mm², ±0.1°', 'V 2.0']) {
    it(`is cut as deep as it is to be, with the holes of its letters: ${content}`, async () => {
      const { area } = measured(content, 5);
      close(80 * 30 * 6 - (await build(plate, cut(letters(content, 5, 0.5)))).volume, area * 0.5, 1e-5);
    });
  }

  it('is raised on a face', async () => {
    const { area } = measured('M3', 8);
    const facts = await build(plate, raised(letters('M3', 8, 1)));
    close(facts.volume - 80 * 30 * 6, area, 1e-5);
    within(facts, [-40, -15, 0], [40, 15, 7]);
  });

  it('is as high as its capital letters, and centred', async () => {
    const facts = await build({ operation: 'new', name: 'letter', shape: letters('H', 10, 2) });
    const { width } = measured('H', 10);
    within(facts, [-width / 2, -5, 0], [width / 2, 5, 2]);
  });

  it('begins or ends at its place', async () => {
    const { width } = measured('H', 10);
    const at = (align: 'left' | 'right'): Feature => ({
      operation: 'new',
      name: 'letter',
      shape: letters('H', 10, 2, { align }),
    });
    within(await build(at('left')), [0, -5, 0], [width, 5, 2]);
    within(await build(at('right')), [-width, -5, 0], [0, 5, 2]);
  });

  it('reads upright on each side, and may be turned, moved and repeated', async () => {
    const { area, width } = measured('H', 4);
    const onSide = await build(plate, raised(letters('H', 4, 1), { at: [-20, -15, 3], direction: '-y' }));
    close(onSide.volume - 80 * 30 * 6, area, 1e-5);
    within(onSide, [-40, -16, 0], [40, 15, 6]);
    const turned = await build({
      operation: 'new',
      name: 'letter',
      shape: letters('H', 4, 1),
      turn: 90,
      at: [10, 0, 0],
    });
    within(turned, [8, -width / 2, 0], [12, width / 2, 1]);
    const pattern = { kind: 'grid', count: [3, 2], spacing: [20, 12] };
    close(80 * 30 * 6 - (await build(plate, cut(letters('H', 4, 1), { pattern }))).volume, 6 * area, 1e-5);
  });

  it('is written to every format', async () => {
    for (const format of ['STL', 'GLB', '3MF'] as const)
      assert.ok((await write(format, plate, cut(letters('a8', 6, 0.4)))).bytes.length > 1000);
  });

  it('has all areas and holes of every letter of the font', () => {
    const all = Object.keys(font.tables['cmap']!['glyphIndexMap'] as object).map((code) => String.fromCodePoint(+code));
    const seen = all.filter((letter) => font.charToGlyph(letter).path.commands.length > 0);
    assert.ok(seen.length > 200, `${seen.length}`);
    for (const content of seen) {
      const areas = letterAreas({ content, height: 5, align: 'center' });
      const found = areas.flatMap(({ outer, holes }) => [covered(outer), ...holes.map(covered)]);
      for (const { outer, holes } of areas) assert.ok(covered(outer) > 0 && holes.every((hole) => covered(hole) < 0));
      close(
        found.reduce((sum, area) => sum + area),
        measured(content, 5).area,
        1e-4,
      );
    }
  });

  const sentences: readonly [name: string, sentence: RegExp, ...features: Feature[]][] = [
    ['a character that the font has not', /text.* the font has no “中” \(U\+4E2D\)/, plate, cut(letters('A中', 5, 1))],
    ['a character that is not seen', /the font has no U\+200D/, plate, cut(letters('A\u200dB', 5, 1))],
    ['nothing but blanks', /A text needs a letter/, plate, cut(letters('  ', 5, 1))],
    ['two lines', /on one line/, plate, cut(letters('A\nB', 5, 1))],
    ['more than 40 letters', /more than 40 letters/, plate, cut(letters('A'.repeat(41), 1, 1))],
    ['letters too small for any tool', /less than 0\.5 mm high/, plate, cut(letters('A', 0.4, 1))],
    [
      'more than 200 letters together',
      /there would be 400 letters/,
      plate,
      cut(letters('ABCD', 1, 1), { pattern: { kind: 'grid', count: [10, 10], spacing: [5, 2] } }),
    ],
    [
      'letters that are wider than the face',
      /reach over the edge of their face.*they are \d+ mm wide and \d+(?:\.\d+)? mm high/,
      plate,
      cut(letters('ABCDEFGHIJKLMNO', 10, 1)),
    ],
    ['raised letters that are wider', /reach over the edge/, plate, raised(letters('ABCDEFGHIJKLMNO', 10, 1))],
    [
      'letters over a hole',
      /over a hole/,
      plate,
      { operation: 'cut', name: 'hole', at: [0, 0, 6], shape: { kind: 'hole', diameter: 6, depth: 'through' } },
      cut(letters('HHH', 5, 1)),
    ],
    ['letters deeper than the part', /deeper than the part/, plate, cut(letters('A', 5, 7))],
    ['letters inside of the part', /run into the part/, plate, cut(letters('A', 5, 1), { at: [0, 0, 4] })],
    [
      'raised letters inside of the part',
      /run into the part|lies inside/,
      plate,
      raised(letters('A', 5, 1), { at: [0, 0, 5.5] }),
    ],
    ['letters in the air', /outside|over the edge/, plate, raised(letters('A', 5, 1), { at: [0, 0, 8] })],
    [
      'letters that are intersected',
      /only be cut into a face or raised/,
      plate,
      { ...cut(letters('A', 5, 1)), operation: 'intersect' } as Feature,
    ],
  ];
  for (const [name, sentence, ...features] of sentences)
    it(`is refused for ${name}`, () => refuses(sentence, ...features));
});
