import type { Feature, Shape, SolidFeature } from '../../../../src/kernel/specification';
import { hardFindings, type Box } from '../../../../src/local/model/guards';

export const started = (shape: Shape): Feature => ({ operation: 'new', name: 'body', shape });
export const holed = (diameter: number, pattern?: SolidFeature['pattern']): SolidFeature => ({
  operation: 'cut',
  name: 'hole',
  shape: { kind: 'hole', diameter, depth: 'through' },
  ...(pattern && { pattern }),
});

export interface Case {
  readonly text: string;
  readonly features: Feature[];
  readonly assumptions?: string[];
  readonly size?: Box;
  readonly box?: Box;
}

/** Which guards find something. */
export function guardsOf({ text, features, assumptions = [], size = [1, 1, 1], box = size }: Case): readonly string[] {
  const specification = { name: 'Part', parts: [{ name: 'part', features }], assumptions };
  return hardFindings({ text, size, unused: [], specification, box }).map(({ guard }) => guard);
}
