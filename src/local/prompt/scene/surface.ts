import type { Direction, Face } from '../../../kernel/specification';

/** A face of a body that features can be put on. */
export interface Surface {
  /** Such as `top`, `front`, `leg`. */
  readonly name: Face | (string & {});
  /** Its middle. */
  readonly center: [x: number, y: number, z: number];
  readonly direction: Direction;
  /** In the frame that `direction` gives (specification.ts): X to the right, Y up. */
  readonly outline: Outline;
  /** mm of material behind it. */
  readonly depth: number;
  /** What is open in its middle already. */
  readonly bore?: number;
  /** mm along X and Y of a rectangle that is open in its middle. */
  readonly opening?: readonly [x: number, y: number];
  /** Whether a through hole ends behind the material, and not at the far side of the part. */
  readonly bounded?: boolean;
  /** mm; the radius of its corners, where it is known. Ends are half circles with half of the width. */
  readonly corner?: number;
  /** It is the ellipse that touches its rectangle. */
  readonly isEllipse?: boolean;
  /** Its corners where it isn't the whole of its rectangle: what is put on it lies within them. */
  readonly within?: readonly (readonly [number, number])[];
  /** Where the origin of the sketch that it was drawn by lies on it, which points are told from. */
  readonly origin?: readonly [x: number, y: number];
  /** Which of its edges the free end is at, of a leg that stands on another one. */
  readonly free?: 'right' | 'top';
  /** Only what names it is put on it. */
  readonly isOnlyNamed?: boolean;
  /** How it is called in a sentence, such as "the top face". */
  readonly text: string;
}

export type Outline =
  | { readonly kind: 'rectangle'; readonly size: readonly [number, number] }
  | { readonly kind: 'circle'; readonly diameter: number }
  | { readonly kind: 'side'; readonly diameter: number; readonly length: number };

/** Where openings and bosses lie so far, on each surface. A feature that breaks out or runs into another is refused. */
export interface FaceLayout {
  /** @throws Refusal */
  place(surface: Surface, footprint: Footprint): void;
  /** What stands on a surface, and is one itself. */
  raise(under: Surface, top: Surface): void;
  /** Where a feature on a surface enters: on top of what stands there, if it lies whole within it. */
  entry(
    surface: Surface,
    point: readonly [number, number],
    radius: number,
  ): { surface: Surface; point: readonly [number, number] };
  /** The round openings in a surface so far. */
  circles(surface: Surface): readonly { readonly diameter: number; readonly through: boolean }[];
  /** Surfaces that were raised, by the name of the feature. */
  raised(name: string): Surface | undefined;
}

/**
 * A shape on a surface: a convex polygon (a point, a line) in the surface's frame, and what is within a distance of it.
 */
export interface Footprint {
  readonly points: readonly (readonly [number, number])[];
  readonly radius: number;
  readonly text: string;
  /** mm below the surface; Infinity through all. Negative for what stands on it. */
  readonly depth: number;
}
