import { impossible, mm } from '../../../geometry/refusal';
import type { Taker } from '../taker';
import { cutAlong, flatSection, halfRound, symmetric } from './channel';
import type { CutKind } from './cut';
import { isInBore, readBoreRing, readFaceRing, readShaftRing } from './ringGroove';

/** A groove: along a face (straight, half round, V), around a round body, or as a ring in a face. */
export const groove: CutKind = {
  kind: 'groove',
  role: 'feature',
  nouns: [
    'groove',
    'channel',
    'v groove',
    'v shaped groove',
    'vee groove',
    'o ring groove',
    'ring groove',
    'annular groove',
    ...['ring', 'ring shaped', 'annular'].flatMap((ring) => [`${ring} recess`, `${ring} pocket`]),
    'ring shaped groove',
    'circlip groove',
    'retaining ring groove',
    'snap ring groove',
    'circumferential groove',
    ...['internal', 'inner', 'inside'].flatMap((inner) =>
      ['', 'circlip ', 'snap ring ', 'o ring ', 'retaining ring ', 'ring ', 'annular '].map(
        (use) => `${inner} ${use}groove`,
      ),
    ),
  ],
  sizes: ['length', 'width', 'depth', 'diameter', 'radius', 'spacing', 'unnamed'],
  read: (taker, context) => {
    if (context.body.round && isInBore(taker)) return [readBoreRing(taker, context)];
    if (context.body.round) return [isInFace(taker) ? readFaceRing(taker, context) : readShaftRing(taker, context)];
    return [hasRing(taker) ? readFaceRing(taker, context) : cutAlong(taker, sectionOf(taker), context)];
  },
};

function hasRing({ thing }: Taker): boolean {
  return (
    thing.sizes.some(({ qualifier }) => qualifier === 'inner' || qualifier === 'outer') ||
    /ring|annular/.test(thing.noun)
  );
}

/** "in its top face", "an inner diameter of 50 mm" */
function isInFace(taker: Taker): boolean {
  const isIn = taker.thing.places.some(
    (place) =>
      place.kind === 'at' &&
      ['in', 'on'].includes(place.relation) &&
      place.target.kind === 'spot' &&
      ['face', 'top', 'bottom'].includes(place.target.name),
  );
  return isIn || taker.thing.sizes.some(({ qualifier }) => qualifier === 'inner');
}

/** Half round by its diameter, V by its width and angle, else with a flat floor. */
function sectionOf(taker: Taker): ReturnType<typeof symmetric> {
  const isV = taker.thing.noun.startsWith('v');
  if (taker.trait('half')) {
    taker.trait('round');
    const diameter = taker.diameter() ?? taker.size('width', 'unnamed') ?? taker.missing('diameter');
    const depth = taker.size('depth');
    if (depth !== undefined && Math.abs(2 * depth - diameter) > 0.02)
      impossible(`A half-round groove of ${mm(diameter)} is ${mm(diameter / 2)} deep, not ${mm(depth)}.`);
    return halfRound(diameter / 2);
  }
  return isV ? vee(taker) : flatSection(taker);
}

function vee(taker: Taker): ReturnType<typeof symmetric> {
  const stated = taker.size('top width', 'width');
  const deep = taker.size('depth');
  const said = taker.place((place) =>
    place.kind === 'angles' && place.degrees.length === 1 ? place.degrees[0] : undefined,
  );
  const angle = taker.angle() ?? said;
  const slope = angle === undefined ? undefined : Math.tan((angle * Math.PI) / 360);
  const width = stated ?? (deep === undefined || slope === undefined ? taker.missing('width') : 2 * deep * slope);
  const depth = deep ?? (slope === undefined ? taker.missing('angle or depth') : width / 2 / slope);
  if (slope !== undefined && Math.abs(width / 2 / slope - depth) > 0.02)
    impossible(
      `A V groove of ${mm(width)} width and ${angle ?? 0}° is ${mm(width / 2 / slope)} deep, not ${mm(depth)}.`,
    );
  return symmetric([
    [width / 2, 0],
    [0, -depth],
  ]);
}
