import type { TopoDS_Face, TopoDS_Shape } from 'replicad-opencascadejs';
import type { Mesh } from './mesh';

/** What is written of a part besides its shape. */
export interface Look {
  readonly name: string;
  /** Such as `#8a9ba8`; left out where there is none. */
  readonly color?: string;
  /** 0 to 1; left out for what isn't transparent. */
  readonly opacity?: number;
}

/** A finished part that is to be written. */
export interface Body extends Look {
  readonly shape: TopoDS_Shape;
  /** Faces with a colour of their own. */
  readonly faces?: readonly { readonly face: TopoDS_Face; readonly color: string }[];
}

/** A part as triangles. */
export interface MeshBody extends Look {
  readonly mesh: Mesh;
  /** Red, green and blue of each corner in bytes, as in sRGB, where they aren't all that of the part. */
  readonly vertexColors?: Uint8Array | undefined;
}

/** Red, green and blue from 0 to 1, as in sRGB. */
export function rgb(color: string): readonly [red: number, green: number, blue: number] {
  const channel = (index: number): number => parseInt(color.slice(1 + 2 * index, 3 + 2 * index), 16) / 255;
  return [channel(0), channel(1), channel(2)];
}

/** From sRGB to the linear light that OpenCascade and glTF expect. */
export function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
