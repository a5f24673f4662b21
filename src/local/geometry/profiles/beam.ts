import type { Profile } from '../../../kernel/specification';
import type { FamilyPart } from '../family';
import { mm, plain } from '../refusal';

export interface Beam {
  readonly name: string;
  /** Its cross-section, as wide along X as the beam is along Y, standing on Y = 0. */
  readonly section: Profile;
  readonly height: number;
  readonly width: number;
  readonly length: number;
  /** Such as `web of 5 mm`. */
  readonly details: readonly string[];
}

/** A profile that lies along X, centred, on Z = 0. */
export function beam({ name, section, height, width, length, details }: Beam): FamilyPart {
  const title = `${name} ${plain(height)}x${plain(width)}x${plain(length)}`;
  return {
    name: title,
    parts: [
      {
        name: title,
        features: [
          {
            operation: 'new',
            name: name.toLowerCase(),
            shape: { kind: 'extrude', profile: section, height: length },
            direction: 'x',
            at: [-length / 2, 0, 0],
          },
        ],
      },
    ],
    text: `${name} of ${mm(height)} height, ${mm(width)} width and ${mm(length)} length`,
    features: details,
  };
}
