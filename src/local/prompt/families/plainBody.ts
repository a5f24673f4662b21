import type { Body } from '../family';
import type { Shape } from '../../../kernel/specification';

export { coneSurfaces as ends } from '../scene/surfaces';

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
