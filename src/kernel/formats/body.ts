import type { TopoDS_Shape } from 'replicad-opencascadejs';

/** A finished part that is to be written. */
export interface Body {
  readonly name: string;
  /** Such as `#8a9ba8`. */
  readonly color: string;
  readonly shape: TopoDS_Shape;
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
