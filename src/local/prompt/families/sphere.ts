import type { Body, Family } from '../family';
import type { Feature } from '../../../kernel/specification';
import { mm, plain } from '../reading';
import type { Said } from '../said';

export const sphere: Family = {
  name: 'sphere',
  nouns: ['sphere', 'ball'],
  adjectives: ['solid', 'spherical', 'round', 'perfect'],
  read: (said) => readSphere(said, false),
};
export const hemisphere: Family = {
  name: 'hemisphere',
  nouns: ['hemisphere', 'half sphere', 'dome'],
  adjectives: ['solid', 'spherical', 'round'],
  options: {
    flatDown: [
      'flat side down',
      'flat face down',
      'flat bottom',
      'flat side at bottom',
      'flat side on bottom',
      'flat base',
      'flat side facing down',
      'flat face at bottom',
    ],
  },
  read: (said) => readSphere(said, true),
};

function readSphere(said: Said, half: boolean): Body {
  if (half) said.term('flatDown');
  const diameter =
    said.diameter(['diameter', 'outer', 'width', 'length'], ['radius', 'outerRadius']) ?? said.length('diameter');
  if (diameter === undefined) return said.missing('diameter', `a ${said.called} of 50 mm diameter`);
  const whole: Feature = {
    operation: 'new',
    name: said.name,
    shape: { kind: 'sphere', diameter },
    at: [0, 0, half ? 0 : diameter / 2],
  };
  const cut: Feature = {
    operation: 'cut',
    name: 'flat side',
    shape: { kind: 'box', size: [diameter + 2, diameter + 2, diameter] },
    at: [0, 0, -diameter],
  };
  const height = half ? diameter / 2 : diameter;
  const top = {
    name: 'top',
    center: [0, 0, height] as [number, number, number],
    direction: 'z' as const,
    outline: { kind: 'circle' as const, diameter },
    depth: height,
    text: 'the top',
  };
  return {
    name: `${half ? 'Hemisphere' : 'Sphere'} ⌀${plain(diameter)}`,
    text: `${half ? 'Hemisphere' : 'Sphere'} of ${mm(diameter)} diameter`,
    features: half ? [whole, cut] : [whole],
    surfaces: half ? [] : [top],
    size: [diameter, diameter, height],
    corners: false,
  };
}
