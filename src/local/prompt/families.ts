import type { Feature } from '../../kernel/specification';
import { take, takeTerm, type Clause } from './clause';
import { drill, type Holes } from './holes';
import { mm, Refusal, type Assume } from './reading';
import type { PartName } from './vocabulary';

export interface Part {
  readonly name: string;
  readonly features: Feature[];
  readonly text: string;
}

/** Takes the part's sizes from what is said of its body. What it leaves there is refused. */
type Build = (body: Clause, holes: readonly Holes[], assume: Assume, name: PartName) => Part;

/** How each part is built. */
export const families: Readonly<Record<PartName, Build>> = {
  box, block: box, cuboid: box, plate: box, slab: box, cube: box,
  cylinder, rod: cylinder, disc: cylinder,
  tube, pipe: tube,
  flange,
  'L-bracket': bracket,
};

function box(body: Clause, holes: readonly Holes[], assume: Assume, kind: PartName): Part {
  const [length, width, height] = kind === 'cube' ? cubeSizes(body) : boxSizes(body, kind, assume);
  const flat = kind === 'plate' || kind === 'slab';
  const sizes = `${mm(length)} by ${mm(width)} by ${mm(height)}`;
  if (takeTerm(body, 'square') && length !== width) throw new Refusal('geometry_validation_failed', `A ${kind} of ${sizes} isn’t square.`);
  if (flat && height > Math.min(length, width)) throw new Refusal('not_understood', `A ${kind} of ${sizes} would be thicker than it is wide. Write its thickness last, or say which size is the thickness.`);
  if (!flat && holes.some(({ top }) => !top)) assume(`The holes go down through the top face, ${mm(length)} by ${mm(width)}.`);
  const features: Feature[] = [{ operation: 'new', name: kind, shape: { kind: 'box', size: [length, width, height] } }, ...drill(holes, { outline: { length, width }, height }, assume)];
  const name = boxNames[kind] ?? 'Box';
  return { name: `${name} ${size(length, width, height)}`, features, text: `${name} of ${sizes}` };
}

const boxNames: Partial<Record<PartName, string>> = { plate: 'Plate', slab: 'Plate', cube: 'Cube', block: 'Block' };

function cubeSizes(body: Clause): [number, number, number] {
  const group = body.groups.shift();
  const side = group?.[0] ?? take(body, 'side', 'length', 'width', 'height') ?? body.lengths.shift() ?? uncounted(body);
  if (side === undefined) throw missing('cube', 'side');
  if (group?.some((other) => other !== side)) throw new Refusal('geometry_validation_failed', 'The sides of a cube are all equal.');
  return [side, side, side];
}

/** A cube has one number to name, so that it needs no unit to be a length. */
function uncounted(body: Clause): number | undefined {
  const side = body.counts.shift();
  if (side !== undefined) body.unitless.push(side);
  return side;
}

function boxSizes(body: Clause, kind: PartName, assume: Assume): [number, number, number] {
  const [a, b, c] = groupOfThree(body, kind);
  const length = a ?? take(body, 'length');
  const width = b ?? take(body, 'width');
  const height = c ?? take(body, 'thickness', 'height', 'depth') ?? unnamed(body, 'thickness', assume);
  if (length === undefined || width === undefined || height === undefined) throw missing(kind, length === undefined ? 'length' : width === undefined ? 'width' : 'height');
  return [length, width, height];
}

function cylinder(body: Clause, holes: readonly Holes[], assume: Assume, kind: PartName): Part {
  const diameter = roundSize(body, kind, assume);
  const height = take(body, 'height', 'length', 'thickness') ?? unnamed(body, 'height', assume);
  if (height === undefined) throw missing(kind, 'height');
  const features: Feature[] = [{ operation: 'new', name: kind, shape: { kind: 'cylinder', diameter, height } }, ...drill(holes, { outline: { diameter }, height }, assume)];
  return { name: `Cylinder ⌀${plain(diameter)}x${plain(height)}`, features, text: `Cylinder of ${mm(diameter)} diameter and ${mm(height)} height` };
}

function tube(body: Clause, holes: readonly Holes[], assume: Assume, kind: PartName): Part {
  if (holes.length > 0) throw new Refusal('unsupported_feature', `The built-in service makes no holes in a ${kind}.`);
  const wall = take(body, 'wall', 'thickness');
  const givenInner = take(body, 'inner');
  const outer = take(body, 'outer', 'diameter') ?? doubled(take(body, 'radius')) ?? (givenInner !== undefined && wall !== undefined ? givenInner + 2 * wall : undefined) ?? unnamed(body, 'outer diameter', assume);
  const inner = givenInner ?? (outer !== undefined && wall !== undefined ? outer - 2 * wall : undefined);
  const height = take(body, 'length', 'height') ?? unnamed(body, 'length', assume);
  if (outer === undefined) throw missing(kind, 'outer diameter');
  if (inner === undefined) throw missing(kind, 'inner diameter or wall thickness');
  if (height === undefined) throw missing(kind, 'length');
  if (inner <= 0 || inner >= outer) throw new Refusal('geometry_validation_failed', wall !== undefined && givenInner === undefined ? `A wall of ${mm(wall)} leaves no bore in a ${kind} of ${mm(outer)} outside.` : `A ${kind} of ${mm(outer)} outside can’t have a bore of ${mm(inner)}.`);
  if (wall !== undefined && Math.abs(outer - inner - 2 * wall) > 1e-6) throw new Refusal('geometry_validation_failed', `A wall of ${mm(wall)} does not fit between ${mm(inner)} and ${mm(outer)}.`);
  return {
    name: `Tube ⌀${plain(outer)}x⌀${plain(inner)}x${plain(height)}`,
    features: [{ operation: 'new', name: kind, shape: { kind: 'cylinder', diameter: outer, height } }, boreCut(inner, height)],
    text: `Tube of ${mm(outer)} outside, ${mm(inner)} inside and ${mm(height)} length`,
  };
}

function flange(body: Clause, holes: readonly Holes[], assume: Assume, kind: PartName): Part {
  const bore = take(body, 'inner');
  const diameter = roundSize(body, kind, assume);
  const height = take(body, 'thickness', 'height') ?? unnamed(body, 'thickness', assume);
  if (height === undefined) throw missing(kind, 'thickness');
  const features: Feature[] = [{ operation: 'new', name: kind, shape: { kind: 'cylinder', diameter, height } }];
  if (bore !== undefined) {
    if (bore >= diameter) throw new Refusal('geometry_validation_failed', `A bore of ${mm(bore)} is larger than the flange.`);
    features.push(boreCut(bore, height));
  }
  features.push(...drill(holes, { outline: { diameter }, height, bore }, assume));
  return { name: `Flange ⌀${plain(diameter)}x${plain(height)}`, features, text: `Flange of ${mm(diameter)} diameter and ${mm(height)} thickness` };
}

function bracket(body: Clause, holes: readonly Holes[], assume: Assume, kind: PartName): Part {
  const [first, second, third] = groupOfThree(body, kind);
  const a = first ?? take(body, 'length');
  const b = second ?? take(body, 'height');
  const named = { thickness: take(body, 'thickness', 'wall'), width: take(body, 'width') };
  if (third !== undefined && named.thickness !== undefined && named.width !== undefined) body.lengths.push(third);
  // The third size is the one that isn't named.
  const width = named.width ?? (named.thickness === undefined ? undefined : third);
  const thickness = named.thickness ?? (named.width === undefined ? undefined : third);
  if (a === undefined || b === undefined) throw missing(kind, 'length of both legs');
  if (width === undefined && thickness === undefined && third !== undefined) throw new Refusal('missing_dimension', `The prompt does not say whether ${mm(third)} is the width of the L-bracket or its thickness, and does not give the other.`);
  if (width === undefined) throw missing(kind, 'width');
  if (thickness === undefined) throw missing(kind, 'thickness');
  if (thickness >= Math.min(a, b)) throw new Refusal('geometry_validation_failed', `A thickness of ${mm(thickness)} leaves nothing of the legs.`);
  const features: Feature[] = [
    { operation: 'new', name: 'first leg', shape: { kind: 'box', size: [a, width, thickness] }, at: [a / 2, 0, 0] },
    { operation: 'add', name: 'second leg', shape: { kind: 'box', size: [thickness, width, b] }, at: [thickness / 2, 0, 0] },
  ];
  assume(`The legs of ${mm(a)} and ${mm(b)} are measured outside, and the L-bracket is ${mm(width)} wide.`);
  if (holes.length > 1) throw new Refusal('unsupported_feature', 'The built-in service makes only one kind of holes in an L-bracket.');
  for (const hole of holes) features.push(...bracketHoles(hole, { a, b, width, thickness }, assume));
  return { name: `L-Bracket ${size(a, b, width)}`, features, text: `L-bracket with legs of ${mm(a)} and ${mm(b)}, ${mm(width)} wide and ${mm(thickness)} thick` };
}

/** Holes in a row along the middle of the free part of the legs, evenly spaced. */
function bracketHoles({ diameter, count, depth, place, top, text }: Holes, { a, b, width, thickness }: { a: number; b: number; width: number; thickness: number }, assume: Assume): Feature[] {
  if (depth !== undefined || top || place.kind === 'corners' || place.kind === 'pitchCircle') throw new Refusal('unsupported_feature', 'The built-in service makes only through holes along the middle of an L-bracket’s legs.');
  if (diameter >= width) throw new Refusal('geometry_validation_failed', `A hole of ${mm(diameter)} is larger than a leg that is ${mm(width)} wide.`);
  if (place.kind !== 'eachLeg' && count !== 2) throw new Refusal('missing_dimension', 'The prompt does not say how many holes are in each leg.');
  const perLeg = place.kind === 'eachLeg' ? count : 1;
  assume(`There ${perLeg === 1 ? 'is 1 hole' : `are ${perLeg} holes`} in each leg, evenly spaced along the middle of its free part.`);
  const along = (leg: number): number[] => {
    const spacing = (leg - thickness) / (perLeg + 1);
    if (spacing <= diameter) throw new Refusal('geometry_validation_failed', `The ${text} don’t fit in a leg of ${mm(leg)}.`);
    return Array.from({ length: perLeg }, (_, index) => thickness + spacing * (index + 1));
  };
  const height = thickness + 2;
  return [
    { operation: 'cut', name: text, shape: { kind: 'cylinder', diameter, height }, at: [0, 0, -1], pattern: { kind: 'points', points: along(a).map((x) => [x, 0, 0]) } },
    { operation: 'cut', name: text, shape: { kind: 'cylinder', diameter, height }, direction: 'x', at: [-1, 0, 0], pattern: { kind: 'points', points: along(b).map((z) => [0, z, 0]) } },
  ];
}

function boreCut(diameter: number, height: number): Feature {
  return { operation: 'cut', name: 'bore', shape: { kind: 'cylinder', diameter, height: height + 2 }, at: [0, 0, -1] };
}

function roundSize(body: Clause, kind: PartName, assume: Assume): number {
  const diameter = take(body, 'diameter', 'outer') ?? doubled(take(body, 'radius')) ?? unnamed(body, 'diameter', assume);
  if (diameter === undefined) throw missing(kind, 'diameter');
  return diameter;
}

/** The only length that nothing named. Of two, nothing says which is which. */
function unnamed(body: Clause, dimension: string, assume: Assume): number | undefined {
  const value = body.lengths.shift();
  const [other] = body.lengths;
  if (value !== undefined && other !== undefined) throw new Refusal('missing_dimension', `The prompt does not say which of ${mm(value)} and ${mm(other)} is the ${dimension}.`);
  if (value !== undefined) assume(`The ${mm(value)} are the ${dimension}.`);
  return value;
}

function groupOfThree(body: Clause, kind: PartName): readonly number[] {
  const group = body.groups.shift() ?? [];
  if (group.length > 3) throw new Refusal('not_understood', `The sizes of the ${kind} are at most three numbers joined by “x”, not ${group.length}. Name the others.`);
  return group;
}

function doubled(radius: number | undefined): number | undefined {
  return radius === undefined ? undefined : radius * 2;
}

function missing(part: string, dimension: string): Refusal {
  return new Refusal('missing_dimension', `The prompt does not give the ${dimension} of the ${part}.`);
}

function size(...values: readonly number[]): string {
  return values.map(plain).join('x');
}

function plain(value: number): string {
  return String(Number(value.toFixed(3)));
}
