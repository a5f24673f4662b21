import { importSTEP } from 'replicad';
import type { OpenCascadeInstance, TopoDS_Shape } from 'replicad-opencascadejs';
import { KernelFailure } from './failure';
import { areaOf, sumOf, volumeOf } from './massProperties';
import { Modeller } from './modeller';
import type { ModelFacts } from './specification';

/** Volume, area, exact bounding box and counts of a shape. */
export function measure(modeller: Modeller, shape: TopoDS_Shape): ModelFacts {
  return {
    volume: volumeOf(modeller.oc, shape, { onlyClosed: true }).amount,
    area: sumOf(modeller.parts(shape, 'FACE').map((face) => areaOf(modeller.oc, face))).amount,
    boundingBox: boundingBox(modeller.oc, shape),
    solids: modeller.parts(shape, 'SOLID').length,
    faces: modeller.parts(shape, 'FACE').length,
  };
}

/** The exact box, in mm. That of an empty shape is a point at the origin. */
export function boundingBox(oc: OpenCascadeInstance, shape: TopoDS_Shape): ModelFacts['boundingBox'] {
  const box = new oc.Bnd_Box();
  oc.BRepBndLib.AddOptimal(shape, box, false, false);
  const found: ModelFacts['boundingBox'] = box.IsVoid()
    ? { min: [0, 0, 0], max: [0, 0, 0] }
    : { min: [box.GetXMin(), box.GetYMin(), box.GetZMin()], max: [box.GetXMax(), box.GetYMax(), box.GetZMax()] };
  box.delete();
  return found;
}

/** @throws KernelFailure when the bytes hold no shape */
export async function measureStep(oc: OpenCascadeInstance, bytes: Uint8Array): Promise<ModelFacts> {
  const modeller = new Modeller(oc);
  try {
    const { wrapped } = modeller.own(await importSTEP(new Blob([Buffer.from(bytes)])));
    const facts = measure(modeller, wrapped);
    if (facts.faces > 0) return facts;
  } catch (error) {
    throw new KernelFailure('unreadable_model', 'This STEP file can’t be read.', error);
  } finally {
    modeller.dispose();
  }
  throw new KernelFailure('unreadable_model', 'There is no shape in this STEP file.');
}
