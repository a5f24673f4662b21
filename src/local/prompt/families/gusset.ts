import type { Feature } from '../../../kernel/specification';
import { impossible, mm } from '../reading';
import type { Said } from '../said';

/** What there is room for in a bracket's inner corner, in mm. */
interface Room {
  readonly leg: number;
  readonly width: number;
  readonly thickness: number;
}

/** Takes the triangular ribs in the inner corner of an L-bracket, which is at X = Z = thickness. */
export function gussets(said: Said, { leg, width, thickness }: Room): { features: Feature[]; text: string } {
  const [gusset] = said.members('gusset');
  if (!gusset) return { features: [], text: '' };
  const count = gusset.number() ?? (gusset.plural ? 2 : 1);
  gusset.term('center', 'insideCorner', 'sides', 'even', 'ends', 'along', 'eachLeg');
  const group = gusset.group();
  const thick = gusset.size('thickness', 'width') ?? (group?.length === 3 ? group[2] : undefined);
  const size = gusset.size('side', 'length', 'height', 'depth') ?? group?.[0] ?? gusset.lengths.shift();
  const rise = group?.[1] ?? size;
  const across = thick ?? thickness;
  const reach = size ?? leg / 2;
  const high = rise ?? reach;
  said.assume(
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
