import type { BRepAdaptor_Surface, OpenCascadeInstance, TopoDS_Face, TopoDS_Shape } from 'replicad-opencascadejs';
import { boxBy, exactBox } from '../kernel/exactBox';
import { each, hashOf } from '../kernel/explore';
import { areaOf, pointOf } from '../kernel/massProperties';
import { placesOf } from '../kernel/measureBodies';
import type { ReadShapes } from '../kernel/readStep';
import type { Vector } from '../kernel/stepModel';
import { type Face, type Surfaces } from './face';
import { dot, cross, plus } from '../kernel/vectors';

/** More faces than this aren't compared with each other. */
const mostFaces = 4000;

/** mm: what is closer is one place, by roundings of what is below 1 m. */
const exactly = 1e-4;

/** The surfaces of a file's bodies, numbered as the preview shows them. */
export function surfacesOf(oc: OpenCascadeInstance, { bodies, tessellation }: ReadShapes): Surfaces {
  const shown = bodies.flatMap((body, at) => (body.role === undefined ? [{ body, at }] : []));
  const faces = shown.flatMap(({ body, at }) => {
    const take = placesOf(tessellation.faceHashes, tessellation.mesh.parts[at]?.faces);
    return facesOf(oc, body.shape, at, (face) => take(hashOf(oc, face)) ?? -1);
  });
  return measured(
    oc,
    shown.map(({ body }) => body.shape),
    faces,
    shown.filter(({ body }) => body.solid).length,
  );
}

/** The surfaces of solids that were built here. */
export function surfacesOfSolids(oc: OpenCascadeInstance, solids: readonly TopoDS_Shape[]): Surfaces {
  const faces = solids.flatMap((solid, at) => facesOf(oc, solid, at, () => -1));
  return measured(oc, solids, faces, solids.length);
}

function measured(
  oc: OpenCascadeInstance,
  shapes: readonly TopoDS_Shape[],
  faces: readonly Face[],
  solids: number,
): Surfaces {
  const boxes = shapes.map((shape) => exactBox(oc, shape));
  const least = (axis: 0 | 1 | 2): number => Math.min(...boxes.map(({ min }) => min[axis]));
  const most = (axis: 0 | 1 | 2): number => Math.max(...boxes.map(({ max }) => max[axis]));
  const box = { min: [least(0), least(1), least(2)], max: [most(0), most(1), most(2)] } as const;
  return { faces, box, solids, approximate: false, same: exactly, isCutShort: faces.length >= mostFaces };
}

function facesOf(
  oc: OpenCascadeInstance,
  shape: TopoDS_Shape,
  body: number,
  indexOf: (face: TopoDS_Shape) => number,
): Face[] {
  const found: Face[] = [];
  for (const one of each(oc, shape, 'TopAbs_FACE')) {
    if (found.length >= mostFaces) break;
    const face = oc.TopoDS.Face(one);
    const { amount: area, centre } = areaOf(oc, face);
    const loose = boxBy(oc, (box) => oc.BRepBndLib.AddOptimal(face, box, false, false));
    const extent = loose ? plus(loose.max, loose.min, -1) : ([0, 0, 0] as const);
    found.push({ index: indexOf(one), body, area, centre, extent, ...surfaceOf(oc, face) });
    face.delete();
  }
  return found;
}

type Surface = Omit<Face, 'index' | 'body' | 'area' | 'centre' | 'extent'>;

function surfaceOf(oc: OpenCascadeInstance, face: TopoDS_Face): Surface {
  const surface = new oc.BRepAdaptor_Surface(face, true);
  const bounds = oc.BRepTools.UVBounds(face);
  const middle = [(bounds.UMin + bounds.UMax) / 2, (bounds.VMin + bounds.VMax) / 2] as const;
  const own: { delete(): void }[] = [surface];
  const keep = <T extends { delete(): void }>(object: T): T => (own.push(object), object);
  try {
    const { at, normal } = normalAt(oc, face, middle);
    const rangeU = [bounds.UMin, bounds.UMax] as const;
    const turn = ((bounds.UMax - bounds.UMin) * 180) / Math.PI;
    switch (surface.GetType()) {
      case 'GeomAbs_Plane':
        return { kind: 'plane', direction: normal, on: at };
      case 'GeomAbs_Cylinder': {
        const cylinder = keep(surface.Cylinder());
        const { on, direction } = axisOf(keep(cylinder.Axis()));
        const from = dot(on, direction);
        return {
          kind: 'cylinder',
          on,
          direction,
          radius: cylinder.Radius(),
          along: [from + bounds.VMin, from + bounds.VMax],
          turn,
          hollow: isHollow(on, direction, at, normal),
        };
      }
      case 'GeomAbs_Cone': {
        const ends = [circleAt(surface, rangeU, bounds.VMin), circleAt(surface, rangeU, bounds.VMax)];
        const [tip, wide] = ends.toSorted((a, b) => a.radius - b.radius);
        if (!tip || !wide) return { kind: 'other' };
        const { direction } = wide;
        const on = wide.centre;
        const [a, b] = [dot(wide.centre, direction), dot(tip.centre, direction)];
        return {
          kind: 'cone',
          on,
          direction,
          radius: wide.radius,
          otherRadius: tip.radius,
          along: [Math.min(a, b), Math.max(a, b)],
          turn,
          slope: (Math.atan2(wide.radius - tip.radius, Math.abs(a - b)) * 180) / Math.PI,
          hollow: isHollow(on, direction, at, normal),
        };
      }
      case 'GeomAbs_Sphere': {
        const sphere = keep(surface.Sphere());
        const on = pointOf(sphere.Location());
        return { kind: 'sphere', on, radius: sphere.Radius(), turn, hollow: dot(normal, plus(at, on, -1)) < 0 };
      }
      case 'GeomAbs_Torus': {
        const { centre: on, direction } = circleAt(surface, rangeU, middle[1]);
        const tube = circleThrough(thirds(bounds.VMin, bounds.VMax).map((v) => valueAt(surface, middle[0], v)));
        return {
          kind: 'torus',
          on,
          direction,
          radius: tube.radius,
          otherRadius: Math.hypot(...radialOf(on, direction, tube.centre)),
          turn,
          hollow: dot(normal, plus(at, tube.centre, -1)) < 0,
        };
      }
      default:
        return { kind: 'other' };
    }
  } finally {
    for (const object of own.reverse()) object.delete();
  }
}

interface Circle {
  readonly centre: Vector;
  readonly direction: Vector;
  readonly radius: number;
}

/** The circle of a surface that turns, at a height. The kernel's own cones and rings can't be asked here. */
function circleAt(surface: BRepAdaptor_Surface, [from, to]: readonly [number, number], v: number): Circle {
  return circleThrough(thirds(from, to).map((u) => valueAt(surface, u, v)));
}

function thirds(from: number, to: number): number[] {
  return [0, 1 / 3, 2 / 3].map((share) => from + share * (to - from));
}

function valueAt(surface: BRepAdaptor_Surface, u: number, v: number): Vector {
  return pointOf(surface.Value(u, v));
}

/** Of three points; of radius 0 where they are one. */
function circleThrough([a = nowhere, b = nowhere, c = nowhere]: readonly Vector[]): Circle {
  const [ab, ac] = [plus(b, a, -1), plus(c, a, -1)];
  const normal = cross(ab, ac);
  const square = dot(normal, normal);
  if (square < 1e-24) return { centre: a, direction: [0, 0, 1], radius: 0 };
  const [bb, cc] = [dot(ab, ab), dot(ac, ac)];
  const [one, other] = [cross(normal, ab), cross(ac, normal)];
  const toCentre = plus([one[0] * cc, one[1] * cc, one[2] * cc], other, bb).map((part) => part / (2 * square));
  const [x = 0, y = 0, z = 0] = toCentre;
  const length = Math.sqrt(square);
  return {
    centre: plus(a, [x, y, z]),
    direction: [normal[0] / length, normal[1] / length, normal[2] / length],
    radius: Math.hypot(x, y, z),
  };
}

const nowhere: Vector = [0, 0, 0];

function normalAt(
  oc: OpenCascadeInstance,
  face: TopoDS_Face,
  [u, v]: readonly [number, number],
): { readonly at: Vector; readonly normal: Vector } {
  const [point, vector, properties] = [new oc.gp_Pnt(), new oc.gp_Vec(), new oc.BRepGProp_Face(face, false)];
  properties.Normal(u, v, point, vector);
  properties.delete();
  const [x, y, z] = pointOf(vector);
  const length = Math.hypot(x, y, z) || 1;
  return { at: pointOf(point), normal: [x / length, y / length, z / length] };
}

interface AxisOfKernel {
  Location(): { X(): number; Y(): number; Z(): number; delete(): void };
  Direction(): { X(): number; Y(): number; Z(): number; delete(): void };
}

function axisOf(axis: AxisOfKernel): { readonly on: Vector; readonly direction: Vector } {
  return { on: pointOf(axis.Location()), direction: pointOf(axis.Direction()) };
}

/** From the axis to a point, across the axis. */
function radialOf(on: Vector, direction: Vector, at: Vector): Vector {
  const from = plus(at, on, -1);
  return plus(from, direction, -dot(from, direction));
}

function isHollow(on: Vector, direction: Vector, at: Vector, normal: Vector): boolean {
  return dot(normal, radialOf(on, direction, at)) < 0;
}
