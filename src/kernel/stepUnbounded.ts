import type { OpenCascadeInstance, TopoDS_Shape } from 'replicad-opencascadejs';
import { boxBy } from './exactBox';
import { compoundOf, each } from './explore';
import type { StepBodies } from './stepBodies';
import { diagonalOf } from './stepModel';
import type { Body } from './tessellate';

/** mm: no model is so large. What reaches so far has no end: a surface whose borders couldn't be read. */
const endless = 1e20;

export function isEndless(size: number): boolean {
  return !(size < endless);
}

/**
 * Leaves out the faces that have no end, with which nothing can be measured.
 * @param owned is given what has to be deleted later
 */
export function withoutEndless(
  oc: OpenCascadeInstance,
  { bodies, ...found }: StepBodies,
  owned: { delete(): void }[],
): StepBodies {
  const own = <T extends { delete(): void }>(object: T): T => (owned.push(object), object);
  let lostFaces = found.lostFaces;
  const kept = bodies.flatMap((body): Body[] => {
    const faces: TopoDS_Shape[] = [];
    const faceHashes: number[] = [];
    let at = 0;
    for (const face of each(oc, body.shape, 'TopAbs_FACE')) {
      const hash = body.faceHashes[at++] ?? 0;
      if (isEndlessFace(oc, face)) continue;
      faces.push(own(oc.TopoDS.Face(face)));
      faceHashes.push(hash);
    }
    if (faces.length === body.faceHashes.length) return [body];
    lostFaces += body.faceHashes.length - faces.length;
    return faces.length === 0 ? [] : [{ ...body, shape: own(compoundOf(oc, faces)), solid: false, faceHashes }];
  });
  const whole = own(
    compoundOf(
      oc,
      kept.map(({ shape }) => shape),
    ),
  );
  return { ...found, whole, bodies: kept, lostFaces };
}

function isEndlessFace(oc: OpenCascadeInstance, face: TopoDS_Shape): boolean {
  const box = boxBy(oc, (found) => oc.BRepBndLib.Add(face, found, false));
  return box !== undefined && isEndless(diagonalOf(box));
}
