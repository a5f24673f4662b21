import { Refusal, type Assume } from '../../geometry/refusal';
import { readKind } from '../kinds';
import { readCapsule, readHalfSphere, readSphere } from './balls';
import { readBend, readSpring } from './bends';
import { isBent, readBentBar } from './bentBars';
import { readBlock } from './blocks';
import type { BodyShape } from './body';
import { readCone } from './cones';
import { readDrum } from './drums';
import { readCup, readHollowBlock } from './hollow';
import { outlineReaderOf, readPolygon, readPrism } from './prisms';
import { readOctahedron, readPyramid, readTetrahedron } from './pyramids';
import { readTorus } from './rings';
import { readCylinder, readTube } from './rounds';
import { sectorOf, takeSector } from './sectors';
import { readStairs } from './stairs';
import type { Taker } from './taker';
import { withTurnedEnds } from './turnedEnds';
import { readWedge } from './wedges';

/**
 * From what is said of a body to its shape in its own frame.
 * @param parts what belongs to it, such as holes
 */
export function readBody(taker: Taker, parts: readonly Taker[], assume: Assume): BodyShape {
  const kind = readKind(taker, parts, assume);
  if (kind) return kind;
  if (isBent(taker)) return readBentBar(taker, assume);
  const ball = taker.thing.kind === 'sphere' || taker.thing.kind === 'half sphere';
  if (ball && taker.thing.traits.some(({ name }) => name === 'half' || name === 'halved')) return readHalfSphere(taker);
  const sector = takeSector(taker);
  if (sector === undefined) return withTurnedEnds(readWhole(taker, parts, assume), parts, assume);
  // "a quarter of a sphere" is half of what lies on its flat side
  const isQuarter = ball && sector === 90;
  return isQuarter ? sectorOf(readHalfSphere(taker), 180) : sectorOf(readWhole(taker, parts, assume, true), sector);
}

/** "A 12 mm pin, 40 mm long", "pin 8 x 40": of what is round by its name one size is the diameter. */
function isRoundByName({ thing: { noun, sizes, traits } }: Taker, assume: Assume): boolean {
  const isSingle = sizes.length === 2 && sizes.every(({ lengths }) => lengths.length === 1);
  const across = sizes.filter(({ name }) => name === 'unnamed');
  const along = sizes.filter(({ name }) => name === 'length' || name === 'height' || name === 'thickness');
  const [diameter, length, ...more] = sizes.length === 1 ? (across[0]?.lengths ?? []) : [];
  const isSlim = diameter !== undefined && length !== undefined && more.length === 0 && diameter.mm < length.mm;
  const isTold =
    (isSingle && across.length === 1 && along.length === 1 && roundNames.test(noun)) ||
    (isSlim && turnedNames.test(noun));
  if (!isTold || traits.some(({ name }) => name !== 'separate')) return false;
  assume(`The ${noun} is round.`);
  return true;
}

const turnedNames = /\b(?:pin|axle|shaft|spindle|journal)$/;
const roundNames = /\b(?:pin|axle|shaft|spindle|journal|boss|stud|peg)$/;

/** Of what only holds others apart no bore has to be told. */
function isSolidSpacer({ thing: { noun, places, traits } }: Taker, isOpen: boolean, assume: Assume): boolean {
  const isHolder = places.some((place) => place.kind === 'at' && place.relation === 'between');
  const isHollow = isOpen || traits.some(({ name }) => name === 'hollow');
  if (!isHolder || isHollow || noun !== 'spacer') return false;
  assume(`The ${noun}s are solid.`);
  return true;
}

/** "orifice plate, 120 mm diameter, 5 mm thick": of what has a diameter and no sides. */
function isDisc({ thing: { kind, noun, sizes, traits } }: Taker, assume: Assume): boolean {
  const sides = new Set(['width', 'side', 'length', 'square', 'flats', 'corners', 'diagonal']);
  const isRound = sizes.some(({ name, qualifier }) => name === 'diameter' && qualifier !== 'inner');
  const isOther = sizes.some(({ name, lengths }) => sides.has(name) || (name === 'unnamed' && lengths.length > 1));
  if (kind !== 'block' || !isRound || isOther || traits.length > 0 || !/plate|disc|pad|gasket|cover/.test(noun))
    return false;
  assume(`The ${noun} is round.`);
  return true;
}

const closedWords = ['closed', 'closed at the bottom', 'closed at the top'];

/** "a part", of which nothing else is told */
const unnamed = new Set(['part', 'piece', 'body', 'workpiece', 'blank']);

/** @param isPart half of it or so is made: a half-round bar is part of a round one */
function readWhole(taker: Taker, parts: readonly Taker[], assume: Assume, isPart = false): BodyShape {
  const { kind, traits, sizes } = taker.thing;
  const is = (...names: readonly string[]): boolean => traits.some(({ name }) => names.includes(name));
  const bored = parts.find(({ thing }) => thing.kind === 'hole');
  const hasInner = sizes.some(({ qualifier, name }) => qualifier === 'inner' || name === 'wall');
  switch (kind) {
    case 'pyramid':
      return readPyramid(taker);
    case 'tetrahedron':
      return readTetrahedron(taker);
    case 'octahedron':
      return readOctahedron(taker);
    case 'wedge':
      if (
        !is('three sided', 'equilateral', 'isosceles') &&
        !sizes.some(({ name }) => name === 'leg' || name === 'side')
      )
        return readWedge(taker, assume);
  }
  const outline = outlineReaderOf(taker);
  if (outline) return readPrism(taker, outline, assume, bored !== undefined);
  switch (kind) {
    case 'tube':
    case 'washer':
      if (is(...closedWords)) return readDrum(taker, assume);
      if (
        is('rectangular', 'square') &&
        !sizes.some(({ name }) => name === 'diameter' || name === 'radius') &&
        !hasInner
      )
        return readBlock(taker, assume);
      if (sizes.some(({ name }) => name === 'square'))
        throw new Refusal('unsupported_feature', `A square ${taker.thing.noun} is not made so yet.`);
      if (isSolidSpacer(taker, bored !== undefined || hasInner, assume)) return readCylinder(taker);
      return readTube(taker, assume, bored);
    case 'cone':
    case 'cone tube':
      return readCone(taker, assume);
    case 'torus':
      return readTorus(taker);
    case 'capsule':
      return readCapsule(taker);
    case 'pipe bend':
      return readBend(taker);
    case 'spring':
      return readSpring(taker);
    case 'sphere':
      return readSphere(taker, parts);
    case 'half sphere':
      return readHalfSphere(taker);
    case 'cylinder':
      if (is(...closedWords) && (is('hollow') || hasInner)) return readDrum(taker, assume);
      if (is('open')) return readCup(taker);
      if (is('tapered', 'conical')) return readCone(taker, assume);
      if (is('hemispherical ends', 'hemispherical end')) return readCapsule(taker);
      return hasInner ? readTube(taker, assume, bored) : readCylinder(taker);
    case 'block':
    case 'rectangle':
      if (
        is('round') ||
        isPart ||
        (taker.thing.noun.endsWith('bar') && sizes.some(({ name }) => name === 'diameter')) ||
        isDisc(taker, assume)
      ) {
        if (is('tapered')) return readCone(taker, assume);
        return hasInner && !isPart ? readTube(taker, assume, bored) : readCylinder(taker);
      }
      return hasInner || is('hollow', 'open', 'closed') ? readHollowBlock(taker, assume) : readBlock(taker, assume);
    case 'container':
      return is('round') || sizes.some(({ name }) => name === 'diameter')
        ? readCup(taker)
        : readHollowBlock(taker, assume);
    case 'circle':
    case 'half circle':
      return readCylinder(taker);
    case 'stairs':
      return readStairs(taker);
    case 'polygon':
      return readPolygon(taker);
    case 'piece': {
      if (sizes.length + traits.length === 0 && unnamed.has(taker.thing.noun))
        throw new Refusal('not_understood', 'The prompt names no part that is known.');
      if (is('hemispherical ends', 'hemispherical end')) return readCapsule(taker);
      if (hasInner || (bored && is('hollow'))) return readTube(taker, assume, bored);
      if (is('tapered')) return readCone(taker, assume);
      const isRound =
        is('round') ||
        sizes.some(({ name }) => name === 'diameter' || name === 'radius') ||
        isRoundByName(taker, assume);
      return isRound ? readCylinder(taker) : readBlock(taker, assume);
    }
  }
  throw new Refusal(
    'unsupported_feature',
    `A ${traits.map(({ name }) => `${name} `).join('')}${taker.thing.noun} is not made yet.`,
  );
}
