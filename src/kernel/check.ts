import type { AnyShape } from 'replicad';
import type { OpenCascadeInstance } from 'replicad-opencascadejs';
import { KernelFailure } from './failure';
import { measure } from './measure';

/**
 * OpenCascade can give rubbish without an error, so no solid is believed unchecked.
 * @param featureName what was done last, for the sentence
 * @throws KernelFailure when the shape isn't one valid solid of a possible volume
 */
export function checkSolid(oc: OpenCascadeInstance, shape: AnyShape, featureName: string): void {
  const refuse = (why: string): never => {
    throw new KernelFailure('geometry_validation_failed', `With the ${featureName}, ${why}.`);
  };
  const { volume, solids, boundingBox } = measure(oc, shape);
  const [width, depth, height] = ([0, 1, 2] as const).map((side) => boundingBox.max[side] - boundingBox.min[side]);
  if (!(volume > 0)) refuse('nothing of the part is left');
  if (volume > (width ?? 0) * (depth ?? 0) * (height ?? 0) * (1 + 1e-6)) refuse('the solid is not a possible one');
  if (solids !== 1) refuse(`the part falls into ${solids} pieces`);
  const analyzer = new oc.BRepCheck_Analyzer(shape.wrapped, true, false, false);
  const valid = analyzer.IsValid();
  analyzer.delete();
  if (!valid) refuse('the solid is not valid');
}

/** mm³. */
export function volumeOf(oc: OpenCascadeInstance, { wrapped }: AnyShape): number {
  const properties = new oc.GProp_GProps();
  try {
    oc.BRepGProp.VolumeProperties(wrapped, properties, true, false, false);
    return properties.Mass();
  } finally {
    properties.delete();
  }
}
