import type { Feature, Profile, SolidFeature } from '../../../../kernel/specification';
import { impossible, mm, Refusal } from '../../../geometry/refusal';
import { surfaceOf } from '../surfaces';
import type { Taker } from '../taker';
import type { CutKind, FeatureContext } from './cut';

/** It has no nouns: `grammar/outlineOffset.ts` reads it. */
export const outlineOffset: CutKind = {
  kind: 'outline offset',
  role: 'feature',
  nouns: [],
  read: (taker, context) => [readOutlineOffset(taker, context)],
};

/** What is cut down inside of an outline that is offset inwards, or between it and the outline of the part. */
function readOutlineOffset(taker: Taker, { body, features }: FeatureContext): SolidFeature {
  const inset = taker.size('inset') ?? taker.missing('offset');
  const depth = taker.size('depth') ?? taker.missing('depth');
  const isBetween = taker.trait('between');
  taker.trait('inside');
  taker.places((place) =>
    place.kind === 'at' && place.target.kind === 'spot' && place.target.name === 'top' ? true : undefined,
  );
  const top = surfaceOf(body.surfaces, 'top');
  if (!top || top.outline.kind === 'side')
    throw new Refusal('unsupported_feature', `The outline of a ${body.text} is not offset yet.`);
  if (depth >= top.depth) impossible(`A cut of ${mm(depth)} is not less than the ${mm(top.depth)} of material.`);
  const [width, height] =
    top.outline.kind === 'rectangle' ? top.outline.size : [top.outline.diameter, top.outline.diameter];
  if (2 * inset >= Math.min(width, height)) impossible(`An offset of ${mm(inset)} leaves nothing of the outline.`);
  const radius = Math.max(0, cornerRadius(features) - inset);
  const inner: Profile =
    top.outline.kind === 'circle'
      ? { kind: 'circle', diameter: top.outline.diameter - 2 * inset }
      : {
          kind: 'rectangle',
          size: [width - 2 * inset, height - 2 * inset],
          ...(radius > 0 ? { cornerRadius: radius } : {}),
        };
  const profile: Profile = isBetween ? { kind: 'rectangle', size: [width + 2, height + 2], holes: [inner] } : inner;
  const [x, y, z] = top.center;
  return {
    operation: 'cut',
    name: `offset of ${mm(inset)}, ${mm(depth)} deep`,
    shape: { kind: 'extrude', profile, height: depth + 1 },
    at: [x, y, z - depth],
  };
}

/** Of the upright edges, if they are rounded. @throws Refusal for edges of which it isn't known how they are offset */
function cornerRadius(features: readonly Feature[]): number {
  const changed = features.filter(({ operation }) => operation === 'fillet' || operation === 'chamfer');
  const [fillet, ...more] = changed;
  if (!fillet) return 0;
  if (
    more.length > 0 ||
    fillet.operation !== 'fillet' ||
    !('parallelTo' in fillet.edges) ||
    fillet.edges.parallelTo !== 'z'
  )
    throw new Refusal('unsupported_feature', 'Only an outline with rounded corners is offset yet.');
  return fillet.radius;
}
