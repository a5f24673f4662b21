import type { Profile } from '../../../kernel/specification';
import { impossible, mm, plain } from '../../geometry/refusal';
import { capital } from './blocks';
import type { BodyShape } from './body';
import { bend } from './sweeps';
import type { Taker } from './taker';

/** A pipe or rod that is bent: its angle, the radius of its middle line, its diameter and wall. */
export function readBend(taker: Taker): BodyShape {
  taker.trait('round', 'hollow', 'bent');
  const wall = taker.size('wall', 'thickness');
  const inner = taker.diameter('inner');
  let outer = taker.diameter('outer') ?? taker.size('diameter');
  if (outer === undefined && inner !== undefined && wall !== undefined) outer = inner + 2 * wall;
  outer ??= taker.size('unnamed') ?? taker.missing('outer diameter');
  const bore = inner ?? (wall === undefined ? undefined : outer - 2 * wall);
  const isSolid = bore === undefined && /rod|bar|wire|cylinder/.test(taker.thing.noun);
  if (bore === undefined && !isSolid) return taker.missing('wall');
  if (bore !== undefined && wall !== undefined && Math.abs(outer - bore - 2 * wall) > 1e-6)
    impossible(`${mm(outer)} outside and ${mm(bore)} inside do not make a wall of ${mm(wall)}.`);
  if (bore !== undefined && !(bore > 0 && bore < outer))
    impossible(`A bore of ${mm(bore)} does not fit in ${mm(outer)}.`);
  const radius = taker.size('bend', 'radius') ?? taker.missing('bend radius');
  const degrees = taker.angle() ?? taker.missing('angle');
  const profile: Profile =
    bore === undefined
      ? { kind: 'circle', diameter: outer }
      : { kind: 'circle', diameter: outer, holes: [{ kind: 'circle', diameter: bore }] };
  const text =
    bore === undefined
      ? `${capital(taker.thing.noun)} of ${mm(outer)} diameter`
      : `Pipe of ${mm(outer)} outside and ${mm(bore)} inside`;
  return bend({ profile, size: [outer, outer], text }, radius, degrees);
}

/** A wire on a helix. */
export function readSpring(taker: Taker): BodyShape {
  taker.trait('round');
  const wire = taker.size('wire') ?? taker.missing('wire diameter');
  const outer = taker.diameter('outer');
  const inner = taker.diameter('inner');
  const coil =
    taker.size('coil') ??
    (outer === undefined ? undefined : outer - wire) ??
    (inner === undefined ? undefined : inner + wire) ??
    taker.missing('coil diameter');
  const turns = taker.size('turns');
  const stated = taker.size('spacing');
  const length = taker.size('length', 'height');
  const pitch = stated ?? (length !== undefined && turns !== undefined ? (length - wire) / turns : undefined);
  if (pitch === undefined) return taker.missing('pitch');
  const all = turns ?? (length === undefined ? undefined : (length - wire) / pitch);
  if (all === undefined) return taker.missing('number of turns');
  if (length !== undefined && Math.abs(all * pitch + wire - length) > 0.01)
    impossible(`${plain(all)} turns with a pitch of ${mm(pitch)} make ${mm(all * pitch + wire)}, not ${mm(length)}.`);
  if (pitch <= wire || coil <= wire) impossible(`The turns of a wire of ${mm(wire)} would touch each other.`);
  return {
    name: `Spring ${plain(coil + wire)}x${plain(all * pitch + wire)}`,
    text: `Spring of ${plain(all)} turns, ${mm(coil)} coil and ${mm(wire)} wire`,
    solids: [
      {
        operation: 'add',
        shape: {
          kind: 'sweep',
          profile: { kind: 'circle', diameter: wire },
          path: { kind: 'helix', diameter: coil, pitch, turns: all },
        },
      },
    ],
    size: [coil + wire, coil + wire, all * pitch + wire],
    surfaces: [],
    round: true,
    corners: false,
  };
}
