import type { Feature, Part } from '../../../kernel/specification';
import { colors } from '../colors';
import { checkCount, checkLengths, type Family } from '../family';
import { mm, plain } from '../refusal';
import { moved } from '../solids';
import { spurGear } from './spurGear';

export interface GearPairSizes {
  readonly module: number;
  /** Of the two gears. */
  readonly teeth: readonly [number, number];
  readonly faceWidth?: number;
  readonly pressureAngle?: number;
  /** Of each gear. */
  readonly bores?: readonly [number | undefined, number | undefined];
}

/**
 * How much farther apart the gears are than without backlash, in modules: teeth that only touch would overlap in the
 * last digit.
 */
const play = 0.001;

/**
 * Two spur gears that mesh: the first at the origin, the second on its +X side at the centre distance, turned so that a
 * gap faces the first one's tooth.
 */
export const gearPair: Family<GearPairSizes> = (
  { module, teeth: [first, second], faceWidth, pressureAngle, bores = [undefined, undefined] },
  assume,
) => {
  checkLengths({ module });
  checkCount('teeth', first, 6, 400);
  checkCount('teeth', second, 6, 400);
  const distance = (module * (first + second)) / 2 + play * module;
  const said = new Set<string>();
  const once = (sentence: string): void => {
    if (!said.has(sentence)) assume(sentence);
    said.add(sentence);
  };
  const common = {
    module,
    ...(faceWidth === undefined ? {} : { faceWidth }),
    ...(pressureAngle === undefined ? {} : { pressureAngle }),
  };
  const [a, b] = (
    [
      [first, bores[0]],
      [second, bores[1]],
    ] as const
  ).map(([teeth, bore]) => spurGear({ ...common, teeth, ...(bore === undefined ? {} : { bore }) }, once).parts);
  assume(
    `The centre distance is ${mm(distance)}: half the sum of the pitch diameters, and ${mm(play * module)} so that the flanks don’t rub.`,
  );
  const parts: Part[] = [
    ...(a ?? []).map((part) => ({ ...part, name: `Gear 1 z${first}`, color: colors.steel })),
    ...(b ?? []).map((part) =>
      moved(
        {
          ...part,
          name: `Gear 2 z${second}`,
          color: colors.brass,
          features: part.features.map((feature) => turned(feature, meshingTurn(second))),
        },
        [distance, 0, 0],
      ),
    ),
  ];
  return {
    name: `Gear pair m${plain(module)} z${first}/z${second}`,
    parts,
    text: `Two meshing spur gears of module ${plain(module)} with ${first} and ${second} teeth, ${mm(distance)} apart`,
    features: [`Gear with ${first} teeth`, `Gear with ${second} teeth`, `Centre distance of ${mm(distance)}`],
  };
};

/** By how many degrees a gear with a tooth on +X is turned so that a gap is on −X. */
function meshingTurn(teeth: number): number {
  return teeth % 2 === 0 ? 180 / teeth : 0;
}

/** Turns each feature: all of them are around the gear's axis, so that turns the gear. */
function turned(feature: Feature, degrees: number): Feature {
  return 'shape' in feature ? { ...feature, turn: (feature.turn ?? 0) + degrees } : feature;
}
