import type { Feature } from '../../kernel/specification';
import { impossible, mm, type Assume } from './refusal';

/** What there is room for in a bracket's inner corner, in mm. */
export interface CornerRoom {
  readonly leg: number;
  readonly width: number;
  readonly thickness: number;
}

/** Sizes in mm; what isn't given follows from the room. */
export interface GussetSizes {
  readonly count: number;
  readonly thickness: number | undefined;
  readonly reach: number | undefined;
  readonly height: number | undefined;
}

/**
 * The triangular ribs in the inner corner of an L-bracket, which is at X = Z = thickness, evenly placed over its width.
 * @throws Refusal for what doesn't fit
 */
export function gussets(
  sizes: GussetSizes,
  { leg, width, thickness }: CornerRoom,
  assume: Assume,
): { features: Feature[]; text: string } {
  const { count, thickness: across = thickness, reach = leg / 2 } = sizes;
  const { height: high = reach } = sizes;
  assume(
    `The ${count === 1 ? 'gusset is' : 'gussets are'} ${mm(across)} thick and ${mm(reach)} by ${mm(high)} large, ${count === 1 ? 'in the middle of the width' : 'evenly placed over the width'}.`,
  );
  if (reach > leg || high > leg)
    impossible(`A gusset of ${mm(Math.max(reach, high))} is longer than the leg’s free ${mm(leg)}.`);
  if (count * across > width) impossible(`${count} gussets of ${mm(across)} are wider than the bracket, ${mm(width)}.`);
  const step = count === 1 ? 0 : (width - across) / (count - 1);
  const points: [number, number][] = [
    [thickness, thickness],
    [thickness + reach, thickness],
    [thickness, thickness + high],
  ];
  const name = count === 1 ? 'gusset' : `${count} gussets`;
  const shape = { kind: 'extrude' as const, profile: { kind: 'polygon' as const, points }, height: across };
  const places = Array.from({ length: count }, (_, index): [number, number, number] => [
    0,
    0,
    -(index - (count - 1) / 2) * step,
  ]);
  return {
    features: [
      {
        operation: 'add',
        name,
        shape,
        at: [0, across / 2, 0],
        direction: '-y',
        pattern: { kind: 'points', points: places },
      },
    ],
    text: `, with ${name}`,
  };
}
