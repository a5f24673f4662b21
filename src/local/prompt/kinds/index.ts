import type { Assume } from '../../geometry/refusal';
import type { BodyShape } from '../scene/body';
import type { Taker } from '../scene/taker';
import { standard, type Kind } from './kind';
import { cups } from './cups';
import { enclosure } from './enclosure';
import { flanges } from './flange';
import { flangedTube } from './flangedTube';
import { frame } from './frame';
import { hollowSection } from './hollowSection';
import { lBracket } from './lBracket';
import { otherBrackets } from './brackets';
import { profiles } from './profiles';
import { bearing } from './bearing';
import { gears } from './gears';
import { nuts } from './nuts';
import { pulleys } from './pulleys';
import { screws } from './screws';
import { bushing } from './sleeves';
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
  ...profiles,
  hollowSection,
  lBracket,
  ...otherBrackets,
  enclosure,
  ...cups,
  ...flanges,
  flangedTube,
  frame,
  unmade,
];

const byName = new Map(kinds.map((one) => [one.kind, one]));

/** Reads a part that is told of as a whole. @returns undefined where the thing is none */
export function readKind(taker: Taker, parts: readonly Taker[], assume: Assume): BodyShape | undefined {
  const kind = byName.get(taker.thing.kind);
  if (!kind) return undefined;
  const named = taker.thing.traits.map(({ name }) => name).filter((name) => name.startsWith(standard));
  taker.trait(...named.filter((name) => kind.standards?.includes(name.slice(standard.length)) ?? true));
  return kind.read(new Whole(taker, parts), assume);
}
