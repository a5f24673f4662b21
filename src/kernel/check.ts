import type { TopoDS_Shape } from 'replicad-opencascadejs';
import { combineShapes } from './booleans';
import { KernelFailure } from './failure';
import { boundingBox, measure } from './measure';
import type { Modeller } from './modeller';

/**
 * OpenCascade can give rubbish without an error, so no solid is believed unchecked.
 * @param featureName what was done last, for the sentence
 * @throws KernelFailure when the shape isn't one valid solid of a possible volume
 */
export function checkSolid(modeller: Modeller, shape: TopoDS_Shape, featureName: string): void {
  const refuse = (why: string): never => {
    throw new KernelFailure('geometry_validation_failed', `With the ${featureName}, ${why}.`);
  };
  const { volume, solids, boundingBox } = measure(modeller, shape);
  const [width, depth, height] = ([0, 1, 2] as const).map((side) => boundingBox.max[side] - boundingBox.min[side]);
  if (!(volume > 0)) refuse('nothing of the part is left');
  if (volume > (width ?? 0) * (depth ?? 0) * (height ?? 0) * (1 + 1e-6)) refuse('the solid is not a possible one');
  if (solids !== 1) refuse(`the part falls into ${solids} pieces${howFar(modeller, shape)}`);
  if (!modeller.isValid(shape)) refuse('the solid is not valid');
}

/** Each piece is compared with each other one. */
const mostCompared = 12;

/** How far apart the pieces of a shape are, as the end of a sentence. */
function howFar(modeller: Modeller, shape: TopoDS_Shape): string {
  const pieces = modeller.parts(shape, 'SOLID');
  if (pieces.length < 2 || pieces.length > mostCompared) return '';
  const apart = (one: TopoDS_Shape, other: TopoDS_Shape): number =>
    modeller.own(new modeller.oc.BRepExtrema_DistShapeShape(one, other)).Value();
  const nearest = pieces.map((piece) =>
    Math.min(...pieces.filter((other) => other !== piece).map((other) => apart(piece, other))),
  );
  const gap = Math.max(...nearest);
  if (!(gap > 1e-6)) return ' that touch only in a point or along an edge';
  const mm = Number(gap.toPrecision(4));
  return pieces.length === 2 ? `, ${mm} mm apart` : `: one of them is ${mm} mm from the nearest other`;
}

/** The volume in mm³ that two parts may share: none, as far as OpenCascade can tell. */
const commonVolume = 1e-6;

/** Parts of an assembly may touch. @throws KernelFailure when two of them are in the same place */
export function checkApart(
  modeller: Modeller,
  bodies: readonly { readonly name: string; readonly shape: TopoDS_Shape }[],
): void {
  const boxed = bodies.map((body) => ({ ...body, box: boundingBox(modeller.oc, body.shape) }));
  boxed.forEach((one, index) => {
    for (const other of boxed.slice(index + 1)) {
      const apart = ([0, 1, 2] as const).some(
        (axis) =>
          one.box.max[axis] < other.box.min[axis] + touching || other.box.max[axis] < one.box.min[axis] + touching,
      );
      if (apart) continue;
      const common = modeller.volume(combineShapes(modeller, 'intersect', one.shape, [other.shape]));
      if (common > commonVolume)
        throw new KernelFailure(
          'geometry_validation_failed',
          `The ${one.name} and the ${other.name} overlap by ${Number(common.toPrecision(3))} mm³.`,
        );
    }
  });
}

/** Parts closer than this, in mm, touch. */
const touching = 1e-6;
