import type { TopoDS_Shape } from 'replicad-opencascadejs';
import { KernelFailure } from './failure';
import { measure } from './measure';
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
  if (solids !== 1) refuse(`the part falls into ${solids} pieces`);
  if (!modeller.isValid(shape)) refuse('the solid is not valid');
}
