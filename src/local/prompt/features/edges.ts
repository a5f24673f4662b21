import type { EdgeSelector, Feature } from '../../../kernel/specification';
import type { Body, FeatureKind, Made } from '../family';
import { impossible, mm, Refusal } from '../reading';
import type { Said } from '../said';
import { surfaceOf } from '../surfaces';

const terms = ['corners', 'corner', 'edges', 'all', 'vertical', 'topEdges', 'bottomEdges', 'outerEdges', 'innerEdges', 'insideCorner', 'outsideCorner', 'top', 'bottom', 'left', 'right', 'front', 'back', 'end', 'ends', 'sides', 'face'];
const common = { takes: ['radius', 'diameter', 'cornerRadius', 'width', 'length', 'depth', 'height', 'side'], terms, order: 'first' as const };

export const fillet: FeatureKind = {
  name: 'fillet',
  nouns: ['fillet', 'filleted', 'rounded', 'rounding', 'radiused', 'corner radius', 'edge radius', 'rounded corner', 'rounded edge', 'edge fillet', 'corner fillet', 'radius corner', 'round over', 'fillet radius', 'filleting', 'edge rounding', 'corners rounded', 'edges rounded', 'edges filleted', 'corners filleted', 'rounded over', 'rounded off'],
  plurals: ['corner radii', 'filleted edges', 'filleted corners', 'radiused corners', 'radiused edges'],
  adjectives: ['external', 'slightly', 'soft', 'smooth', 'over', 'off', 'apply', 'applied', 'sharp'],
  ...common,
  read: (said, body) => round(said, body, 'fillet'),
};

export const chamfer: FeatureKind = {
  name: 'chamfer',
  nouns: ['chamfer', 'chamfered', 'bevel', 'beveled', 'chamfering', 'edge chamfer', 'chamfered edge', 'beveled edge', 'chamfered corner', 'edges chamfered', 'corners chamfered', 'edge bevel'],
  adjectives: ['external', 'slightly', 'apply', 'applied', 'sharp', 'edge'],
  ...common,
  read: (said, body) => round(said, body, 'chamfer'),
};

interface Choice {
  readonly selectors: readonly EdgeSelector[];
  readonly text: string;
}

/** Takes the size and the edges of a fillet or chamfer on the body, before anything is cut into it. */
function round(said: Said, body: Body, operation: 'fillet' | 'chamfer'): Made {
  const size = sizeOf(said, operation);
  const { selectors, text } = edgesOf(said, body, size, operation);
  const limit = Math.min(...body.size) / 2;
  if (size > Math.max(...body.size) / 2) throw impossible(`A ${operation} of ${mm(size)} is larger than half of the part, ${mm(limit)}.`);
  const name = `${operation} of ${mm(size)} on ${text}`;
  const features = selectors.map((edges): Feature => (operation === 'fillet' ? { operation, name, radius: size, edges } : { operation, name, distance: size, edges }));
  return { features, text: `${operation === 'fillet' ? 'Fillet' : 'Chamfer'} of ${mm(size)} on ${text}` };
}

function sizeOf(said: Said, operation: 'fillet' | 'chamfer'): number {
  const angle = said.angle();
  if (angle !== undefined && angle !== 45) throw impossible(`Chamfers are made at 45°, not at ${angle}°.`);
  const pair = said.group();
  if (pair && pair.some((value) => value !== pair[0]) && !pair.includes(45)) throw impossible('Chamfers are made with two equal sides.');
  const diameter = said.size('diameter');
  const size = pair?.find((value) => value !== 45) ?? said.size('radius', 'cornerRadius', 'side', 'width', 'depth', 'height', 'length') ?? (diameter === undefined ? undefined : diameter / 2) ?? said.lengths.shift();
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

function edgesOf(said: Said, body: Body, size: number, operation: string): Choice {
  const round = surfaceOf(body.surfaces, 'side') !== undefined;
  const faces = (['top', 'bottom', 'left', 'right', 'front', 'back'] as const).filter((face) => said.has(face));
  const inside = said.term('insideCorner', 'innerEdges');
  if (inside) return { selectors: [{ corner: 'concave' }], text: 'the inner corner' };
  if (said.term('outsideCorner') && !body.corners && !round) return { selectors: [{ parallelTo: 'y', corner: 'convex', on: ['left', 'bottom'] }], text: 'the outer corner' };
  if (said.term('topEdges')) return done(said, [{ on: ['top'] }], 'the edges of the top face');
  if (said.term('bottomEdges')) return done(said, [{ on: ['bottom'] }], 'the edges of the bottom face');
  if (said.term('ends', 'end')) return round || body.size[2] > body.size[0] ? done(said, [{ on: ['top'] }, { on: ['bottom'] }], 'the edges of both ends') : done(said, [{ on: ['left'] }, { on: ['right'] }], 'the edges of both ends');
  if (faces.length > 0) {
    said.term('top', 'bottom', 'left', 'right', 'front', 'back');
    return done(said, [{ on: [...faces] }], `the edges of the ${faces.join(' and ')} face`);
  }
  const corners = said.has('corners', 'corner') || said.sizes.has('cornerRadius') || said.nouns.some((noun) => noun.includes('corner'));
  if (said.has('vertical') || corners) {
    if (round) throw new Refusal('not_understood', 'A round part has no corners and no vertical edges.');
    if (!body.corners) throw new Refusal('unsupported_feature', `The built-in service rounds the vertical edges of blocks, plates and bars only, not of this part: ${body.text}.`);
    return done(said, [{ parallelTo: 'z' }], 'the vertical edges');
  }
  if (said.term('all', 'outerEdges') || !body.corners) {
    if (body.corners || round) said.assume(`The ${operation}s are on all outer edges of the part; those of holes and pockets stay sharp.`);
    return done(said, [{}], 'all edges');
  }
  const thin = size >= Math.min(...body.size) / 2;
  said.assume(thin ? `The ${operation}s are on the vertical edges.` : `The ${operation}s are on all outer edges of the part.`);
  return done(said, [thin ? { parallelTo: 'z' } : {}], thin ? 'the vertical edges' : 'all edges');
}

function done(said: Said, selectors: readonly EdgeSelector[], text: string): Choice {
  said.term(...terms);
  return { selectors, text };
}
