import type { Feature } from '../../../kernel/specification';
import { bore as boreCut } from '../../geometry/solids';
import { impossible, mm, plain, Refusal } from '../../geometry/refusal';
import type { Surface } from '../scene/surface';
import type { Taker } from '../scene/taker';
import { builtOf, type Kind } from './kind';
import { countOf, groupOf, sizeOf, takePlaces, type Whole } from './whole';

const flangeNames = ['flange', 'the flange', 'flanges', 'the flanges', 'both flanges'];
const example =
  'a tube of 60 mm OD, 50 mm ID and 80 mm length with a flange of 100 mm diameter, 10 mm thick, at one end';

/** A tube with a flange at one end or both. Holes are those of the flanges. */
export const flangedTube: Kind = {
  kind: 'flanged tube',
  nouns: [
    ...['flanged tube', 'flanged pipe', 'pipe spool', 'spool piece', 'flanged pipe section', 'flanged spool'],
    ...['tube', 'pipe', 'hollow cylinder'],
  ],
  also: ['tube', 'pipe', 'spool'],
  traits: {
    overall: [
      ...['over all', 'overall', 'in total', 'flange to flange', 'face to face', 'between the flange faces'],
      ...flangeNames.flatMap((name) => [`including ${name}`, `with ${name} included`, `${name} included`]),
    ],
    without: [...flangeNames.flatMap((name) => [`without ${name}`, `excluding ${name}`]), 'between the flanges'],
    plain: ['round', 'circular', 'cylindrical', 'hollow', 'straight', 'identical', 'equal'],
  },
  members: {
    flange: {
      nouns: ['flange', 'round flange', 'circular flange', 'end flange', 'flange plate'],
      sizes: ['diameter', 'radius', 'thickness', 'unnamed'],
    },
  },
  read(whole, assume) {
    const flanges = whole.members('flange');
    if (flanges.length === 0) return whole.missing('flange', example);
    whole.trait('plain', 'round', 'hollow');
    const both = takePlaces(flanges, (place) => isEnd(place, true));
    takePlaces(flanges, (place) => isEnd(place, false));
    const count = countOf(flanges) ?? (both || flanges.some(({ thing }) => thing.plural) ? 2 : 1);
    if (count !== 1 && count !== 2)
      throw new Refusal('unsupported_feature', `One or two flanges are put on a tube, not ${count}.`);
    const ends = both ? 2 : count;
    const [overall, without] = [whole.trait('overall'), whole.trait('without')];
    const { outer, inner, third } = tubeOf(whole);
    const { diameter, thickness } = flangeOf(flanges);
    const stretch = third ?? whole.size('length', 'height', 'depth', 'unnamed');
    if (stretch === undefined) return whole.missing('length', example);
    const length = stretch + (without ? thickness * ends : 0);
    if (!overall && !without)
      assume(`The length of ${mm(length)} is that over all, with the flange${ends === 2 ? 's' : ''}.`);
    if (diameter <= outer) impossible(`A flange of ${mm(diameter)} is not larger than its tube of ${mm(outer)}.`);
    if (thickness * ends >= length)
      impossible(
        `${ends === 2 ? 'Flanges' : 'A flange'} of ${mm(thickness)} leave${ends === 2 ? '' : 's'} nothing of a tube of ${mm(length)} length.`,
      );
    const flange = (z: number): Feature => ({
      operation: 'add',
      name: 'flange',
      shape: { kind: 'cylinder', diameter, height: thickness },
      at: [0, 0, z],
    });
    // Through both flanges at once; the tube between them is in the way of no hole that lies outside of it.
    const face: Surface = {
      name: 'bottom',
      center: [0, 0, 0],
      direction: '-z',
      outline: { kind: 'circle', diameter },
      depth: ends === 2 ? length : thickness,
      bore: outer,
      bounded: ends === 1,
      text: 'the flange',
    };
    return {
      name: `Flanged Tube ⌀${plain(outer)}x⌀${plain(inner)}x${plain(length)}`,
      text: `Tube of ${mm(outer)} outside, ${mm(inner)} inside and ${mm(length)} length, with ${ends === 2 ? 'two flanges' : 'a flange'} of ${mm(diameter)} diameter and ${mm(thickness)} thickness`,
      solids: [],
      built: builtOf([
        { operation: 'new', name: 'tube', shape: { kind: 'cylinder', diameter: outer, height: length } },
        flange(0),
        ...(ends === 2 ? [flange(length - thickness)] : []),
        boreCut(inner, length),
      ]),
      surfaces: [face],
      faces: { flange: ['bottom'] },
      size: [diameter, diameter, length],
      round: true,
      corners: false,
    };
  },
};

function isEnd(place: Parameters<Parameters<typeof takePlaces>[1]>[0], isBoth: boolean): boolean {
  if (place.kind !== 'at' || place.target.kind !== 'spot') return false;
  const { name, which, plural } = place.target;
  if (!['end', 'top', 'bottom'].includes(name)) return false;
  return (
    !isBoth || (name === 'end' && (plural || ['each', 'both', 'either', 'every'].some((one) => which.includes(one))))
  );
}

function tubeOf(whole: Whole): { outer: number; inner: number; third: number | undefined } {
  const { taker } = whole;
  const group = whole.group() ?? [];
  const wall = whole.size('wall', 'thickness');
  const inside = (group.length === 3 ? group[1] : undefined) ?? taker.diameter('inner');
  const outer =
    group[0] ??
    taker.diameter('outer') ??
    taker.diameter() ??
    (inside !== undefined && wall !== undefined ? inside + 2 * wall : undefined);
  const inner = inside ?? (outer !== undefined && wall !== undefined ? outer - 2 * wall : undefined);
  if (outer === undefined) return whole.missing('outer diameter', example);
  if (inner === undefined) return whole.missing('inner diameter or wall thickness', example);
  if (inner <= 0 || inner >= outer) impossible(`A tube of ${mm(outer)} outside can’t have a bore of ${mm(inner)}.`);
  if (wall !== undefined && Math.abs(outer - inner - 2 * wall) > 1e-6)
    impossible(`A wall of ${mm(wall)} does not fit between ${mm(inner)} and ${mm(outer)}.`);
  return { outer, inner, third: group.length === 3 ? group[2] : group[1] };
}

/** The sizes of all flanges, which are the same. */
function flangeOf(flanges: readonly Taker[]): { diameter: number; thickness: number } {
  const sizes = flanges.map((one) => {
    const group = groupOf(one);
    const diameter = group?.[0] ?? one.diameter() ?? one.diameter('outer') ?? one.size('unnamed');
    return { diameter, thickness: group?.[1] ?? sizeOf([one], 'thickness', 'unnamed') };
  });
  const diameters = [...new Set(sizes.flatMap(({ diameter }) => diameter ?? []))];
  const thicknesses = [...new Set(sizes.flatMap(({ thickness }) => thickness ?? []))];
  if (diameters.length > 1 || thicknesses.length > 1)
    throw new Refusal('unsupported_feature', 'The flanges of a tube are made alike.');
  const [[diameter], [thickness]] = [diameters, thicknesses];
  if (diameter === undefined || thickness === undefined)
    throw new Refusal(
      'missing_dimension',
      `The prompt does not give the ${diameter === undefined ? 'diameter' : 'thickness'} of the flange. Write, for example, “${example}”.`,
    );
  return { diameter, thickness };
}
