import type { CutOutSizes, VentSizes } from '../../geometry/hollow/openings';
import type { Side } from '../../geometry/hollow/sides';
import { given } from '../builtBody';
import { Refusal } from '../reading';
import type { Said } from '../said';

const places = ['left', 'right', 'front', 'back', 'top', 'bottom'] as const;

/** The side that an opening is on. Without one it is the front. */
function sideOf(said: Said, what: string, alongX: boolean): Side {
  if (said.target('lid') !== undefined) return 'top';
  const named = places.filter((place) => said.has(place));
  const [long, short] = [said.term('longSide'), said.term('shortSide')];
  const found =
    named.length > 0 ? named : long || short ? [long === alongX ? ('front' as const) : ('right' as const)] : [];
  said.term(...places, 'side', 'end', 'face', 'center');
  const [side, other] = found;
  if (other !== undefined)
    throw new Refusal(
      'unsupported_feature',
      `The built-in service puts ${what} on one side each. Name them apart: “on the ${side ?? 'left'}”, “on the ${other}”.`,
    );
  said.term('through');
  if (named.length === 0) said.assume(`The ${what} are on the ${side ?? 'front'}.`);
  return side ?? 'front';
}

export function ventOf(vent: Said, alongX: boolean): VentSizes {
  const side = sideOf(vent, 'vent slots', alongX);
  vent.term('even', 'row', 'roundEnds', 'standing');
  const squareEnds = vent.term('squareEnds');
  const [length, width] = vent.group()?.toSorted((one, other) => other - one) ?? [];
  const count = vent.number();
  if (count === undefined) vent.assume('There are 5 vent slots.');
  return {
    side,
    count: count ?? 5,
    squareEnds,
    ...given({
      length: length ?? vent.size('length', 'height'),
      width: width ?? vent.size('width'),
      spacing: vent.size('spacing'),
    }),
  };
}

export function cutOutOf(opening: Said, alongX: boolean): CutOutSizes {
  const side = sideOf(opening, 'cut-outs', alongX);
  const [width, height] = opening.group() ?? [];
  const diameter = opening.diameter() ?? (width === undefined ? opening.lengths.shift() : undefined);
  const size = { width: width ?? opening.size('width', 'length'), height: height ?? opening.size('height') };
  if (diameter !== undefined) return { side, diameter };
  if (size.width === undefined || size.height === undefined)
    return opening.missing('size', 'a 20x10 mm cutout on the front');
  return { side, size: [size.width, size.height], ...given({ cornerRadius: opening.size('cornerRadius', 'radius') }) };
}
