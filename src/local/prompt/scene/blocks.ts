import { isRib } from '../grammar/ribNouns';
import { impossible, mm, plain, Refusal, type Assume } from '../../geometry/refusal';
import type { Axis } from '../text/token';
import { blockSurfaces } from './surfaces';
import type { BodyShape } from './body';
import type { Taker } from './taker';

const axes: readonly Axis[] = ['x', 'y', 'z'];

/** "60 x 40 x 5 mm plate", "a 24 mm square bar, 135 mm long", "38 mm cube": sizes along X, Y and Z. */
export function readBlock(taker: Taker, assume?: Assume): BodyShape {
  if (/\bkey$/.test(taker.thing.noun) && !taker.trait('square ends')) return taker.missing('shape of the ends');
  const [x, y, z] =
    taker.thing.noun === 'cube' ? cubeSizes(taker) : (standingSizes(taker) ?? blockSizes(taker, assume));
  if (!taker.thing.traits.some(({ name }) => name === 'upright') && isFlat(taker.thing.noun) && z > Math.min(x, y))
    throw new Refusal(
      'not_understood',
      `The ${taker.thing.noun} would be thicker than it is wide: say which size is its thickness.`,
    );
  return blockOf(capital(taker.thing.noun.replace(/^rectangular /, '')), x, y, z);
}

export function blockOf(noun: string, x: number, y: number, z: number): BodyShape {
  return {
    name: `${noun} ${[x, y, z].map(plain).join('x')}`,
    text: `${noun} of ${plain(x)} mm by ${mm(y)} by ${mm(z)}`,
    solids: [{ operation: 'add', shape: { kind: 'box', size: [x, y, z] } }],
    size: [x, y, z],
    surfaces: blockSurfaces(x, y, z),
    round: false,
    corners: true,
  };
}

/** "a web 13 mm thick and 44 mm high" on another body: its thickness lies along that, and its height goes up. */
function standingSizes(taker: Taker): [number, number, number] | undefined {
  const { noun, traits, places } = taker.thing;
  const isStanding =
    isRib(noun) || places.some(({ kind }) => kind === 'at') || traits.some(({ name }) => name === 'upright');
  if (!isStanding || !taker.has('thickness') || !taker.has('height')) return undefined;
  const [x, y] = [taker.along('x'), taker.along('y')];
  const long = x ?? (y === undefined && !taker.has('width') ? taker.size('length') : undefined);
  const across = long ?? y ?? taker.size('width');
  if (across === undefined) return undefined;
  const [thick, high] = [taker.size('thickness'), taker.size('height')];
  if (thick === undefined || high === undefined) return undefined;
  return long === undefined ? [thick, across, high] : [across, thick, high];
}

function cubeSizes(taker: Taker): [number, number, number] {
  const group = taker.group(3) ?? taker.group(2);
  const side =
    group?.[0]?.mm ?? taker.size('side', 'unnamed', 'length', 'width', 'height', 'square') ?? taker.missing('side');
  const others = [
    ...(group ?? []).map((length) => length.mm),
    taker.size('width') ?? side,
    taker.size('height') ?? side,
  ];
  if (others.some((other) => other !== side)) impossible('The sides of a cube are all equal.');
  return [side, side, side];
}

/** Takes the extents of a block. Upwards goes what is thick, high or deep; what is called long goes along X. */
export function blockSizes(taker: Taker, assume?: Assume): [number, number, number] {
  taker.trait('rectangular', 'regular');
  const isSquare = taker.trait('square') || taker.thing.noun.startsWith('square ');
  const extents = new Map<Axis, number>();
  for (const axis of axes) {
    const length = taker.along(axis);
    if (length !== undefined) extents.set(axis, length);
  }
  const group = taker.group(3) ?? taker.group(2);
  for (const [index, length] of (group ?? []).entries()) {
    const axis = length.axis ?? axes[index];
    if (axis) extents.set(axis, length.mm);
  }
  const listed = taker.thing.sizes.find(({ name, lengths }) => name === 'side' && lengths.length === 3);
  if (listed && !group) {
    const [a = 0, b = 0, c = 0] = taker.list('side');
    return [a, b, c];
  }
  const section = taker.size('square', 'side', 'flats') ?? (isSquare && !group ? taker.size('unnamed') : undefined);
  const long = taker.size('length', 'long side', 'overall length');
  if (group?.length === 2 && long !== undefined && !extents.has('z') && !group[0]?.axis) {
    // "a bar of 12 x 12 mm, 150 mm long"
    const [a, b] = group.map((length) => length.mm);
    return [long, a ?? taker.missing('width'), b ?? taker.missing('height')];
  }
  const fill = (axis: Axis, value: number | undefined): void => {
    if (value === undefined) return;
    if (extents.has(axis))
      throw new Refusal('not_understood', `${mm(value)} is a size too many for the ${taker.thing.noun}.`);
    extents.set(axis, value);
  };
  const height = taker.size('thickness') ?? taker.size('height');
  const given = axes.filter((axis) => extents.has(axis));
  if (given.length === 2 && extents.has('z') && height !== undefined) {
    // "55 mm in X and 25 mm in Z, padded by 40 mm"
    const open = axes.find((axis) => !extents.has(axis));
    if (open) fill(open, height);
    return sizesOf(taker, extents, false, assume);
  }
  const wide = taker.size('width', 'short side');
  if (section !== undefined && long !== undefined && height === undefined) return [long, section, section];
  if (section !== undefined) {
    fill('x', section);
    fill('y', section);
  }
  fill('x', long);
  fill('z', height ?? (extents.has('x') && (extents.has('y') || wide !== undefined) ? taker.size('depth') : undefined));
  fill(extents.has('x') && !extents.has('y') ? 'y' : extents.has('x') ? 'z' : 'x', wide);
  fill(extents.has('x') ? 'y' : 'x', taker.size('depth'));
  fill('y', height === undefined ? undefined : taker.size('height'));
  return sizesOf(taker, extents, isSquare, assume);
}

/** What is missing is the one size without a name. */
function sizesOf(
  taker: Taker,
  extents: Map<Axis, number>,
  isSquare: boolean,
  assume: Assume | undefined,
): [number, number, number] {
  const missing = axes.find((axis) => !extents.has(axis));
  if (missing !== undefined) {
    const rest = taker.size('unnamed');
    if (rest !== undefined) extents.set(missing, rest);
    if (rest !== undefined && missing === 'z') assume?.(`The ${mm(rest)} are the ${wordForHeight(taker.thing.noun)}.`);
  }
  const [x, y, z] = axes.map((axis) => extents.get(axis));
  if (isSquare && new Set([x, y, z]).size === 3)
    impossible(`A ${taker.thing.noun} of ${[x, y, z].join(' by ')} mm isn’t square.`);
  if (missing !== undefined && (taker.group(4) ?? taker.group(5)))
    throw new Refusal('not_understood', `More than three sizes of the ${taker.thing.noun} stand there together.`);
  if (x === undefined) return taker.missing('length');
  if (y === undefined) return taker.missing('width');
  if (z === undefined) return taker.missing(wordForHeight(taker.thing.noun));
  return [x, y, z];
}

function wordForHeight(noun: string): string {
  return isFlat(noun) ? 'thickness' : 'height';
}

function isFlat(noun: string): boolean {
  return /plate|sheet|panel|strip/.test(noun);
}

export function capital(noun: string): string {
  return noun.charAt(0).toUpperCase() + noun.slice(1);
}
