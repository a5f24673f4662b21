import { Phrases, wordSet } from './cursor';
import type { Relation, SpotName } from './description';

const spots: readonly (readonly [phrase: string, spot: SpotName, plural?: boolean])[] = [
  ['center', 'center'],
  ['middle', 'center'],
  ['centers', 'center', true],
  ['midpoint', 'center'],
  ['midpoints', 'center', true],
  ['centroid', 'center'],
  ['middles', 'center', true],
  ['center point', 'center'],
  ['corner', 'corner'],
  ['corners', 'corner', true],
  ['edge', 'edge'],
  ['edges', 'edge', true],
  ['side', 'side'],
  ['sides', 'side', true],
  ['face', 'face'],
  ['faces', 'face', true],
  ['surface', 'face'],
  ['surfaces', 'face', true],
  ['end', 'end'],
  ['ends', 'end', true],
  ['wall', 'side'],
  ['walls', 'side', true],
  ['end face', 'end'],
  ['end faces', 'end', true],
  ['axis', 'axis'],
  ['axes', 'axis', true],
  ...['center', 'central', 'longitudinal', 'rotational'].map((which) => [`${which} axis`, 'axis'] as const),
  ['centerline', 'centerline'],
  ['center line', 'centerline'],
  ...['axis of symmetry', 'symmetry axis', 'line of symmetry'].map((line) => [line, 'centerline'] as const),
  ['rim', 'rim'],
  ['rims', 'rim', true],
  ['perimeter', 'perimeter'],
  ['outline', 'perimeter'],
  ['circumference', 'perimeter'],
  ['origin', 'origin'],
  ['outside', 'outside'],
  ['inside', 'inside'],
  ['top', 'top'],
  ['bottom', 'bottom'],
  ['underside', 'bottom'],
  ['floor', 'bottom'],
  ['left', 'left'],
  ['right', 'right'],
  ['front', 'front'],
  ['back', 'back'],
  ['rear', 'back'],
  ['plane', 'plane'],
  ['direction', 'direction'],
  ['length', 'size'],
  ['width', 'size'],
  ['height', 'size'],
  ['thickness', 'size'],
];

export const spotNouns = new Phrases(
  spots.map(([phrase, name, plural = false]) => [phrase, { name, plural, phrase }] as const),
);

/** Words before a spot that tell which one it is. */
export const whichWords = wordSet(
  'left right top upper bottom lower front back rear short shorter long longer narrow wide wider large larger largest big biggest broad broader main flat curved round outer outside inner inside free nearest nearer closer far other opposite same both all each every either one four two vertical horizontal upright straight adjacent sharp external internal outermost exposed adjoining circular side end center hand rounded full whole entire',
);

export const relations = new Phrases<Relation>([
  ['on', 'on'],
  ['onto', 'on'],
  ['upon', 'on'],
  ['on top of', 'above'],
  ['atop', 'above'],
  ['above', 'above'],
  ['over', 'across'],
  ['in', 'in'],
  ['into', 'in'],
  ['inside', 'in'],
  ['within', 'in'],
  ['at', 'at'],
  ['through', 'through'],
  ['along', 'along'],
  ['down', 'along'],
  ['from', 'from'],
  ['under', 'under'],
  ['below', 'under'],
  ['beneath', 'under'],
  ['underneath', 'under'],
  ['beside', 'beside'],
  ['next to', 'beside'],
  ['touching', 'beside'],
  ['adjacent to', 'beside'],
  ['around', 'around'],
  ['about', 'around'],
  ['between', 'between'],
  ['parallel to', 'parallel'],
  ['parallel with', 'parallel'],
  ['across', 'across'],
  ['toward', 'toward'],
  ['towards', 'toward'],
  ['near', 'toward'],
  ['to', 'toward'],
  ['against', 'on'],
  ['of', 'in'],
  ...['flush with', 'flush at', 'flush on', 'flush to', 'level with'].map((phrase) => [phrase, 'flush'] as const),
  ['in line with', 'flush'],
]);

/** "5 mm from", "12 mm in from", "inset 8 mm from" */
export const inwards = wordSet('in inwards inward inset away measured off each');

/** Adverbs that place by themselves. */
export const alone = new Phrases<{
  readonly relation: Relation;
  readonly spot: SpotName;
  readonly which?: readonly string[];
}>([
  ['centered', { relation: 'at', spot: 'center' }],
  ...[
    'centered both ways',
    'vertically centered',
    'centered vertically',
    'horizontally centered',
    'centered horizontally',
    'centered in both directions',
    'centered on both axes',
    'centered lengthwise',
    'centered widthwise',
    'centered along its length',
    ...['left to right', 'right to left', 'front to back', 'back to front', 'top to bottom', 'side to side'].flatMap(
      (way) => [`centered ${way}`, `centered from ${way}`],
    ),
    'symmetric to the middle',
    'symmetrical to the middle',
    'symmetric about the middle',
    'symmetric about the center',
  ].map((phrase) => [phrase, { relation: 'at', spot: 'center' }] as const),
  ['from front to back', { relation: 'from', spot: 'front', which: ['full'] }],
  ['from back to front', { relation: 'from', spot: 'back', which: ['full'] }],
  ['from left to right', { relation: 'from', spot: 'left', which: ['full'] }],
  ['from right to left', { relation: 'from', spot: 'right', which: ['full'] }],
  ['from top to bottom', { relation: 'from', spot: 'top' }],
  ['from bottom to top', { relation: 'from', spot: 'bottom' }],
  ['from side to side', { relation: 'across', spot: 'size', which: ['width'] }],
  ['at the crossing', { relation: 'at', spot: 'center' }],
  ['at the intersection', { relation: 'at', spot: 'center' }],
  ['centrally', { relation: 'at', spot: 'center' }],
  ['central', { relation: 'at', spot: 'center' }],
  ['center', { relation: 'at', spot: 'center' }],
  ['concentric', { relation: 'at', spot: 'axis' }],
  ['concentrically', { relation: 'at', spot: 'axis' }],
  ['coaxial', { relation: 'at', spot: 'axis' }],
  ['coaxially', { relation: 'at', spot: 'axis' }],
  ['axially', { relation: 'along', spot: 'axis' }],
  ['axial', { relation: 'along', spot: 'axis' }],
  ['underneath', { relation: 'on', spot: 'bottom' }],
  ['from below', { relation: 'from', spot: 'bottom' }],
  ['from underneath', { relation: 'from', spot: 'bottom' }],
  ['lengthwise', { relation: 'along', spot: 'size', which: ['length'] }],
  ...(['length', 'width'] as const).flatMap((size) =>
    [`in the direction of the ${size}`, `in the ${size} direction`, `in direction of the ${size}`].map(
      (phrase) => [phrase, { relation: 'parallel', spot: 'size', which: [size] }] as const,
    ),
  ),
  ...['the', 'its'].flatMap((the) =>
    ['full', 'whole', 'entire'].map(
      (full) =>
        [`running ${the} ${full} length`, { relation: 'across', spot: 'size', which: [full, 'length'] }] as const,
    ),
  ),
  ['lengthways', { relation: 'along', spot: 'size', which: ['length'] }],
  ['at mid length', { relation: 'at', spot: 'center' }],
  ['at mid height', { relation: 'at', spot: 'center' }],
  ['halfway along', { relation: 'at', spot: 'center' }],
  ['halfway along its length', { relation: 'at', spot: 'center' }],
  ['midway along its length', { relation: 'at', spot: 'center' }],
  ['midway along', { relation: 'at', spot: 'center' }],
  ['halfway up', { relation: 'at', spot: 'center' }],
]);

/** Behind an angle: that it is between the things themselves. */
export const aparts = new Phrases<true>(
  ['apart', 'from each other', 'to each other', 'from one another', 'to one another', 'between them'].map(
    (phrase) => [phrase, true] as const,
  ),
);

export const indefinite = wordSet('a an any');
export const determiners = wordSet('the a an its their this that these those his any');

/** Marks a spot that only pockets have: "the walls", "the floor" of a solid plate. */
export const ofPocket = 'of the pocket';
