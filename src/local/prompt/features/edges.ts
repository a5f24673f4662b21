import type { EdgeSelector, Face, Feature } from '../../../kernel/specification';
import type { Body, FeatureKind, Made, FaceLayout } from '../family';
import { impossible, mm, Refusal } from '../reading';
import type { Said } from '../said';
import { surfaceOf } from '../surfaces';

const terms = [
  'corners',
  'corner',
  'edges',
  'all',
  'vertical',
  'topEdges',
  'bottomEdges',
  'outerEdges',
  'innerEdges',
  'insideCorner',
  'outsideCorner',
  'top',
  'bottom',
  'left',
  'right',
  'front',
  'back',
  'end',
  'ends',
  'sides',
  'face',
  'bothEdges',
];
const common = {
  takes: ['radius', 'diameter', 'cornerRadius', 'width', 'length', 'depth', 'height', 'side'],
  terms,
  order: 'first' as const,
};

export const fillet: FeatureKind = {
  name: 'fillet',
  nouns: [
    'fillet',
    'filleted',
    'rounded',
    'rounding',
    'radiused',
    'corner radius',
    'edge radius',
    'rounded corner',
    'rounded edge',
    'edge fillet',
    'corner fillet',
    'radius corner',
    'round over',
    'fillet radius',
    'filleting',
    'edge rounding',
    'corners rounded',
    'edges rounded',
    'edges filleted',
    'corners filleted',
    'rounded over',
    'rounded off',
  ],
  plurals: ['corner radii', 'filleted edges', 'filleted corners', 'radiused corners', 'radiused edges'],
  adjectives: ['external', 'slightly', 'soft', 'smooth', 'over', 'off', 'apply', 'applied', 'sharp'],
  ...common,
  read: (said, body, layout) => round(said, body, layout, 'fillet'),
};

export const chamfer: FeatureKind = {
  name: 'chamfer',
  nouns: [
    'chamfer',
    'chamfered',
    'bevel',
    'beveled',
    'chamfering',
    'edge chamfer',
    'chamfered edge',
    'beveled edge',
    'chamfered corner',
    'edges chamfered',
    'corners chamfered',
    'edge bevel',
  ],
  adjectives: ['external', 'slightly', 'apply', 'applied', 'sharp', 'edge'],
  ...common,
  read: (said, body, layout) => round(said, body, layout, 'chamfer'),
};

interface Choice {
  readonly selectors: readonly EdgeSelector[];
  readonly text: string;
}

/** Takes the size and the edges of a fillet or chamfer on the body, before anything is cut into it. */
function round(said: Said, body: Body, layout: FaceLayout, operation: 'fillet' | 'chamfer'): Made {
  const size = sizeOf(said, operation);
  const { selectors, text } =
    said.target('hole') === undefined ? edgesOf(said, body, size, operation) : edgesOfHole(said, body, layout);
  const limit = Math.min(...body.size) / 2;
  if (size > Math.max(...body.size) / 2)
    impossible(`A ${operation} of ${mm(size)} is larger than half of the part, ${mm(limit)}.`);
  const name = `${operation} of ${mm(size)} on ${text}`;
  const features = selectors.map((edges): Feature =>
    operation === 'fillet' ? { operation, name, radius: size, edges } : { operation, name, distance: size, edges },
  );
  if (features.length === 0)
    throw new Refusal('not_understood', `The prompt does not say which edges the ${operation} is on.`);
  return { features, text: `${operation === 'fillet' ? 'Fillet' : 'Chamfer'} of ${mm(size)} on ${text}` };
}

function sizeOf(said: Said, operation: 'fillet' | 'chamfer'): number {
  const angle = said.angle();
  if (angle !== undefined && angle !== 45) impossible(`Chamfers are made at 45°, not at ${angle}°.`);
  const pair = said.group();
  if (pair && pair.some((value) => value !== pair[0]) && !pair.includes(45))
    impossible('Chamfers are made with two equal sides.');
  const diameter = said.size('diameter');
  const size =
    pair?.find((value) => value !== 45) ??
    said.size('radius', 'cornerRadius', 'side', 'width', 'depth', 'height', 'length') ??
    (diameter === undefined ? undefined : diameter / 2) ??
    said.lengths.shift();
  said.unsized('radius', 'cornerRadius', 'side');
  const number = said.number();
  if (size !== undefined) {
    // "4 fillets of 5 mm"
    if (number !== undefined && number !== 4 && number !== 12) said.numbers.push(number);
    return size;
  }
  if (number !== undefined) {
    said.prompt.unitless.push(number);
    return number * said.prompt.unit;
  }
  const usual = operation === 'fillet' ? 2 : 1;
  said.assume(`The ${operation}s are ${mm(usual)}.`);
  return usual;
}

const faceNames = ['top', 'bottom', 'left', 'right', 'front', 'back'] as const;
const upDown: ReadonlySet<string> = new Set(['top', 'bottom']);

/** Takes every edge that is named. What can't be done together with the others is left, and refused. */
function edgesOf(said: Said, body: Body, size: number, operation: string): Choice {
  const round = surfaceOf(body.surfaces, 'side') !== undefined;
  if (said.term('insideCorner', 'innerEdges')) return { selectors: [{ corner: 'concave' }], text: 'the inner corner' };
  if (said.term('outsideCorner') && !body.corners && !round)
    return { selectors: [{ parallelTo: 'y', corner: 'convex', on: ['left', 'bottom'] }], text: 'the outer corner' };
  const chosen: Choice[] = [];
  const cornered =
    said.has('vertical', 'corners', 'corner') ||
    said.sizes.has('cornerRadius') ||
    said.nouns.some((noun) => noun.includes('corner'));
  if (cornered) {
    if (round) throw new Refusal('not_understood', 'A round part has no corners and no vertical edges.');
    if (!body.corners)
      throw new Refusal(
        'unsupported_feature',
        `The built-in service rounds the vertical edges of blocks, plates and bars only, not of this part: ${body.text}.`,
      );
    chosen.push({ selectors: [{ parallelTo: 'z' }], text: 'the vertical edges' });
  }
  const upright = round || body.size[2] > body.size[0];
  const ended: readonly Face[] = said.term('ends')
    ? upright
      ? ['top', 'bottom']
      : ['left', 'right']
    : said.term('end')
      ? [upright ? 'top' : 'right']
      : [];
  const faces = faceNames.filter((face) => said.has(face) || said.has(`${face}Edges`));
  said.term(...faceNames, 'topEdges', 'bottomEdges', 'corners', 'corner', 'vertical');
  if (ended.length === 1) said.assume(`The end with the ${operation} is the ${ended.join()} one.`);
  // "the top front edge" is the one between the two faces.
  if (faces.some((face) => upDown.has(face)) && faces.some((face) => !upDown.has(face)))
    throw new Refusal(
      'not_understood',
      `It is not clear whether the ${operation} is on the edges of two faces or between them.`,
    );
  const on = faceNames.filter((face) => faces.includes(face) || ended.includes(face));
  if (on.length > 0)
    chosen.push({
      selectors: [{ on }],
      text:
        ended.length > 1 && faces.length === 0 ? 'the edges of both ends' : `the edges of the ${on.join(' and ')} face`,
    });
  said.term('edges', 'face');
  if (chosen.length > 0)
    return {
      selectors: chosen.flatMap(({ selectors }) => selectors),
      text: chosen.map(({ text }) => text).join(' and '),
    };
  if (said.term('all', 'outerEdges') || !body.corners) {
    if (body.corners || round)
      said.assume(`The ${operation}s are on all outer edges of the part; those of holes and pockets stay sharp.`);
    return { selectors: [{}], text: 'all edges' };
  }
  const thin = size >= Math.min(...body.size) / 2;
  said.assume(
    thin ? `The ${operation}s are on the vertical edges.` : `The ${operation}s are on all outer edges of the part.`,
  );
  return { selectors: [thin ? { parallelTo: 'z' } : {}], text: thin ? 'the vertical edges' : 'all edges' };
}

/** Takes which edges of a hole are meant: where it enters, unless both or the lower one are named. */
function edgesOfHole(said: Said, { surfaces }: Body, layout: FaceLayout): Choice {
  const [bottom, both] = [said.term('bottom', 'bottomEdges'), said.term('ends', 'sides', 'bothEdges')];
  const top = said.term('top', 'topEdges');
  said.term('edges', 'circular');
  const surface = surfaceOf(surfaces, 'top');
  const circles = surface ? layout.circles(surface) : [];
  const [first, ...others] = circles;
  if (!first)
    throw new Refusal(
      'unsupported_feature',
      'The built-in service changes the edges of round holes in the top face only.',
    );
  if (others.some(({ diameter }) => Math.abs(diameter - first.diameter) > 1e-9))
    throw new Refusal('not_understood', 'The prompt does not say at which of the holes the edge is.');
  const on: readonly Face[] = both || (top && bottom) ? ['top', 'bottom'] : bottom ? ['bottom'] : ['top'];
  if (on.includes('bottom') && !first.through)
    impossible('A hole that does not go through has no edge at the bottom face.');
  if (!both && !top && !bottom) said.assume('The edge of the hole is the one in the top face.');
  return {
    selectors: [{ on: [...on], circle: first.diameter, loop: 'inner' }],
    text: `the ${on.join(' and ')} edge of the ${circles.length === 1 ? 'hole' : 'holes'}`,
  };
}
