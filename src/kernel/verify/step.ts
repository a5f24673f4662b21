import type { TopoDS_Shape } from 'replicad-opencascadejs';
import { closeAmount } from '../massProperties';
import type { Modeller } from '../modeller';
import { measure } from '../measure';
import type { ModelFacts } from '../specification';
import { combinedFacts } from '../combinedFacts';

const file = 'verified.step';

/** How far OpenCascade's integrals over the same surfaces may differ, as a fraction of the whole. */
const sameAmount = 2e-5;
/** How far a place may be off: in mm, and as a fraction of the model's largest coordinate. */
const samePlace = { mm: 1e-4, part: 1e-6 };

/**
 * How a STEP file differs from the parts that were written to it; undefined when it doesn't.
 * @param shapes the parts themselves, to be measured more closely where the figures differ
 */
export function differenceOfStep(
  modeller: Modeller,
  bytes: Uint8Array,
  parts: readonly ModelFacts[],
  shapes: readonly TopoDS_Shape[] = [],
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
    if (!isSame(found[name], built[name]) && !isSameClosely(modeller, name, shape, shapes))
      return `its ${name} is ${rounded(found[name])} ${unit} instead of ${rounded(built[name])} ${unit}`;
  }
  return differenceOfBoxes(found, built, samePlace.mm);
}

function isSame(found: number, built: number): boolean {
  return Math.abs(found - built) <= sameAmount * built;
}

/**
 * Holes across a round wall lie between other points along their edges once they are read back, by which the fixed
 * points of the usual integral miss more: six in a ring 9e-5. With a tolerance both come to the same.
 */
function isSameClosely(
  { oc }: Modeller,
  name: 'volume' | 'area',
  found: TopoDS_Shape,
  built: readonly TopoDS_Shape[],
): boolean {
  if (built.length === 0) return false;
  const closely = (shape: TopoDS_Shape): number => closeAmount(oc, name, shape);
  return isSame(
    closely(found),
    built.reduce((sum, shape) => sum + closely(shape), 0),
  );
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
