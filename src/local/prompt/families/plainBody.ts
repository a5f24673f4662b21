import type { Body } from '../family';
import type { Shape } from '../../../kernel/specification';

export function ends(bottom: number, top: number, height: number): Body['surfaces'] {
  return [
    {
      name: 'top',
      center: [0, 0, height],
      direction: 'z',
      outline: { kind: 'circle', diameter: top },
      depth: height,
      text: 'the top face',
    },
    {
      name: 'bottom',
      center: [0, 0, 0],
      direction: '-z',
      outline: { kind: 'circle', diameter: bottom },
      depth: height,
      text: 'the bottom face',
    },
  ];
}

export function plainBody(
  name: string,
  text: string,
  shape: Shape,
  size: Body['size'],
  surfaces: Body['surfaces'],
): Body {
  return {
    name,
    text,
    features: [{ operation: 'new', name: name.split(' ')[0]?.toLowerCase() ?? 'part', shape }],
    surfaces,
    size,
    corners: false,
  };
}
