import type { Modeller } from '../modeller';
import { measure } from '../measure';
import type { ModelFacts } from '../specification';
import { combinedFacts } from '../combinedFacts';

const file = 'verified.step';

/**
 * How far OpenCascade's integrals over the same surfaces may differ, as a fraction of the whole. Holes across a round
 * wall differ most, by the points that are taken along their edges: six in a ring by 9e-5.
 */
const sameAmount = 1.5e-4;
/** How far a place may be off: in mm, and as a fraction of the model's largest coordinate. */
const samePlace = { mm: 1e-4, part: 1e-6 };

/** How a STEP file differs from the parts that were written to it; undefined when it doesn't. */
export function differenceOfStep(
  modeller: Modeller,
  bytes: Uint8Array,
  parts: readonly ModelFacts[],
): string | undefined {
  const { oc } = modeller;
  const reader = modeller.own(new oc.STEPControl_Reader());
  oc.FS.writeFile(file, bytes);
  try {
    if (reader.ReadFile(file) !== oc.IFSelect_ReturnStatus.IFSelect_RetDone) return 'it can’t be read';
  } finally {
    oc.FS.unlink(file);
  }
  reader.TransferRoots(modeller.own(new oc.Message_ProgressRange()));
  const shape = modeller.own(reader.OneShape());
  if (shape.IsNull()) return 'there is nothing in it';
  const [found, built] = [measure(modeller, shape), combinedFacts(parts)];
  if (found.solids !== parts.length) return `it holds ${found.solids} solids instead of ${parts.length}`;
  if (found.faces !== built.faces) return `it has ${found.faces} faces instead of ${built.faces}`;
  if (!modeller.isValid(shape)) return 'a solid in it is not valid';
  for (const [name, unit] of [
    ['volume', 'mm³'],
    ['area', 'mm²'],
  ] as const) {
    if (!(Math.abs(found[name] - built[name]) <= sameAmount * built[name]))
      return `its ${name} is ${rounded(found[name])} ${unit} instead of ${rounded(built[name])} ${unit}`;
  }
  return differenceOfBoxes(found, built, samePlace.mm);
}

/** @param within mm */
export function differenceOfBoxes(
  { boundingBox: found }: Pick<ModelFacts, 'boundingBox'>,
  { boundingBox: built }: Pick<ModelFacts, 'boundingBox'>,
  within: number,
): string | undefined {
  const values = (box: typeof found): number[] => [...box.min, ...box.max];
  const most = within + samePlace.part * Math.max(...values(built).map(Math.abs));
  const expected = values(built);
  const differs = values(found).some((value, index) => !(Math.abs(value - (expected[index] ?? 0)) <= most));
  return differs ? `it lies from ${shown(found)} mm instead of from ${shown(built)} mm` : undefined;
}

function shown({ min, max }: ModelFacts['boundingBox']): string {
  return [min, max].map((corner) => corner.map(rounded).join(', ')).join(' to ');
}

export function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
