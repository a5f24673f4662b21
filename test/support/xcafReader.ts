import { createRequire } from 'node:module';
import path from 'node:path';
import { findRoot } from './root.js';

/** A part as a reader that has the kernel's own documents (XCAF) gives it. */
export interface XcafPart {
  readonly name: string;
  /** Of its faces, such as `ff0000`; `-` for none. Each once, sorted. */
  readonly colours: string;
}

type Colour = readonly [red: number, green: number, blue: number] | null | undefined;

interface OcctMesh {
  readonly name: string;
  readonly color?: Colour;
  readonly brep_faces?: readonly { readonly color: Colour }[];
}

interface OcctImport {
  ReadStepFile(bytes: Uint8Array, options: object): { success: boolean; meshes?: readonly OcctMesh[] };
}

/** Reads STEP files by occt-import-js. */
export async function xcafReader(): Promise<(bytes: Uint8Array) => readonly XcafPart[] | undefined> {
  const load = createRequire(path.join(findRoot(), 'package.json'))('occt-import-js') as (
    options: object,
  ) => Promise<OcctImport>;
  const silent = (): void => undefined;
  const reader = await load({ print: silent, printErr: silent });
  return (bytes) => {
    const { success, meshes = [] } = reader.ReadStepFile(bytes, { linearDeflection: 1, angularDeflection: 1 });
    if (!success) return undefined;
    return meshes.map(({ name, color, brep_faces: faces = [] }) => ({
      name,
      colours: [...new Set(faces.map((face) => hex(face.color ?? color)))].sort().join(' '),
    }));
  };
}

/** It gives linear colours; files have those of sRGB. */
function hex(colour: Colour): string {
  if (!colour) return '-';
  return colour
    .map((linear) => (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055))
    .map((channel) =>
      Math.round(channel * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('');
}
