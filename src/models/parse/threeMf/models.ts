import { ParseFailure } from '../../../formats/failure';
import type { PartRole } from '../../../kernel/stepModel';
import { checkSize, type Totals } from '../limits';
import { cornerColours, type PartTriangles } from '../meshBuilder';
import type { Document, ModelObject, Placed } from './document';
import { pieceKey, type Piece } from './slicer';
import type { SlicerSettings } from './slicerSettings';
import { combine, isMirror, type Transform } from './transform';

/** How deep objects may be nested; programs nest a few levels. */
const deepestComponents = 100;

/** An object, and the model part that it is in. */
interface Found {
  readonly path: string;
  readonly object: ModelObject;
}

/** The model parts of a package, and what a slicer says of them. */
export class Models {
  readonly #root: Document;
  readonly #others: ReadonlyMap<string, Document>;
  readonly #slicer: SlicerSettings;
  readonly #empty = new Set<ModelObject>();

  constructor(root: Document, others: ReadonlyMap<string, Document>, slicer: SlicerSettings) {
    this.#root = root;
    this.#others = others;
    this.#slicer = slicer;
  }

  /** How many objects that are to be built are made of something else than meshes. */
  get empty(): number {
    return this.#empty.size;
  }

  /** The triangles of everything that is to be built. @throws ParseFailure */
  place(): PartTriangles[] {
    this.#checkTotals();
    const seen = new Map<string, number>();
    return this.#root.items.flatMap(({ isPrinted, ...item }) => {
      const found = this.#find(item, '');
      const before = seen.get(item.id) ?? 0;
      seen.set(item.id, before + 1);
      const plate = this.#slicer.plates.get(pieceKey(item.id, `${before}`));
      const parts = this.#placed(found, item.transform, undefined, isPrinted ? 'part' : 'unprinted', found.object.id);
      return plate === undefined ? parts : parts.map((part) => ({ ...part, name: `${part.name} [${plate}]`.trim() }));
    });
  }

  /** @param from the model part that names it */
  #find({ path, id }: Placed, from: string): Found {
    const own = path === '' ? from : path;
    const document = own === '' ? this.#root : this.#others.get(own);
    const object = document?.objects.get(id);
    if (!object) throw new ParseFailure('unreadable_file', `there is no object ${id}`);
    return { path: own, object };
  }

  /**
   * Counts what would be placed before any of it is: with components of components, a few lines make a million parts.
   * @throws ParseFailure when it is too much, or when an object contains itself
   */
  #checkTotals(): void {
    const known = new Map<ModelObject, Totals | 'open'>();
    const totalsOf = ({ object, path }: Found, depth: number): Totals => {
      const counted = known.get(object);
      if (counted === 'open') throw new ParseFailure('unreadable_file', 'an object holds itself');
      if (counted) return counted;
      if (depth > deepestComponents)
        throw new ParseFailure('too_large', `components are nested deeper than ${deepestComponents}`);
      known.set(object, 'open');
      const own = { parts: 1, triangles: object.indices.length / 3 };
      const totals = sum(
        own,
        object.components.map((component) => totalsOf(this.#find(component, path), depth + 1)),
      );
      known.set(object, totals);
      return totals;
    };
    checkSize(
      sum(
        { parts: 0, triangles: 0 },
        this.#root.items.map((item) => totalsOf(this.#find(item, ''), 0)),
      ),
    );
  }

  /**
   * @param piece the slicer's settings for the object as a component
   * @param role of everything in it
   * @param item the id of the object that the item is of
   */
  #placed(
    { object, path }: Found,
    transform: Transform,
    piece: Piece | undefined,
    role: PartRole,
    item: string,
  ): PartTriangles[] {
    const own = [role, piece?.role, object.role].find((one) => one !== undefined && one !== 'part') ?? 'part';
    const ofItem = this.#slicer.objects.get(item);
    const name = piece?.name ?? (object.name || (ofItem?.name ?? ''));
    const below = object.components.flatMap((component) => {
      const said = this.#slicer.parts.get(pieceKey(item, component.id));
      return this.#placed(this.#find(component, path), combine(component.transform, transform), said, own, item);
    });
    if (!object.hasMesh && object.components.length === 0) this.#empty.add(object);
    if (object.indices.length === 0) return below;
    const placed = { object, transform, scale: this.#root.scale, extruders: this.#slicer.extruders };
    const colour = piece?.colour ?? ofItem?.colour ?? -1;
    const ranges = path === '' ? (this.#slicer.ranges.get(object.id) ?? []) : [];
    if (ranges.length === 0) return [trianglesOf(placed, { name, role: own, colour }), ...below];
    const pieces = ranges.map(({ first, last, ...said }) =>
      trianglesOf(placed, { ...said, name: said.name || name, role: own === 'part' ? said.role : own }, [first, last]),
    );
    return [...pieces, ...below];
  }
}

function sum(own: Totals, others: readonly Totals[]): Totals {
  return others.reduce(
    (total, { parts, triangles }) => ({ parts: total.parts + parts, triangles: total.triangles + triangles }),
    own,
  );
}

interface PlacedObject {
  readonly object: ModelObject;
  readonly transform: Transform;
  readonly scale: number;
  readonly extruders: SlicerSettings['extruders'];
}

/** @param range the first and the last of the object's triangles that are meant */
function trianglesOf(
  { object, transform, scale, extruders }: PlacedObject,
  { name, role, colour }: Piece,
  [first, last]: readonly [number, number] = [0, object.indices.length / 3 - 1],
): PartTriangles {
  const { positions } = object;
  const indices = object.indices.slice(first * 3, (last + 1) * 3);
  const count = positions.length / 3;
  if (indices.some((index) => !(index >= 0 && index < count)))
    throw new ParseFailure('unreadable_file', 'an index is out of range');
  // Separate triangles give a printed part its edges; in the file they share vertices.
  const apart = new Float32Array(indices.length * 3);
  // Mirrored triangles are reversed, so that their outer sides stay outside.
  const order = isMirror(transform) ? [0, 2, 1] : [0, 1, 2];
  const colours = new Int32Array(indices.length);
  const matrix = Float64Array.from(transform, (value) => value * scale);
  for (let corner = 0; corner < indices.length; corner++) {
    const from = corner - (corner % 3) + (order[corner % 3] ?? 0);
    moveTo(apart, corner * 3, matrix, positions, (indices[from] ?? 0) * 3);
    colours[corner] = object.colours[first * 3 + from] ?? -1;
  }
  for (const [triangle, { extruder }] of object.painted)
    if (extruder > 0 && triangle >= first && triangle <= last)
      colours.fill(extruders[extruder - 1] ?? -1, (triangle - first) * 3, (triangle - first + 1) * 3);
  const [one = -1] = colours;
  const { opacity = 1 } = object;
  const described = { name, ...(opacity < 1 && { opacity }), ...(role !== 'part' && { role }), positions: apart };
  if (colours.every((found) => found === one)) return { ...described, colour: one === -1 ? colour : one };
  return {
    ...described,
    colour: -1,
    vertexColours: cornerColours(
      colours.map((found) => (found === -1 ? colour : found)),
      1,
    ),
  };
}

/** Puts the point at `from` of `positions`, moved by a transform, at `to` of `result`. There are millions of them. */
function moveTo(result: Float32Array, to: number, m: Float64Array, positions: readonly number[], from: number): void {
  const [x = NaN, y = NaN, z = NaN] = [positions[from], positions[from + 1], positions[from + 2]];
  for (let axis = 0; axis < 3; axis++)
    result[to + axis] = x * (m[axis] ?? 0) + y * (m[3 + axis] ?? 0) + z * (m[6 + axis] ?? 0) + (m[9 + axis] ?? 0);
}
