import { ParseFailure } from '../../../formats/failure';
import type { PartRole } from '../../../kernel/stepModel';
import { checkSize, type Totals } from '../limits';
import { cornerColours, type PartTriangles } from '../meshBuilder';
import type { Document, ModelObject, Placed } from './document';
import { divided, type Divided } from './ranges';
import { pieceKey, type Piece, type Range } from './slicer';
import type { SlicerSettings } from './slicerSettings';
import { combine, inMillimetres, isMirror, type Transform } from './transform';

/** An object, and the model part that it is in. */
interface Found {
  readonly path: string;
  readonly object: ModelObject;
  /** How many mm its unit has. */
  readonly scale: number;
}

/** What is to be placed: an object, and what the things around it say of it. */
interface Open {
  readonly found: Found;
  /** In mm. */
  readonly transform: Transform;
  /** The slicer's settings for the object as a component. */
  readonly piece: Piece | undefined;
  /** Of everything in it. */
  readonly role: PartRole;
}

/** The model parts of a package, and what a slicer says of them. */
export class Models {
  readonly #root: Document;
  readonly #others: ReadonlyMap<string, Document>;
  readonly #slicer: SlicerSettings;
  readonly #empty = new Set<ModelObject>();
  readonly #divided = new Map<ModelObject, Divided>();

  constructor(root: Document, others: ReadonlyMap<string, Document>, slicer: SlicerSettings) {
    this.#root = root;
    this.#others = others;
    this.#slicer = slicer;
  }

  /** How many objects that are to be built are made of something else than meshes. */
  get empty(): number {
    return this.#empty.size;
  }

  /** How many triangles several volumes of a slicer's project have. */
  get shared(): number {
    return [...this.#divided.values()].reduce((total, { shared }) => total + shared, 0);
  }

  /** Some volume of a slicer's project has triangles that there aren't. */
  get isRangeBeyond(): boolean {
    return [...this.#divided.values()].some(({ isBeyond }) => isBeyond);
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
      const transform = inMillimetres(item.transform, this.#root.scale);
      const role = isPrinted ? 'part' : 'unprinted';
      const parts = this.#placed({ found, transform, piece: undefined, role }, found.object.id);
      return plate === undefined ? parts : parts.map((part) => ({ ...part, name: `${part.name} [${plate}]`.trim() }));
    });
  }

  /** @param from the model part that names it */
  #find({ path, id }: Placed, from: string): Found {
    const own = path === '' ? from : path;
    const document = own === '' ? this.#root : this.#others.get(own);
    const object = document?.objects.get(id);
    if (document?.doubled.has(id)) throw new ParseFailure('double_object', id);
    if (!document || !object) throw new ParseFailure('missing_object', id);
    return { path: own, object, scale: document.scale };
  }

  /**
   * Counts what would be placed before any of it is: with components of components, a few lines make a million parts.
   * @throws ParseFailure when it is too much, or when an object contains itself
   */
  #checkTotals(): void {
    const items = this.#root.items.map((item) => this.#find(item, ''));
    const known = new Map<ModelObject, Totals | 'open'>();
    const open = [...items];
    // An object stays on the list until everything in it is counted: components are nested to any depth.
    for (let found = open.at(-1); found; found = open.at(-1)) {
      const { object, path } = found;
      const before = known.get(object);
      const parts = before === undefined || before === 'open' ? this.#componentsOf(object, path) : [];
      if (before === undefined) {
        known.set(object, 'open');
        for (const part of parts) {
          const counted = known.get(part.object);
          if (counted === 'open') throw new ParseFailure('unreadable_file', 'an object holds itself');
          if (!counted) open.push(part);
        }
        continue;
      }
      open.pop();
      if (before === 'open') known.set(object, sum(ownTotals(object), totalsOf(parts, known)));
    }
    checkSize(sum({ parts: 0, triangles: 0 }, totalsOf(items, known)));
  }

  #componentsOf(object: ModelObject, path: string): Found[] {
    return object.components.map((component) => this.#find(component, path));
  }

  /** @param item the id of the object that the item is of */
  #placed(first: Open, item: string): PartTriangles[] {
    const parts: PartTriangles[] = [];
    const open = [first];
    for (let one = open.pop(); one; one = open.pop()) {
      const { found, transform, piece, role } = one;
      const { object, path, scale } = found;
      const own: PartRole = [role, piece?.role, object.role].find((of) => of !== undefined && of !== 'part') ?? 'part';
      parts.push(...this.#own({ ...one, role: own }, item));
      if (!object.hasMesh && object.components.length === 0) this.#empty.add(object);
      const below = object.components.map((component) => ({
        found: this.#find(component, path),
        transform: combine(inMillimetres(component.transform, scale), transform),
        piece: this.#slicer.parts.get(pieceKey(item, component.id)),
        role: own,
      }));
      open.push(...below.reverse());
    }
    return parts;
  }

  /** The triangles of an object itself. */
  #own({ found: { object, path, scale }, transform, piece, role }: Open, item: string): PartTriangles[] {
    if (object.indices.length === 0) return [];
    const ofItem = this.#slicer.objects.get(item);
    const name = piece?.name ?? (object.name || (ofItem?.name ?? ''));
    const placed = { object, transform, scale, extruders: this.#slicer.extruders };
    const colour = piece?.colour ?? ofItem?.colour ?? -1;
    const ranges = path === '' ? (this.#slicer.ranges.get(object.id) ?? []) : [];
    const whole = { name, role, colour };
    if (ranges.length === 0) return [trianglesOf(placed, whole)];
    return this.#dividedBy(ranges, object).stretches.map(({ range, first, last }) =>
      trianglesOf(placed, range ? inRange(whole, range) : whole, [first, last]),
    );
  }

  /** An object is divided once, however often it is placed. */
  #dividedBy(ranges: readonly Range[], object: ModelObject): Divided {
    const known = this.#divided.get(object);
    if (known) return known;
    const made = divided(ranges, object.indices.length / 3);
    this.#divided.set(object, made);
    return made;
  }
}

/** A range is called as its object where it has no name, and is for what its object is for, if that is anything. */
function inRange({ name, role }: Piece, range: Range): Piece {
  return { name: range.name || name, role: role === 'part' ? range.role : role, colour: range.colour };
}

function ownTotals({ indices }: ModelObject): Totals {
  return { parts: 1, triangles: indices.length / 3 };
}

function totalsOf(parts: readonly Found[], known: ReadonlyMap<ModelObject, Totals | 'open'>): Totals[] {
  return parts.map(({ object }) => {
    const counted = known.get(object);
    if (!counted || counted === 'open') throw new ParseFailure('unreadable_file', 'an object holds itself');
    return counted;
  });
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
  // What a transform moves by is in mm already, the corners are in the unit of their own model part.
  const matrix = Float64Array.from(transform, (value, at) => (at < 9 ? value * scale : value));
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
