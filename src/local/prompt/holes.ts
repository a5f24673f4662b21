import type { Feature } from '../../kernel/specification';
import { take, takeTerm, type Clause } from './clause';
import { mm, Refusal, type Assume } from './reading';
import { clearanceDiameters, tappingDiameters } from './threads';

export interface Holes {
  readonly diameter: number;
  readonly count: number;
  /** mm from the top; undefined for through holes. */
  readonly depth: number | undefined;
  readonly place: Place;
  /** Whether the prompt says that they enter through the top. */
  readonly top: boolean;
  readonly text: string;
}

type Place =
  | { readonly kind: 'unsaid' | 'centre' | 'eachLeg' }
  /** mm; without one when the prompt doesn't say how far from the edges. */
  | { readonly kind: 'corners'; readonly edge: number | undefined }
  | { readonly kind: 'pitchCircle'; readonly diameter: number };

/** What holes are drilled into, from its top: sizes in mm. */
export interface Blank {
  readonly outline: { readonly length: number; readonly width: number } | { readonly diameter: number };
  readonly height: number;
  /** Diameter of what is open in the centre already. */
  readonly bore?: number | undefined;
}

const mostHoles = 200;

/** Takes from a clause what it says of holes. */
export function readHoles(clause: Clause, assume: Assume): Holes {
  const noun = clause.terms.find(({ term }) => term === 'hole' || term === 'holes')?.text ?? 'hole';
  const plural = takeTerm(clause, 'holes');
  if (!plural) takeTerm(clause, 'hole');
  const byThread = clause.threads.length > 0;
  const diameter = holeDiameter(clause, assume);
  if (!byThread && noun.includes(' ')) assume(`The ${mm(diameter)} of the ${noun} are the diameter of what is drilled.`);
  const eachCorner = takeTerm(clause, 'eachCorner');
  const place = placeOf(clause, eachCorner);
  const counted = clause.counts.shift();
  if (eachCorner && counted !== undefined && counted > 1) throw new Refusal('not_understood', `${counted} holes in each corner can be read in two ways. Write “in the corners” if they are ${counted} in all.`);
  const count = eachCorner ? 4 : counted ?? (place.kind === 'corners' && !clause.mixed ? 4 : plural ? undefined : 1);
  if (count === undefined) throw new Refusal('missing_dimension', 'The prompt does not say how many holes there are.');
  if (!Number.isInteger(count) || count > mostHoles) throw new Refusal('not_understood', `There can’t be ${count} holes.`);
  if (!plural && counted !== undefined && counted > 1) throw new Refusal('not_understood', `The prompt says ${counted}, but “hole”: write “${counted} holes”, or the unit of its size.`);
  const depth = take(clause, 'depth');
  if (takeTerm(clause, 'through') && depth !== undefined) throw new Refusal('geometry_validation_failed', `A through hole can’t be ${mm(depth)} deep. Leave out “through”, or the depth.`);
  if (takeTerm(clause, 'blind') && depth === undefined) throw new Refusal('missing_dimension', 'The prompt does not say how deep the blind hole is.');
  const text = `${count === 1 ? '' : `${count} `}${depth === undefined ? 'through' : `${mm(depth)} deep`} ${count === 1 ? 'hole' : 'holes'} of ${mm(diameter)}`;
  return { diameter, count, depth, place, top: takeTerm(clause, 'top'), text };
}

/** Takes one place; a second one is left over, and refused. */
function placeOf(clause: Clause, eachCorner: boolean): Place {
  const pitchCircle = take(clause, 'pitchCircle');
  if (pitchCircle !== undefined) {
    takeTerm(clause, 'centre');
    return { kind: 'pitchCircle', diameter: pitchCircle };
  }
  if (takeTerm(clause, 'corner')) throw new Refusal('not_understood', 'The prompt does not say in which of the four corners the hole is.');
  const corners = takeTerm(clause, 'corners') || eachCorner;
  const edge = take(clause, 'edge');
  if (corners || edge !== undefined) return { kind: 'corners', edge };
  const centre = takeTerm(clause, 'centre');
  if (takeTerm(clause, 'eachLeg')) return { kind: 'eachLeg' };
  return { kind: centre ? 'centre' : 'unsaid' };
}

/** Takes one size; a second one is left over, and refused. */
function holeDiameter(clause: Clause, assume: Assume): number {
  const thread = clause.threads.shift();
  if (thread === undefined) {
    const [group] = clause.groups;
    if (group) throw new Refusal('not_understood', `“${group.join(' x ')}” holes can be so many holes or slots of two sizes. Write the count as a word: “four 5 mm holes”.`);
    const radius = take(clause, 'radius');
    const diameter = radius === undefined ? take(clause, 'diameter', 'inner') ?? clause.lengths.shift() : radius * 2;
    if (diameter === undefined) throw new Refusal('missing_dimension', 'The prompt does not say how large the holes are.');
    return diameter;
  }
  takeTerm(clause, 'fastener');
  const tapped = takeTerm(clause, 'tapped');
  if (!tapped) takeTerm(clause, 'clearance');
  const diameter = (tapped ? tappingDiameters : clearanceDiameters)[String(thread)];
  if (diameter === undefined) throw new Refusal('unsupported_feature', `The built-in service has no hole size for M${thread}.`);
  assume(tapped ? `The M${thread} holes have the tapping diameter, ${mm(diameter)}; the thread isn’t modelled.` : `The M${thread} holes are clearance holes of ${mm(diameter)}, ISO 273 medium.`);
  return diameter;
}

interface Circle {
  readonly x: number;
  readonly y: number;
  readonly diameter: number;
  readonly text: string;
}

/** The cuts for holes from the top of a blank. @throws Refusal when one doesn't lie whole and apart from the others inside it */
export function drill(all: readonly Holes[], blank: Blank, assume: Assume): Feature[] {
  if (all.reduce((sum, { count }) => sum + count, 0) > mostHoles) throw new Refusal('unsupported_feature', `The built-in service makes at most ${mostHoles} holes in a part.`);
  const drilled = all.map((holes) => ({ holes, points: pointsOf(holes, blank, assume) }));
  const bore: Circle[] = blank.bore === undefined ? [] : [{ x: 0, y: 0, diameter: blank.bore, text: `bore of ${mm(blank.bore)}` }];
  checkCircles([...bore, ...drilled.flatMap(({ holes, points }) => points.map(([x, y]) => ({ x, y, diameter: holes.diameter, text: holes.text })))], blank);
  return drilled.map(({ holes: { diameter, depth, text }, points }) => {
    if (depth !== undefined && depth >= blank.height) throw new Refusal('geometry_validation_failed', `A hole ${mm(depth)} deep does not end inside a part ${mm(blank.height)} high.`);
    // The tool reaches beyond the faces that it opens, so that no skin is left.
    const clearance = 1;
    const bottom = depth === undefined ? -clearance : blank.height - depth;
    const shape = { kind: 'cylinder' as const, diameter, height: blank.height + clearance - bottom };
    return { operation: 'cut', name: text, shape, at: [0, 0, bottom], pattern: { kind: 'points', points: points.map(([x, y]) => [x, y, 0]) } };
  });
}

function pointsOf({ place, count, diameter, text }: Holes, { outline }: Blank, assume: Assume): [x: number, y: number][] {
  if (place.kind === 'pitchCircle') {
    if (count > 1) assume(`The first of the ${text} is on the X axis, and they are evenly spaced.`);
    return Array.from({ length: count }, (_, index) => {
      const angle = (2 * Math.PI * index) / count;
      return [(place.diameter / 2) * Math.cos(angle), (place.diameter / 2) * Math.sin(angle)];
    });
  }
  if (place.kind === 'eachLeg') throw new Refusal('not_understood', 'Only an L-bracket has legs to make holes in.');
  if (place.kind !== 'corners') {
    if (count > 1) throw new Refusal('missing_dimension', `The prompt does not say where the ${count} holes are.`);
    if (place.kind === 'unsaid') assume('The hole is in the centre.');
    return [[0, 0]];
  }
  if ('diameter' in outline) throw new Refusal('not_understood', 'A round part has no corners to place holes in.');
  if (count !== 4) throw new Refusal('not_understood', `There are four corners, so ${count === 1 ? 'one hole' : `${count} holes`} can’t be placed in them.`);
  const edge = place.edge ?? diameter * 1.5;
  assume(place.edge === undefined ? `The centres of the holes in the corners are ${mm(edge)} from the edges.` : `The ${mm(edge)} from the edges are measured to the centres of the holes in the corners.`);
  const [x, y] = [outline.length / 2 - edge, outline.width / 2 - edge];
  return [[x, y], [-x, y], [-x, -y], [x, -y]];
}

function checkCircles(circles: readonly Circle[], { outline }: Blank): void {
  const sides = 'diameter' in outline ? [{ end: outline.diameter / 2, reach: ({ x, y }: Circle) => Math.hypot(x, y) }] : [{ end: outline.length / 2, reach: ({ x }: Circle) => Math.abs(x) }, { end: outline.width / 2, reach: ({ y }: Circle) => Math.abs(y) }];
  for (const { end, reach } of sides) {
    for (const circle of circles) {
      const reached = reach(circle) + circle.diameter / 2;
      if (reached >= end) throw new Refusal('geometry_validation_failed', `The ${circle.text} would break the edge, which is ${mm(end)} from the centre of the part, by reaching ${mm(reached)}.`);
    }
  }
  circles.forEach((one, index) => {
    for (const other of circles.slice(index + 1)) {
      const [apart, needed] = [Math.hypot(one.x - other.x, one.y - other.y), (one.diameter + other.diameter) / 2];
      const which = one.text === other.text ? `The ${one.text}` : `The ${one.text} and the ${other.text}`;
      if (apart <= needed) throw new Refusal('geometry_validation_failed', `${which} would run into each other: their centres are ${mm(apart)} apart and have to be more than ${mm(needed)}.`);
    }
  });
}
