import type { GProp_GProps, OpenCascadeInstance, TopoDS_Shape } from 'replicad-opencascadejs';
import { each } from './explore';
import type { Vector } from './stepModel';

/** A volume in mm³ or an area in mm², and its centre. */
export interface Mass {
  readonly amount: number;
  readonly centre: Vector;
}

/**
 * The relative error that is aimed at on free-form surfaces. Without one, OpenCascade takes a fixed number of points
 * for a face: a screw's volume was 1.3 % off by that, and a bearing's 0.23 %. On other surfaces these points are as
 * many as are needed, while the integration with a tolerance is 0.02 % off for a plane within many splines, such as a
 * gear's. A third one, by Gauss and Kronrod, is right for both, and takes a minute for some faulty solids.
 */
const tolerance = 1e-6;

const simple = new Set([
  'GeomAbs_Plane',
  'GeomAbs_Cylinder',
  'GeomAbs_Cone',
  'GeomAbs_Sphere',
  'GeomAbs_Torus',
  'GeomAbs_SurfaceOfExtrusion',
  'GeomAbs_SurfaceOfRevolution',
]);

/**
 * The volume that a shape's faces enclose, signed by which way they face.
 * @param onlyClosed whether faces that leave a gap enclose nothing; `isMesh` for faces of triangles without surfaces
 */
export function volumeOf(
  oc: OpenCascadeInstance,
  shape: TopoDS_Shape,
  { onlyClosed = false, isMesh = false }: { readonly onlyClosed?: boolean; readonly isMesh?: boolean } = {},
): Mass {
  return massOf(oc, (properties) =>
    isMesh
      ? oc.BRepGProp.VolumeProperties(shape, properties, onlyClosed, false, true)
      : isSimple(oc, shape)
        ? oc.BRepGProp.VolumeProperties(shape, properties, onlyClosed, false, false)
        : oc.BRepGProp.VolumeProperties(shape, properties, tolerance, onlyClosed, false),
  );
}

/**
 * The area of a face.
 * @param isMesh whether it has triangles and no surface
 */
export function areaOf(oc: OpenCascadeInstance, face: TopoDS_Shape, isMesh = false): Mass {
  return massOf(oc, (properties) =>
    isMesh
      ? oc.BRepGProp.SurfaceProperties(face, properties, false, true)
      : isSimple(oc, face)
        ? oc.BRepGProp.SurfaceProperties(face, properties, false, false)
        : oc.BRepGProp.SurfaceProperties(face, properties, tolerance, false),
  );
}

/** A volume in mm³ or an area in mm², integrated to a tolerance on every kind of surface, which takes longer. */
export function closeAmount(oc: OpenCascadeInstance, name: 'volume' | 'area', shape: TopoDS_Shape): number {
  return massOf(oc, (properties) =>
    name === 'volume'
      ? oc.BRepGProp.VolumeProperties(shape, properties, tolerance, true, false)
      : oc.BRepGProp.SurfaceProperties(shape, properties, tolerance, false),
  ).amount;
}

/** Whether none of the faces is of a free form. */
function isSimple(oc: OpenCascadeInstance, shape: TopoDS_Shape): boolean {
  for (const found of each(oc, shape, 'TopAbs_FACE')) {
    const face = oc.TopoDS.Face(found);
    const surface = new oc.BRepAdaptor_Surface(face, false);
    const kind = surface.GetType();
    surface.delete();
    face.delete();
    if (!simple.has(kind)) return false;
  }
  return true;
}

/** The sum of masses, with their common centre. */
export function sumOf(masses: readonly Mass[]): Mass {
  const amount = masses.reduce((total, mass) => total + mass.amount, 0);
  const along = (axis: 0 | 1 | 2): number =>
    masses.reduce((total, mass) => total + mass.amount * mass.centre[axis], 0) / (amount || 1);
  return { amount, centre: [along(0), along(1), along(2)] };
}

/** The coordinates of an OpenCascade point, which is deleted. */
export function pointOf(at: { X(): number; Y(): number; Z(): number; delete(): void }): Vector {
  const coordinates = [at.X(), at.Y(), at.Z()] as const;
  at.delete();
  return coordinates;
}

function massOf(oc: OpenCascadeInstance, integrate: (properties: GProp_GProps) => void): Mass {
  const properties = new oc.GProp_GProps();
  try {
    integrate(properties);
    return { amount: properties.Mass(), centre: pointOf(properties.CentreOfMass()) };
  } finally {
    properties.delete();
  }
}
