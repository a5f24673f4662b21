import type { OpenCascadeInstance, TopoDS_Face } from 'replicad-opencascadejs';
import { sentence } from '../base/sentence';
import type { Body as WrittenBody, MeshBody } from '../kernel/formats/body';
import { writeGlb } from '../kernel/formats/glb';
import { writeStep } from '../kernel/formats/step';
import { writeStl, type LengthUnit } from '../kernel/formats/stl';
import { writeThreeMf } from '../kernel/formats/threeMf';
import { samePlace } from '../kernel/formats/weld';
import { hashOf } from '../kernel/explore';
import { Modeller } from '../kernel/modeller';
import type { KernelFormat } from '../kernel/specification';
import type { Body } from '../kernel/tessellate';
import { refuse } from './failure';
import { hexOf } from './meshParts';

export interface MeshTarget {
  readonly to: Exclude<KernelFormat, 'STEP'>;
  readonly name: string;
  readonly unit: LengthUnit;
  /** Whether the triangles are the kernel's, which gives each face corners of its own. */
  readonly isOfKernel: boolean;
}

export function writeMeshes(bodies: readonly MeshBody[], { to, name, unit, isOfKernel }: MeshTarget): Uint8Array {
  // The corners of somebody's mesh stay exactly where they are.
  const within = isOfKernel ? samePlace : 0;
  switch (to) {
    case 'STL':
      return writeStl(
        bodies.map(({ mesh }) => mesh),
        unit,
        within,
      );
    case 'GLB':
      return writeGlb(name, bodies);
    case '3MF':
      return writeThreeMf(name, bodies, within);
  }
}

/** @throws ExportFailure for a body of triangles */
export function writeShapes(oc: OpenCascadeInstance, shapes: readonly Body[], unit: LengthUnit): Uint8Array {
  const meshes = shapes.filter(({ isMesh }) => isMesh).length;
  if (meshes > 0)
    refuse(
      sentence(
        'Parts of this STEP file hold triangles and no exact surfaces ({0}), so they can’t be saved as STEP. Save it as STL, 3MF or GLB.',
        meshes,
      ),
    );
  const modeller = new Modeller(oc);
  try {
    return writeStep(
      modeller,
      shapes.map((body) => written(modeller, body)),
      unit,
    );
  } finally {
    modeller.dispose();
  }
}

function written(modeller: Modeller, { shape, name, colour, opacity, faceColours }: Body): WrittenBody {
  const faces: { face: TopoDS_Face; color: string }[] = [];
  if (faceColours.size > 0)
    for (const face of modeller.faces(shape)) {
      const own = faceColours.get(hashOf(modeller.oc, face));
      if (own !== undefined && own !== colour) faces.push({ face, color: hexOf(own) });
    }
  return {
    name,
    shape,
    ...(colour !== -1 && { color: hexOf(colour) }),
    ...(opacity !== undefined && { opacity }),
    ...(faces.length > 0 && { faces }),
  };
}
