import type { Body, Family, Surface } from '../family';
import { impossible, missing, mm, sizes } from '../reading';
import type { Said } from '../said';
import { adjectives, profile, groupOf, usualThickness, twoOnly } from './bracketParts';

export const zBracket: Family = {
  name: 'Z-bracket',
  nouns: ['z bracket', 'z shaped bracket', 'z shape bracket', 'offset bracket', 'joggle bracket'],
  adjectives,
  members: {
    flange: {
      nouns: ['flange', 'leg', 'arm', 'foot'],
      plurals: ['feet'],
      adjectives: ['horizontal', 'equal', 'parallel'],
      takes: ['length'],
    },
    web: { nouns: ['web', 'vertical web', 'middle section', 'vertical section', 'vertical leg'], takes: ['height'] },
  },
  sizes: { flanges: { nouns: ['flange length', 'leg length', 'flange width'] } },
  shapes: [{ adjectives: ['z'], nouns: ['bracket'] }],
  read: readZ,
};

function readZ(said: Said): Body {
  const [first, second, third, fourth] = groupOf(said);
  const [flange] = said.members('flange');
  const [web] = said.members('web');
  twoOnly(flange);
  const thickness = fourth ?? said.size('thickness', 'wall');
  const [one, other] = flange?.lengths.splice(0, 2) ?? [];
  const each =
    said.size('flanges') ??
    (said.sizes.has('length') && said.term('eachLeg') ? said.size('length') : undefined) ??
    flange?.size('length', 'width') ??
    one;
  const a = first ?? each;
  const height = second ?? said.size('height') ?? web?.size('height', 'length') ?? web?.lengths.shift();
  const c = (third !== undefined && said.sizes.has('width') ? third : undefined) ?? other ?? a;
  const width = said.size('width', 'length', 'depth') ?? third;
  const t = thickness ?? usualThickness(said, 40);
  if (a === undefined || c === undefined || height === undefined || width === undefined)
    missing(
      a === undefined ? 'length of the flanges' : height === undefined ? 'height' : 'width',
      'Z-bracket',
      'a Z-bracket with flanges of 30 mm, 50 mm high, 25 mm wide and 3 mm thick',
    );
  if (2 * t >= height || t >= Math.min(a, c))
    impossible(
      `A thickness of ${mm(t)} leaves nothing of a Z-bracket with flanges of ${mm(a)} and ${mm(height)} height.`,
    );
  said.assume(
    `The flanges of ${mm(a)} and ${mm(c)} and the height of ${mm(height)} are measured outside, and the Z-bracket is ${mm(width)} wide.`,
  );
  const outline: [number, number][] = [
    [-a + t, 0],
    [t, 0],
    [t, height - t],
    [c, height - t],
    [c, height],
    [0, height],
    [0, t],
    [-a + t, t],
  ];
  const surface = (name: string, from: number, to: number, z: number): Surface => ({
    name,
    center: [(from + to) / 2, 0, z],
    direction: 'z',
    outline: { kind: 'rectangle', size: [to - from, width] },
    depth: t,
    text: `the ${name}`,
  });
  return {
    name: `Z-Bracket ${sizes(a, height, c, width)}`,
    text: `Z-bracket with flanges of ${mm(a)} and ${mm(c)}, ${mm(height)} high, ${mm(width)} wide and ${mm(t)} thick`,
    features: [profile('bracket', outline, width)],
    surfaces: [surface('lower flange', -a + t, 0, t), surface('upper flange', t, c, height)],
    legs: ['lower flange', 'upper flange'],
    size: [a + c - t, width, height],
    corners: false,
  };
}
