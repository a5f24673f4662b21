import type { Body, Family } from '../family';
import { impossible, mm, plain } from '../reading';
import type { Said } from '../said';
import { ends, plainBody } from './plainBody';

export const cone: Family = {
  name: 'cone',
  nouns: [
    'cone',
    'frustum',
    'truncated cone',
    'conical frustum',
    'tapered cylinder',
    'taper pin',
    'cone frustum',
    'frustum of cone',
    'tapered plug',
    'tapered pin',
    'tapered rod',
    'taper plug',
    'tapered bar',
  ],
  sizes: {
    bottomDiameter: {
      nouns: [
        'large end',
        'diameter large end',
        'big end',
        'diameter big end',
        'wide end',
        'diameter wide end',
        'thick end',
        'diameter thick end',
        'larger end',
        'diameter larger end',
        'large end diameter',
      ],
    },
    topDiameter: {
      nouns: [
        'small end',
        'diameter small end',
        'narrow end',
        'diameter narrow end',
        'thin end',
        'diameter thin end',
        'smaller end',
        'diameter smaller end',
        'small end diameter',
      ],
    },
  },
  adjectives: ['circular', 'conical', 'truncated', 'solid', 'right', 'round', 'sharp', 'pointed'],
  options: { truncated: ['truncated'] },
  read: readCone,
};

function readCone(said: Said): Body {
  const truncated = said.term('truncated') || said.nouns.some((noun) => /frustum|truncated|tapered/.test(noun));
  const group = said.group() ?? [];
  const top = said.diameter(['topDiameter'], ['topRadius']);
  const bottom =
    said.diameter(['bottomDiameter'], ['bottomRadius']) ?? said.diameter() ?? group[0] ?? said.length('base diameter');
  const tip = top ?? (group.length === 3 ? group[1] : undefined) ?? 0;
  const height = group.at(group.length > 1 ? -1 : 1) ?? said.size('height', 'length', 'depth') ?? said.length('height');
  const example = 'a cone of 40 mm base diameter, 60 mm high';
  if (bottom === undefined) return said.missing('base diameter', example);
  if (height === undefined) return said.missing('height', example);
  if (truncated && tip === 0)
    return said.missing('top diameter', 'a frustum of 40 mm bottom diameter, 20 mm top diameter, 30 mm high');
  if (tip === bottom) impossible(`A cone can’t have the same diameter, ${mm(tip)}, at both ends.`);
  const name =
    tip === 0 ? `Cone ⌀${plain(bottom)}x${plain(height)}` : `Frustum ⌀${plain(bottom)}x⌀${plain(tip)}x${plain(height)}`;
  const text =
    tip === 0
      ? `Cone of ${mm(bottom)} base diameter and ${mm(height)} height`
      : `Frustum of ${mm(bottom)} and ${mm(tip)} diameter and ${mm(height)} height`;
  return plainBody(
    name,
    text,
    { kind: 'cone', bottomDiameter: bottom, topDiameter: tip, height },
    [Math.max(bottom, tip), Math.max(bottom, tip), height],
    tip === 0 ? [] : ends(bottom, tip, height),
  );
}
