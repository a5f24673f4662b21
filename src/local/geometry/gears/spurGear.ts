import { inch } from '../../../base/inch';
import { checkCount, checkLengths, type Family } from '../family';
import { impossible, mm, plain } from '../refusal';
import { hub, type HubSizes } from '../turned/hub';

export interface SpurGearSizes extends HubSizes {
  readonly module: number;
  readonly teeth: number;
  /** Along the axis. */
  readonly faceWidth?: number;
  /** In degrees. */
  readonly pressureAngle?: number;
}

/**
 * An involute spur gear without profile shift. It stands on Z = 0, its axis is Z, and a tooth's middle is on the +X
 * side.
 */
export const spurGear: Family<SpurGearSizes> = (sizes, assume) => {
  const { module, teeth, pressureAngle } = sizes;
  checkLengths({ module, 'face width': sizes.faceWidth });
  checkCount('teeth', teeth, 6, 400);
  if (pressureAngle !== undefined && !(pressureAngle >= 10 && pressureAngle <= 35))
    impossible(`A pressure angle of ${plain(pressureAngle)}° can’t be made, only 10° to 35°.`);
  const width = sizes.faceWidth ?? 10 * module;
  if (sizes.faceWidth === undefined) assume(`The gear is ${mm(width)} wide, ten times its module.`);
  assume(
    `The teeth are involutes of ${plain(pressureAngle ?? 20)}° without profile shift, with an addendum of ${mm(module)} and a dedendum of ${mm(1.25 * module)} (ISO 53).`,
  );
  if (sizes.bore === undefined && sizes.keyway === undefined) assume('The gear has no bore.');
  const root = module * (teeth - 2.5);
  const middle = hub(sizes, { width, solidDiameter: root }, assume);
  const name = `Spur gear m${plain(module)} z${teeth}`;
  return {
    name,
    parts: [
      {
        name,
        features: [
          {
            operation: 'new',
            name: 'gear',
            shape: {
              kind: 'extrude',
              profile: { kind: 'gear', module, teeth, ...(pressureAngle === undefined ? {} : { pressureAngle }) },
              height: width,
            },
          },
          ...middle.features,
        ],
      },
    ],
    text: `Spur gear of module ${plain(module)} with ${teeth} teeth and ${mm(width)} face width`,
    features: [`${teeth} teeth`, `Pitch circle of ${mm(module * teeth)}`, ...middle.said],
  };
};

/** The module in mm of a diametral pitch, which is the number of teeth per inch of pitch diameter. */
export function moduleOf(diametralPitch: number): number {
  return inch / diametralPitch;
}
