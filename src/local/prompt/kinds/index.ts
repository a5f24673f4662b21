import { Refusal, type Assume } from '../../geometry/refusal';
import type { BodyShape } from '../scene/body';
import type { Taker } from '../scene/taker';
import { standard, type Kind } from './kind';
import { boltedPlate } from './boltedPlate';
import { collars } from './collar';
import { cups } from './cups';
import { enclosure } from './enclosure';
import { flanges } from './flange';
import { flangedTube } from './flangedTube';
import { frame } from './frame';
import { hollowSection } from './hollowSection';
import { keyedShaft } from './keyedShaft';
import { knob } from './knobs';
import { lBracket } from './lBracket';
import { letterPlates } from './letterPlate';
import { otherBrackets } from './brackets';
import { profiles } from './profiles';
import { bearing } from './bearing';
import { gears } from './gears';
import { nuts } from './nuts';
import { pulleys } from './pulleys';
import { screws } from './screws';
import { bushing } from './sleeves';
import { spacers } from './spacers';
import { unmade } from './unmade';
import { Whole } from './whole';

/** The parts that can be told of as a whole. */
export const kinds: readonly Kind[] = [
  ...screws,
  ...nuts,
  bearing,
  ...gears,
  ...pulleys,
  bushing,
  ...spacers,
  keyedShaft,
  ...collars,
  knob,
  ...profiles,
  hollowSection,
  lBracket,
  ...letterPlates,
  ...otherBrackets,
  enclosure,
  ...cups,
  ...flanges,
  flangedTube,
  frame,
  boltedPlate,
  unmade,
];

const byName = new Map(kinds.map((one) => [one.kind, one]));

/** “DIN 9021” for "din9021" */
function written(number: string): string {
  return number.replace(/^[a-z]+/, (letters) => `${letters.toUpperCase()} `);
}

/** Reads a part that is told of as a whole. @returns undefined where the thing is none */
export function readKind(taker: Taker, parts: readonly Taker[], assume: Assume): BodyShape | undefined {
  const kind = byName.get(taker.thing.kind);
  if (!kind) return undefined;
  for (const { name, span } of taker.thing.traits.filter((trait) => trait.name.startsWith(standard))) {
    const number = name.slice(standard.length);
    if (kind.standards?.includes(number) === false)
      throw new Refusal('unsupported_feature', `A ${taker.thing.noun} to ${written(number)} is not made yet.`, span);
    taker.trait(name);
  }
  return kind.read(new Whole(taker, parts), assume);
}
