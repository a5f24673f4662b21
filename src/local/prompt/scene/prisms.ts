import { mm, plain, Refusal, type Assume } from '../../geometry/refusal';
import type { Profile } from '../../../kernel/specification';
import type { Surface } from './surface';
import type { BodyShape } from './body';
import { isOpen } from './hollow';
import {
  readEllipse,
  readParallelogram,
  readRegular,
  readRhombus,
  readStadium,
  readStar,
  readTrapezoid,
  readTriangle,
  type OutlineReader,
} from './outlineReaders';
import { polygonOutline, type Outline, type Point } from './prismOutlines';
import { polygonPlate } from './polygonPlate';
import { takeSides } from './regular';
import type { Taker } from './taker';

const readers: Readonly<Record<string, OutlineReader>> = {
  ellipse: readEllipse,
  elliptical: readEllipse,
  rhombus: readRhombus,
  parallelogram: readParallelogram,
  trapezoid: readTrapezoid,
  triangle: readTriangle,
  'right triangular': readTriangle,
  stadium: readStadium,
  'fully rounded': readStadium,
  'round ends': readStadium,
  star: readStar,
};

/** How the outline of a body is read that is raised from one, by its noun or by a word before it. */
export function outlineReaderOf(taker: Taker): OutlineReader | undefined {
  const { kind, traits } = taker.thing;
  const names = [kind, ...traits.map(({ name }) => name)];
  const [name, ...more] = new Set(names.filter((one) => Object.hasOwn(readers, one)).map((one) => readers[one]));
  if (more.length > 0) throw new Refusal('not_understood', `The ${taker.thing.noun} is said to have two outlines.`);
  if (name) return name;
  const sides = takeSides(taker);
  if (sides === 3) return readTriangle;
  return sides === undefined ? undefined : (one, assume) => readRegular(one, sides, assume);
}

/** A body that is raised from its outline: solid, a tube, or a cup with a floor. @param bored a hole makes it a tube */
export function readPrism(taker: Taker, read: OutlineReader, assume: Assume, bored: boolean): BodyShape {
  const isContainer = taker.thing.kind === 'container';
  const isHollow = taker.trait('hollow');
  const open = isOpen(taker);
  const wall = taker.size('wall');
  const given = taker.size('floor');
  const third = taker.splitGroup();
  const outline = read(taker, assume);
  const height = third ?? takeHeight(taker);
  const solid = extruded(outline, height);
  const isTube = /tube|pipe|sleeve/.test(taker.thing.noun);
  if (!isContainer && !isHollow && !isTube && wall === undefined && open === undefined) return solid;
  if (isTube && bored && wall === undefined && open === undefined) return solid;
  if (wall === undefined) return taker.missing('wall thickness');
  const hole = outline.inset(wall).profile;
  if (isTube && open === undefined && given === undefined) {
    const profile = { ...outline.profile, holes: [hole] } as typeof outline.profile;
    return { ...solid, solids: [{ operation: 'add', shape: { kind: 'extrude', profile, height } }], surfaces: [] };
  }
  if (open === undefined) return taker.missing('open side');
  const floor = given ?? wall;
  const inner = open ? height - floor : height - 2 * floor;
  if (!(inner > 0)) throw new Refusal('geometry_validation_failed', `A floor of ${mm(floor)} fills ${mm(height)}.`);
  return {
    ...solid,
    solids: [
      ...solid.solids,
      {
        operation: 'cut',
        shape: { kind: 'extrude', profile: hole, height: open ? inner + 1 : inner },
        at: [0, 0, floor],
      },
    ],
    surfaces: [],
    corners: false,
  };
}

/** Takes how far an outline is raised, whichever of its names it has. */
function takeHeight(taker: Taker): number {
  const height =
    taker.size('extrusion') ??
    taker.along('z') ??
    taker.size('thickness', 'length', 'overall length', 'height', 'overall height', 'depth');
  return height ?? taker.size('unnamed') ?? taker.missing('thickness or length');
}

/** A profile through given points, raised. @throws Refusal when the points make no outline */
export function readPolygon(taker: Taker): BodyShape {
  const points = taker.place((place) => (place.kind === 'points' ? place.points : undefined));
  if (!points || points.length < 3) return taker.missing('points');
  const height = takeHeight(taker);
  const corners = points.map(([x, y]): Point => [x, y]);
  const [first] = corners;
  const last = corners.at(-1);
  if (first && first[0] === last?.[0] && first[1] === last[1]) corners.pop();
  const outline = polygonOutline(`Profile of ${corners.length} points`, corners);
  const [left, low] = [Math.min(...corners.map(([x]) => x)), Math.min(...corners.map(([, y]) => y))];
  const [width, depth] = outline.size;
  return polygonPlate(outline, height, [-left - width / 2, -low - depth / 2]);
}

/** What of a face features can be put on. */
function outlineOf(
  { kind }: Profile,
  size: readonly [number, number],
  inscribed: number,
): Pick<Surface, 'outline' | 'corner' | 'isEllipse'> {
  if (kind === 'slot') return { outline: { kind: 'rectangle', size }, corner: inscribed / 2 };
  if (kind === 'ellipse') return { outline: { kind: 'rectangle', size }, isEllipse: true };
  return { outline: { kind: 'circle', diameter: inscribed } };
}

function extruded(outline: Outline, height: number): BodyShape {
  const {
    text,
    profile,
    size: [x, y],
    inscribed,
  } = outline;
  if (profile.kind === 'polygon' && inscribed === undefined) return polygonPlate(outline, height);
  const size = [x, y, height] as const;
  const surfaces: Surface[] =
    inscribed === undefined
      ? []
      : (['z', '-z'] as const).map((direction) => ({
          name: direction === 'z' ? 'top' : 'bottom',
          center: [0, 0, direction === 'z' ? height : 0],
          direction,
          ...outlineOf(profile, [x, y], inscribed),
          depth: height,
          text: direction === 'z' ? 'the top face' : 'the bottom face',
        }));
  return {
    name: `${text.split(' of ')[0] ?? text} ${size.map(plain).join('x')}`,
    text: `${text}, ${mm(height)} high`,
    solids: [{ operation: 'add', shape: { kind: 'extrude', profile, height } }],
    size,
    surfaces,
    round: false,
    corners: profile.kind === 'polygon',
  };
}
