import type { PartRole } from '../../../kernel/stepModel';
import type { Colour } from './colours';

/** A slicer's settings for a piece of an object, beside the model. */
export interface Piece {
  readonly name: string;
  readonly role: PartRole;
  /** -1 where there is none. */
  readonly colour: Colour;
}

/** A range of an object's triangles. */
export interface Range extends Piece {
  readonly first: number;
  readonly last: number;
}

/** The role of a piece by PrusaSlicer's and Bambu Studio's word for it. */
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

/** One key of two ids: of an object and its component, or of an object and which of its copies it is. */
export function pieceKey(object: string, other: string): string {
  return `${object}|${other}`;
}
