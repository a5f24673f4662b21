import type { Feature, Part, Shape } from '../../../kernel/specification';
import type { Surface } from './surface';
import type { Axis } from '../text/token';

export type Vector = readonly [x: number, y: number, z: number];

/** A solid of the kernel in a body's own frame, added or cut. */
export interface Solid {
  readonly operation: 'add' | 'cut';
  readonly shape: Shape;
  readonly at?: Vector;
  readonly direction?: Surface['direction'];
  readonly turn?: number;
}

/** A body in its own frame: it stands on Z = 0, centered on the Z axis. In mm. */
export interface BodyShape {
  /** In words, such as "Plate of 60 mm by 40 mm by 5 mm". */
  readonly text: string;
  readonly name: string;
  readonly solids: readonly Solid[];
  /** Extents along X, Y and Z. */
  readonly size: Vector;
  readonly surfaces: readonly Surface[];
  /** It is turned about its own axis, which is Z unless `axis` says another one. */
  readonly round: boolean;
  readonly axis?: Axis;
  /** Features in its own frame that make it, in place of solids, and the other parts of an assembly. */
  readonly built?: Built;
  /** What stands on one of its surfaces. */
  readonly raised?: { readonly under: string; readonly top: Surface };
  /** The faces of members, by their kind: those of both legs of a bracket. */
  readonly faces?: Readonly<Record<string, readonly string[]>>;
  /** It is all of those that the prompt counts: two gears. */
  readonly counted?: boolean;
  /** Its size and surfaces are all of its shape, so that it can lie beside other parts. */
  readonly exact?: boolean;
  /** Of a bar with ends that are turned down, the heights between which it has its full diameter. In mm. */
  readonly turned?: {
    readonly lower: number;
    readonly upper: number;
    readonly middle: readonly [number, number];
    /** Its curved side, as it was before. */
    readonly side: Surface | undefined;
  };
  /** Its upright edges are four corners. */
  readonly corners: boolean;
}

/** What `src/local/geometry` made. */
export interface Built {
  readonly features: readonly Feature[];
  readonly others: readonly Part[];
  /** How the first part of an assembly is called and colored. */
  readonly name: string | undefined;
  readonly color: string | undefined;
  /** What it consists of, in words. */
  readonly details: readonly string[];
}

/** A body where it lies in the part: its own frame moved by `at`. */
export interface PlacedBody extends BodyShape {
  readonly at: Vector;
}

export function add([a, b, c]: Vector, [x, y, z]: Vector): Vector {
  return [a + x, b + y, c + z];
}

export function movedSurface(surface: Surface, by: Vector): Surface {
  return { ...surface, center: [...add(surface.center, by)] };
}

/** The middle of a body's box. */
export function middleOf({ at, size }: PlacedBody): Vector {
  return [at[0], at[1], at[2] + size[2] / 2];
}
