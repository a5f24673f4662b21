import type { Feature } from '../../../kernel/specification';

export interface BlockSizes {
  readonly length: number;
  readonly width: number;
  readonly height: number;
  /** Of its upright edges; 0 or less is sharp. */
  readonly radius: number;
  /** Where it stands. */
  readonly z: number;
}

/** A block around the Z axis whose upright edges may be round. */
export function roundedBlock(
  operation: 'new' | 'add' | 'cut',
  name: string,
  { length, width, height, radius, z }: BlockSizes,
): Feature {
  return {
    operation,
    name,
    at: [0, 0, z],
    shape:
      radius > 0
        ? { kind: 'extrude', profile: { kind: 'rectangle', size: [length, width], cornerRadius: radius }, height }
        : { kind: 'box', size: [length, width, height] },
  };
}
