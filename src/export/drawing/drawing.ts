import type { OpenCascadeInstance } from 'replicad-opencascadejs';
import { sentence } from '../../base/sentence';
import type { MeshBody } from '../../kernel/formats/body';
import type { Vector } from '../../kernel/stepModel';
import type { Body } from '../../kernel/tessellate';
import { refuse } from '../failure';
import { boxOf, cross, dot } from './curve';
import { areaInDxf, writeDxf } from './dxf';
import { outlineOf } from './flatFace';
import { writeSvg } from './svg';
import { projectionsOf, views, type Projection, type View } from './views';

/** How much an area may be off by chords, as a fraction. */
const sameArea = 1e-3;

/**
 * The outline of a flat face as DXF, which is read back: its loops enclose the area of the face.
 * @param face OpenCascade's hash of it; left out for the largest flat one
 * @throws ExportFailure
 */
export function dxfOf(oc: OpenCascadeInstance, bodies: readonly Body[], face: number | undefined): Uint8Array {
  const { loops, area } = outlineOf(oc, bodies, face);
  const bytes = writeDxf(loops);
  const found = areaInDxf(bytes);
  if (!(Math.abs(found - area) <= sameArea * area))
    refuse(
      sentence(
        'The outline comes out wrong, so it is not saved: it encloses {0} mm² instead of {1} mm².',
        Number(found.toPrecision(6)),
        Number(area.toPrecision(6)),
      ),
    );
  return bytes;
}

/**
 * Six views and an isometric one as SVG. What is seen must be as large as the model is from there.
 * @param meshes the same bodies as triangles
 * @throws ExportFailure
 */
export function svgOf(
  oc: OpenCascadeInstance,
  bodies: readonly Body[],
  meshes: readonly MeshBody[],
  deflection: number,
  title: string,
  names: Readonly<Record<View, string>>,
): Uint8Array {
  const projections = projectionsOf(oc, bodies);
  for (const projection of projections)
    if (!isWhole(projection, meshes, 2 * deflection + 1e-3))
      refuse(sentence('The {0} view comes out incomplete, so the drawing is not saved.', names[projection.view]));
  return writeSvg(title, projections, names);
}

function isWhole({ view, visible }: Projection, meshes: readonly MeshBody[], within: number): boolean {
  const { z, x } = views[view];
  const right = unit(x);
  const up = cross(unit(z), right);
  const { min, max } = boxOf(visible);
  const found = [min[0], min[1], -max[0], -max[1]];
  const expected = [Infinity, Infinity, Infinity, Infinity];
  for (const { mesh } of meshes)
    for (let at = 0; at < mesh.positions.length; at += 3) {
      const point: Vector = [mesh.positions[at] ?? 0, mesh.positions[at + 1] ?? 0, mesh.positions[at + 2] ?? 0];
      const [across, along] = [dot(point, right), dot(point, up)];
      [across, along, -across, -along].forEach((value, side) => {
        if (value < (expected[side] ?? 0)) expected[side] = value;
      });
    }
  return found.every((value, side) => Math.abs(value - (expected[side] ?? NaN)) <= within);
}

function unit([x, y, z]: Vector): Vector {
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}
