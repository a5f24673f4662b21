export interface BeltSection {
  readonly name: string;
  /** Width of the groove on the pitch line. */
  readonly pitchWidth: number;
  /** Radial distance from the pitch line to the outside. */
  readonly above: number;
  /** Radial distance from the pitch line to the bottom of the groove. */
  readonly below: number;
  /** Between the middles of neighbouring grooves. */
  readonly spacing: number;
  /** From the middle of an outermost groove to the pulley's side. */
  readonly margin: number;
}

/** Grooves for classical V-belts in mm (ISO 4183): section, datum width, b, h, e, f. */
const sections: readonly BeltSection[] = (
  [
    ['Z', 8.5, 2, 7, 12, 8],
    ['A', 11, 2.75, 8.7, 15, 10],
    ['B', 14, 3.5, 10.8, 19, 12.5],
    ['C', 19, 4.8, 14.3, 25.5, 17],
  ] as const
).map(([name, pitchWidth, above, below, spacing, margin]) => ({ name, pitchWidth, above, below, spacing, margin }));

export function beltSection(name: string): BeltSection | undefined {
  return sections.find((section) => section.name === name.toUpperCase());
}

/** The largest section whose grooves fit on a width. */
export function sectionFor(width: number, grooves: number): BeltSection | undefined {
  return sections.findLast((section) => widthFor(section, grooves) <= width);
}

export function widthFor({ spacing, margin }: BeltSection, grooves: number): number {
  return (grooves - 1) * spacing + 2 * margin;
}
