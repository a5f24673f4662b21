import type { PartRole } from '../../../kernel/stepModel';
import type { Colour } from './colours';

/** What a slicer says of a piece of an object, beside the model. */
export interface Piece {
  readonly name: string;
  readonly role: PartRole;
  /** -1 where there is none. */
  readonly colour: Colour;
}

/** A stretch of an object's triangles. */
export interface Range extends Piece {
  readonly first: number;
  readonly last: number;
}

/** What the pieces of an object are to the slicer, by PrusaSlicer's words and by Bambu Studio's. */
export const roles: ReadonlyMap<string, PartRole> = new Map([
  ['NegativeVolume', 'negative'],
  ['ParameterModifier', 'modifier'],
  ['SupportEnforcer', 'support'],
  ['SupportBlocker', 'support'],
  ['negative_part', 'negative'],
  ['modifier_part', 'modifier'],
  ['support_enforcer', 'support'],
  ['support_blocker', 'support'],
]);

/** Two ids in one: of an object and its component, or of an object and which one of several it is. */
export function pieceKey(object: string, other: string): string {
  return `${object}|${other}`;
}
