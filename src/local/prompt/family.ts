import type { Feature, Part } from '../../kernel/specification';
import type { FaceLayout, Surface } from './scene/surface';
import type { Said } from './said';
import type { Words } from './words';

/** A kind of part: its words, and how what is said of it becomes a body. */
export interface Family extends Words {
  /** What it is called in sentences. */
  readonly name: string;
  /** Nouns that name it only when the prompt names no other part: a plate with holes for bolts is a plate. */
  readonly alone?: readonly string[];
  /** A noun of another family together with one of these adjectives is this family, too: a "round plate" is a disc. */
  readonly shapes?: readonly Shaped[];
  /** Takes what it needs. What is left in the end is refused, so that nothing stated is dropped. @throws Refusal */
  readonly read: (said: Said) => Body;
}

/**
 * Nouns of another family that are this one: with an adjective before them, or with a phrase anywhere in the prompt ("a
 * box with a lid").
 */
export interface Shaped {
  readonly nouns: readonly string[];
  readonly adjectives: readonly string[];
  readonly said?: readonly string[];
}

/** A kind of feature on a body, such as holes. */
export interface FeatureKind extends Words {
  readonly name: string;
  /** Names of sizes that can be said of it, beside its own. */
  readonly takes: readonly string[];
  /** Terms of `vocabulary.ts` that can be said of it. */
  readonly terms: readonly string[];
  /** Whether it changes edges: those of the body come before everything else, those of other features last. */
  readonly order: 'first' | 'normal' | 'last';
  /** @throws Refusal */
  readonly read: (said: Said, body: Body, layout: FaceLayout) => Made;
}

/** What a feature adds to a part. */
export interface Made {
  readonly features: readonly Feature[];
  /** What it is called in the list of the part's features. */
  readonly text: string;
}

/** A solid that features can be put on, standing on Z = 0 and centred on the Z axis. */
export interface Body {
  /** The part's name, such as "Plate 100x60x5". */
  readonly name: string;
  /** The same in words, such as "Plate of 100 mm by 60 mm by 5 mm". */
  readonly text: string;
  readonly features: readonly Feature[];
  /**
   * Plane faces that features can be put on, by the names that `places` gives them; the first is where they go when
   * nothing is said.
   */
  readonly surfaces: readonly Surface[];
  /** What stands on one of the surfaces. */
  readonly raised?: readonly { readonly under: string; readonly top: Surface }[];
  /** Extents along X, Y and Z. */
  readonly size: readonly [x: number, y: number, z: number];
  /** Whether its upright edges are corners that can be rounded. */
  readonly corners: boolean;
  /** The faces of a bracket's legs: "each leg", and where holes are shared out when nothing is said. */
  readonly legs?: readonly string[];
  /** What it consists of, for the list of the part's features. */
  readonly details?: readonly string[];
  /** How the first part of an assembly is called and coloured. */
  readonly first?: { readonly name: string; readonly color: string | undefined };
  /** Further parts of an assembly. */
  readonly others?: readonly Part[];
}

export type { FaceLayout, Footprint, Outline, Surface } from './scene/surface';
