import type { Feature } from '../../../kernel/specification';
import type { Body, FeatureKind, Made, FaceLayout, Surface } from '../family';
import { impossible, missing, mm, Refusal } from '../reading';
import type { Said } from '../said';
import { surfaceOf } from '../surfaces';
import { facesOf, faceTerms } from './faces';
import { cutInto } from './openings';

const ways = [
  'full',
  'over',
  'across',
  'entire',
  'whole',
  'cut',
  'milled',
  'machined',
  'turned',
  'running',
  'runs',
  'around',
];

export const groove: FeatureKind = {
  name: 'groove',
  nouns: [
    'groove',
    'circlip groove',
    'snap ring groove',
    'retaining ring groove',
    'e clip groove',
    'o ring groove',
    'rectangular groove',
    'square groove',
    'ring groove',
    'annular groove',
    'circumferential groove',
    'relief groove',
    'undercut',
    'straight groove',
  ],
  adjectives: [
    'rectangular',
    'square',
    'straight',
    'annular',
    'circumferential',
    'shallow',
    'deep',
    'circlip',
    ...ways,
  ],
  takes: ['width', 'depth', 'height', 'diameter', 'endDistance', 'length'],
  terms: [...faceTerms, 'center', 'edges', 'longWays', 'shortWays', 'alongX', 'alongY'],
  order: 'normal',
  read(said, body, layout) {
    const count = said.number() ?? 1;
    if (said.plural || count !== 1)
      throw new Refusal(
        'unsupported_feature',
        'The built-in service makes one groove at a time. Describe each by itself.',
      );
    const side = surfaceOf(body.surfaces, 'side');
    return side?.outline.kind === 'side' ? around(said, side, side.outline, body) : straight(said, body, layout);
  },
};

/** Around a round part. */
function around(
  said: Said,
  side: Surface,
  { diameter, length }: { readonly diameter: number; readonly length: number },
  { surfaces }: Body,
): Made {
  said.term('side', 'radial', 'edges');
  const [first, second] = said.group() ?? [];
  const width = first ?? said.size('width', 'length') ?? said.lengths.shift();
  const bottom = said.size('diameter');
  const depth = second ?? said.size('depth', 'height') ?? (bottom === undefined ? undefined : (diameter - bottom) / 2);
  if (width === undefined || depth === undefined)
    missing(width === undefined ? 'width' : 'depth', 'groove', 'a groove 3 mm wide and 1 mm deep');
  if (bottom !== undefined && Math.abs(diameter - bottom - 2 * depth) > 1e-6)
    impossible(`A groove ${mm(depth)} deep in a diameter of ${mm(diameter)} has no diameter of ${mm(bottom)}.`);
  const bore = surfaceOf(surfaces, 'top')?.bore ?? 0;
  if (depth <= 0 || depth >= diameter / 2 - bore / 2)
    impossible(`A groove ${mm(depth)} deep leaves nothing of a diameter of ${mm(diameter)}.`);
  const end = said.size('endDistance');
  const start = end === undefined ? (length - width) / 2 : length - end - width;
  if (end !== undefined) said.assume(`The ${mm(end)} are measured from the upper end to the groove.`);
  else if (!said.has('center')) said.assume('The groove is in the middle of the length.');
  said.term('center', 'end');
  if (start <= 0 || start + width >= length)
    impossible(`A groove ${mm(width)} wide does not fit there on a length of ${mm(length)}.`);
  const text = `groove of ${mm(width)} width and ${mm(depth)} depth`;
  const z = side.center[2] - length / 2 + start;
  const [inside, outside] = [diameter / 2 - depth, diameter / 2 + 1];
  const points: [number, number][] = [
    [inside, z],
    [outside, z],
    [outside, z + width],
    [inside, z + width],
  ];
  return {
    features: [{ operation: 'cut', name: text, shape: { kind: 'revolve', profile: { kind: 'polygon', points } } }],
    text,
  };
}

/** From end to end of a face of a block. */
function straight(said: Said, body: Body, layout: FaceLayout): Made {
  if (!body.corners)
    throw new Refusal(
      'unsupported_feature',
      `The built-in service cuts grooves into round parts and blocks only, not into this part: ${body.text}.`,
    );
  const across = isAcross(said, body);
  const [first, second] = said.group() ?? [];
  const width = first ?? said.size('width') ?? said.lengths.shift();
  const depth = second ?? said.size('depth', 'height');
  if (width === undefined || depth === undefined)
    missing(width === undefined ? 'width' : 'depth', 'groove', 'a groove 10 mm wide and 5 mm deep along the top');
  const {
    surfaces: [surface],
  } = facesOf(said, body, layout, false, 1);
  if (surface?.outline.kind !== 'rectangle')
    throw new Refusal('unsupported_feature', 'The built-in service can’t cut a groove there.');
  const [x, y] = surface.outline.size;
  if (width >= (across ? x : y)) impossible(`A groove ${mm(width)} wide leaves nothing beside it.`);
  if (depth >= surface.depth)
    impossible(`A groove ${mm(depth)} deep cuts through a part that is ${mm(surface.depth)} thick there.`);
  if (!said.term('center')) said.assume('The groove is in the middle of the face.');
  said.term('edges');
  const text = `groove of ${mm(width)} width and ${mm(depth)} depth along the ${across ? 'width' : 'length'}`;
  return {
    features: [
      cutInto(
        surface,
        { kind: 'rectangle', size: across ? [width, y + 2] : [x + 2, width] },
        depth,
        false,
        [[0, 0]],
        text,
        false,
      ),
    ],
    text,
  };
}

/**
 * Whether it runs along the width. A width that is named twice, "10 mm wide along the width", is told apart from none.
 */
function isAcross(said: Said, { size: [length, width] }: Body): boolean {
  const named = said.unsized('length', 'width');
  const across = said.unsized('diameter') !== undefined;
  const lengthwise = said.terms.some(({ term, text }) => term === 'along' && text !== 'along');
  const along = said.term('along', 'through');
  const [x, y] = [said.term('alongX'), said.term('alongY')];
  const [long, short] = [said.term('longWays'), said.term('shortWays')];
  if (x || y) return y;
  if (long || short) return length >= width ? short : long;
  if (named !== undefined) return named === 'width' || (across && named !== 'length');
  if (across) return true;
  if (along && !lengthwise)
    throw new Refusal(
      'not_understood',
      'The prompt does not say whether the groove runs along the length or along the width. Write, for example, “along the long side”.',
    );
  if (!lengthwise) said.assume('The groove runs along the length.');
  return false;
}

export const step: FeatureKind = {
  name: 'step',
  nouns: ['step', 'rebate', 'rabbet', 'step cut', 'stepped cut', 'shoulder'],
  adjectives: ['rectangular', 'square', ...ways],
  takes: ['length', 'width', 'depth', 'height', 'diameter', 'side'],
  terms: ['end', 'top', 'left', 'right', 'front', 'back', 'side'],
  order: 'normal',
  read: readStep,
};

/** Cut from the top of a block at one end, over its whole width. */
function readStep(said: Said, body: Body): Made {
  if (!body.corners || (said.number() ?? 1) !== 1 || said.plural)
    throw new Refusal(
      'unsupported_feature',
      `The built-in service cuts a step into one end of a block only, not into this part: ${body.text}.`,
    );
  const [x, y, z] = body.size;
  const [first, second] = said.group() ?? [];
  const end = (['left', 'front', 'back', 'right'] as const).find((face) => said.term(face)) ?? 'right';
  const alongY = end === 'front' || end === 'back';
  if (said.term('end')) said.assume(`The step is at the ${end} end.`);
  said.term('top');
  while (said.unsized('width', 'length', 'diameter') !== undefined);
  const along = first ?? said.size('length', 'width');
  const depth = second ?? said.size('depth', 'height');
  if (along === undefined || depth === undefined)
    missing(along === undefined ? 'length' : 'depth', 'step', 'a step 20 mm long and 10 mm deep at one end');
  if (along >= (alongY ? y : x) || depth >= z)
    impossible(`A step of ${mm(along)} by ${mm(depth)} leaves nothing of ${body.text.toLowerCase()}.`);
  const text = `step of ${mm(along)} by ${mm(depth)} at the ${end} end`;
  const sign = end === 'left' || end === 'front' ? -1 : 1;
  const middle = sign * ((alongY ? y : x) / 2 - along / 2 + 0.5);
  const cut: Feature = {
    operation: 'cut',
    name: text,
    shape: { kind: 'box', size: alongY ? [x + 2, along + 1, depth + 1] : [along + 1, y + 2, depth + 1] },
    at: alongY ? [0, middle, z - depth] : [middle, 0, z - depth],
  };
  return { features: [cut], text };
}
