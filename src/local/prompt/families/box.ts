import type { Body, Family } from '../family';
import { impossible, mm, plain, Refusal, sizes } from '../reading';
import type { Said } from '../said';
import { blockSurfaces } from '../surfaces';

const adjectives = ['rectangular', 'solid', 'flat', 'mounting', 'cuboid', 'prismatic', 'metal'];

export const box: Family = {
  name: 'box',
  nouns: [
    'box',
    'cuboid',
    'rectangular prism',
    'rectangular solid',
    'parallelepiped',
    'prism',
    'rectangular box',
    'rectangular cuboid',
  ],
  plurals: ['boxes'],
  adjectives: ['rectangular', 'solid', 'cuboid'],
  read: (said) => block(said, 'Box'),
};
export const brick: Family = {
  name: 'block',
  nouns: [
    'block',
    'brick',
    'step block',
    'stepped block',
    'rectangular block',
    'bar',
    'beam',
    'square bar',
    'flat bar',
    'rectangular bar',
    'strip',
    'rail',
  ],
  adjectives: ['rectangular', 'solid', 'flat', 'mounting', 'long'],
  read: (said) => block(said, 'Block'),
};
export const plate: Family = {
  name: 'plate',
  nouns: [
    'plate',
    'slab',
    'sheet',
    'panel',
    'base plate',
    'baseplate',
    'mounting plate',
    'adapter plate',
    'cover plate',
    'plaque',
    'tile',
    'board',
    'flat plate',
    'gasket',
    'face plate',
    'faceplate',
    'end plate',
    'nameplate',
    'name plate',
    'number plate',
    'cutting board',
    'chopping board',
    'coupon',
    'table top',
    'tabletop',
  ],
  adjectives: [...adjectives, 'base', 'cover', 'adapter'],
  read: (said) => block(said, 'Plate'),
};
export const cube: Family = { name: 'cube', nouns: ['cube'], adjectives: ['solid'], read: readCube };

function readCube(said: Said): Body {
  said.term('square');
  const group = said.group();
  const side =
    group?.[0] ??
    said.size('side', 'length', 'width', 'height', 'thickness') ??
    said.lengths.shift() ??
    uncounted(said);
  if (side === undefined) return said.missing('side', 'a 20 mm cube');
  if (group?.some((other) => other !== side)) impossible('The sides of a cube are all equal.');
  for (const size of ['length', 'width', 'height'] as const) {
    const other = said.size(size);
    if (other !== undefined && other !== side) impossible('The sides of a cube are all equal.');
  }
  return bodyOf('Cube', side, side, side);
}

/** A cube has one number to name, so that it needs no unit to be a length. */
function uncounted(said: Said): number | undefined {
  const side = said.number();
  if (side === undefined) return undefined;
  said.prompt.unitless.push(side);
  return side * said.prompt.unit;
}

function block(said: Said, name: 'Box' | 'Block' | 'Plate'): Body {
  const square = said.term('square');
  const [length, width, height] = blockSizes(said, name, square);
  if (square && length !== width && width !== height)
    impossible(`A ${said.called} of ${mm(length)} by ${mm(width)} by ${mm(height)} isn’t square.`);
  if (name === 'Plate' && height > Math.min(length, width))
    throw new Refusal(
      'not_understood',
      `A ${said.called} of ${mm(length)} by ${mm(width)} by ${mm(height)} would be thicker than it is wide. Write its thickness last, or say which size is the thickness.`,
    );
  return bodyOf(name, length, width, height);
}

function blockSizes(said: Said, name: string, square: boolean): [number, number, number] {
  const group = said.group() ?? [];
  if (group.length > 3)
    throw new Refusal(
      'not_understood',
      `The sizes of the ${said.called} are at most three numbers joined by “x”, not ${group.length}. Name the others.`,
    );
  // "a bar of 12x12 mm, 150 mm long"
  const long = group.length === 2 ? said.size('length') : undefined;
  const [a, b, c] = long === undefined ? group : [long, ...group];
  const side = said.size('side');
  // Upwards go, in this order: thickness, height, depth. Of what else is named, the length lies along X, or without one
  // the width.
  let height = c ?? said.size('thickness') ?? (said.sizes.has('height') ? said.size('height') : otherThan(said, a, b));
  let length = a ?? said.size('length', 'spacingX') ?? side ?? said.size('width');
  let width = b ?? said.size('width', 'spacingY') ?? side ?? said.size('depth', 'height');
  // "a 100 mm long bar, 20 mm square"
  if (square && length !== undefined && width === undefined && height === undefined && said.lengths[0] !== undefined) {
    const section = said.lengths.shift() ?? length;
    return [length, section, section];
  }
  if (square && width === undefined && length === undefined) length = said.lengths.shift();
  if (square) width ??= length;
  if (square && (length === undefined || width === undefined)) length = width = length ?? width;
  height ??= said.length('thickness');
  if (length === undefined || width === undefined || height === undefined)
    return said.missing(
      length === undefined ? 'length' : width === undefined ? 'width' : name === 'Plate' ? 'thickness' : 'height',
      `a 40x20x10 mm ${said.called}`,
    );
  return [length, width, height];
}

/** A depth goes upwards unless it is needed as the second size: "10 cm wide, 5 cm deep". */
function otherThan(said: Said, a: number | undefined, b: number | undefined): number | undefined {
  const flat =
    (a ?? 0) + (b ?? 0) > 0 || (said.sizes.has('length') && said.sizes.has('width')) || said.sizes.has('side');
  return flat ? said.size('depth') : undefined;
}

/** A rectangular block as a body. */
export function bodyOf(name: string, length: number, width: number, height: number): Body {
  return {
    name: `${name} ${sizes(length, width, height)}`,
    text: `${name} of ${plain(length)} mm by ${mm(width)} by ${mm(height)}`,
    features: [{ operation: 'new', name: name.toLowerCase(), shape: { kind: 'box', size: [length, width, height] } }],
    surfaces: blockSurfaces(length, width, height),
    size: [length, width, height],
    corners: true,
  };
}
