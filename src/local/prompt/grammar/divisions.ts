import { Phrases } from './cursor';

/** Parting a body, or rounding its ends: before the verb is read as one that makes a feature. */
export const divisions = new Phrases<string>([
  ...['split', 'cut', 'sliced', 'divided'].flatMap((verb) => [
    [`${verb} in half along its axis`, 'half'] as const,
    [`${verb} in half along the axis`, 'half'] as const,
    [`${verb} in half lengthwise`, 'half'] as const,
    [`${verb} in two along its axis`, 'half'] as const,
    [`${verb} lengthwise`, 'lengthwise'] as const,
    [`${verb} along its axis`, 'lengthwise'] as const,
    [`${verb} along the axis`, 'lengthwise'] as const,
    [`${verb} through the axis`, 'lengthwise'] as const,
    [`${verb} through its axis`, 'lengthwise'] as const,
  ]),
  ...['fully rounded', 'fully radiused', 'semicircular', 'half round', 'full radius'].flatMap((shape) => [
    [`both ends ${shape}`, 'fully rounded'] as const,
    [`both ends are ${shape}`, 'fully rounded'] as const,
    [`${shape} ends`, 'fully rounded'] as const,
  ]),
  ['round ends', 'fully rounded'],
  ['rounded ends', 'fully rounded'],
  ['halved lengthwise', 'half'],
  ...['cut', 'sliced', 'split'].flatMap((verb) =>
    ['through the middle', 'in half', 'through its middle', 'through the center'].map(
      (how) => [`${verb} ${how}`, 'halved'] as const,
    ),
  ),
  ['halved along its axis', 'half'],
  ['only one half is kept', 'half kept'],
  ['only one half is needed', 'half kept'],
  ['keep one half', 'half kept'],
  ['keep only one half', 'half kept'],
  ['cut off at the top', 'truncated'],
  ['with its top cut off', 'truncated'],
  ['with the top cut off', 'truncated'],
  ['with its tip cut off', 'truncated'],
  ['with the tip cut off', 'truncated'],
  ['running out to a sharp edge', 'sharp'],
  ['running out to nothing', 'sharp'],
  ...['rising', 'rises', 'going', 'sloping'].flatMap((verb) =>
    ['zero', '0', 'nothing'].flatMap((none) =>
      ['', ' up'].map((up) => [`${verb} from ${none}${up} to`, 'sharp'] as const),
    ),
  ),
  ...['tapering', 'tapers', 'sloping', 'slopes', 'going', 'running', 'falling', 'coming', 'comes', 'ending'].flatMap(
    (verb) =>
      ['zero', '0', 'nothing', 'a point', 'an edge', 'a sharp edge'].flatMap((end) => [
        [`${verb} to ${end}`, 'sharp'] as const,
        [`${verb} down to ${end}`, 'sharp'] as const,
        [`${verb} in ${end}`, 'sharp'] as const,
      ]),
  ),
]);
