import type { OpenCascadeInstance } from 'replicad-opencascadejs';
import { startOpenCascade } from './openCascade.js';

/** A turn or a mirror image, as the three rows of its matrix. */
export interface Turn {
  readonly name: string;
  readonly rows: readonly [readonly number[], readonly number[], readonly number[]];
}

/** The 24 turns by right angles, and their 24 mirror images. */
export const turns: readonly Turn[] = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
].flatMap((order) =>
  [0, 1, 2, 3, 4, 5, 6, 7].map((signs) => {
    const rows = order.map((axis, row) =>
      [0, 1, 2].map((column) => (column === axis ? (signs & (1 << row) ? -1 : 1) : 0)),
    );
    const isMirror = determinant(rows) < 0;
    return {
      name: `${isMirror ? 'mirrored' : 'turned'} ${order.join('')}/${signs}`,
      rows: rows as unknown as Turn['rows'],
    };
  }),
);

export const isMirror = ({ rows }: Turn): boolean => determinant(rows) < 0;

let kernel: Promise<OpenCascadeInstance> | undefined;

/** A STEP file with its content turned or mirrored, and moved away from the origin. */
export async function turnedStep(bytes: Uint8Array, { rows }: Turn): Promise<Uint8Array> {
  const oc = await (kernel ??= startOpenCascade());
  oc.FS.writeFile('/turned.step', bytes);
  const reader = new oc.STEPControl_Reader();
  reader.ReadFile('/turned.step');
  const progress = new oc.Message_ProgressRange();
  reader.TransferRoots(progress);
  const shape = reader.OneShape();
  const transformation = new oc.gp_Trsf();
  const [a, b, c] = rows;
  transformation.SetValues(a[0]!, a[1]!, a[2]!, 13, b[0]!, b[1]!, b[2]!, -7, c[0]!, c[1]!, c[2]!, 29);
  const turned = new oc.BRepBuilderAPI_Transform(shape, transformation, true, false);
  const writer = new oc.STEPControl_Writer();
  writer.Transfer(turned.Shape(), oc.STEPControl_StepModelType.STEPControl_AsIs, true, progress);
  writer.Write('/turned.step');
  const written = oc.FS.readFile('/turned.step');
  oc.FS.unlink('/turned.step');
  for (const object of [writer, turned, transformation, shape, reader, progress]) object.delete();
  return Uint8Array.from(written);
}

function determinant(rows: readonly (readonly number[])[]): number {
  const [a = [], b = [], c = []] = rows;
  const at = (row: readonly number[], column: number): number => row[column] ?? 0;
  return (
    at(a, 0) * (at(b, 1) * at(c, 2) - at(b, 2) * at(c, 1)) -
    at(a, 1) * (at(b, 0) * at(c, 2) - at(b, 2) * at(c, 0)) +
    at(a, 2) * (at(b, 0) * at(c, 1) - at(b, 1) * at(c, 0))
  );
}
