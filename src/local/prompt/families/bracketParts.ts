import type { Feature } from '../../../kernel/specification';
import { mm, Refusal } from '../reading';
import type { Said } from '../said';

export const adjectives = [
  'mounting',
  'corner',
  'right',
  'angle',
  'shelf',
  'support',
  'sheet',
  'bent',
  'shaped',
  'solid',
  'equal',
  'unequal',
  'leg',
  'inside',
  'structural',
];

/** A profile in XZ, drawn from the front, along Y. */
export function profile(name: string, points: [number, number][], width: number): Feature {
  return {
    operation: 'new',
    name,
    shape: { kind: 'extrude', profile: { kind: 'polygon', points }, height: width },
    at: [0, width / 2, 0],
    direction: '-y',
  };
}

export function groupOf(said: Said): readonly number[] {
  const group = said.group() ?? [];
  if (group.length > 4 || (group.length > 3 && said.sizes.has('thickness')))
    throw new Refusal(
      'not_understood',
      `The sizes of the ${said.called} are at most three numbers joined by “x”, not ${group.length}. Name the others.`,
    );
  return group;
}

export function usualThickness(said: Said, leg: number): number {
  const usual = leg >= 30 ? 5 : leg / 8;
  said.assume(`The ${said.called} is ${mm(usual)} thick.`);
  return usual;
}

export function twoOnly(leg: Said | undefined): void {
  const count = leg?.number();
  if (count !== undefined && count !== 2)
    throw new Refusal('unsupported_feature', `A bracket with ${count} legs can’t be made.`);
}
