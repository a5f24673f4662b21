import { importSTEP, type AnyShape } from 'replicad';
import type { OpenCascadeInstance } from 'replicad-opencascadejs';
import { KernelFailure } from './failure';
import type { ModelFacts } from './specification';

/** Volume, area, exact bounding box and counts of a shape. */
export function measure(oc: OpenCascadeInstance, { wrapped }: AnyShape): ModelFacts {
  const volume = new oc.GProp_GProps();
  const area = new oc.GProp_GProps();
  const box = new oc.Bnd_Box();
  try {
    oc.BRepGProp.VolumeProperties(wrapped, volume, true, false, false);
    oc.BRepGProp.SurfaceProperties(wrapped, area, false, false);
    oc.BRepBndLib.AddOptimal(wrapped, box, false, false);
    // An empty shape has no corners to ask for.
    if (box.IsVoid()) return { volume: 0, area: 0, boundingBox: { min: [0, 0, 0], max: [0, 0, 0] }, solids: 0, faces: 0 };
    const min = box.CornerMin();
    const max = box.CornerMax();
    return {
      volume: volume.Mass(),
      area: area.Mass(),
      boundingBox: { min: [min.X(), min.Y(), min.Z()], max: [max.X(), max.Y(), max.Z()] },
      solids: count(oc, wrapped, oc.TopAbs_ShapeEnum.TopAbs_SOLID),
      faces: count(oc, wrapped, oc.TopAbs_ShapeEnum.TopAbs_FACE),
    };
  } finally {
    volume.delete();
    area.delete();
    box.delete();
  }
}

/** @throws KernelFailure when the bytes hold no shape */
export async function measureStep(oc: OpenCascadeInstance, bytes: Uint8Array): Promise<ModelFacts> {
  try {
    const facts = measure(oc, await importSTEP(new Blob([Buffer.from(bytes)])));
    if (facts.faces > 0) return facts;
  } catch (error) {
    throw new KernelFailure('unreadable_model', 'This STEP file can’t be read.', error);
  }
  throw new KernelFailure('unreadable_model', 'There is no shape in this STEP file.');
}

function count(oc: OpenCascadeInstance, shape: AnyShape['wrapped'], kind: OpenCascadeInstance['TopAbs_ShapeEnum'][keyof OpenCascadeInstance['TopAbs_ShapeEnum']]): number {
  const explorer = new oc.TopExp_Explorer(shape, kind, oc.TopAbs_ShapeEnum.TopAbs_SHAPE);
  let found = 0;
  while (explorer.More()) {
    found++;
    explorer.Next();
  }
  explorer.delete();
  return found;
}
