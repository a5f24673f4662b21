import { ParseFailure } from '../../../formats/failure';
import type { Buffers } from './buffers';
import { at, indexIn, objectIn, objectsIn, textIn, type Json } from './json';

/** How many numbers an element has (glTF 2.0 §3.6.2.2). */
const widths: ReadonlyMap<string, number> = new Map([
  ['SCALAR', 1],
  ['VEC2', 2],
  ['VEC3', 3],
  ['VEC4', 4],
  ['MAT4', 16],
]);

interface Component {
  readonly bytes: number;
  read(view: DataView, at: number): number;
  /** The divisor of a normalized value. */
  readonly most: number;
}

const components: ReadonlyMap<number, Component> = new Map([
  [5120, { bytes: 1, most: 127, read: (view, at) => view.getInt8(at) }],
  [5121, { bytes: 1, most: 255, read: (view, at) => view.getUint8(at) }],
  [5122, { bytes: 2, most: 32_767, read: (view, at) => view.getInt16(at, true) }],
  [5123, { bytes: 2, most: 65_535, read: (view, at) => view.getUint16(at, true) }],
  [5125, { bytes: 4, most: 4_294_967_295, read: (view, at) => view.getUint32(at, true) }],
  [5126, { bytes: 4, most: 1, read: (view, at) => view.getFloat32(at, true) }],
]);

const wholeNumbers = components.get(5125);

/** Single precision holds every number of a file except 4-byte integers. */
export type Numbers = Float32Array | Float64Array;

export interface Elements {
  readonly count: number;
  /** How many numbers an element has. */
  readonly width: number;
  /** One element after the other. */
  readonly values: Numbers;
}

/** The numbers behind a file's accessors. */
export class Accessors {
  readonly #json: Json;
  readonly #buffers: Buffers;
  readonly #unpacked: ReadonlyMap<number, Uint8Array>;
  readonly #given = new Map<number, { readonly bytes: Uint8Array; readonly componentType: number }>();

  /** @param unpacked the content of packed buffer views, by their indexes */
  constructor(json: Json, buffers: Buffers, unpacked: ReadonlyMap<number, Uint8Array> = new Map()) {
    this.#json = json;
    this.#buffers = buffers;
    this.#unpacked = unpacked;
  }

  /** Sets an accessor's numbers, one after the other, where the file holds them in another form. */
  give(index: number, bytes: Uint8Array, componentType: number): void {
    this.#given.set(index, { bytes, componentType });
  }

  /** The bytes of a buffer view. @throws ParseFailure when it reaches out of its buffer */
  view(index: number): Uint8Array {
    const unpacked = this.#unpacked.get(index);
    if (unpacked) return unpacked;
    const view = at(objectsIn(this.#json, 'bufferViews'), index, 'buffer view');
    const buffer = this.#buffers.bytes(indexIn(view, 'buffer') ?? 0);
    const start = indexIn(view, 'byteOffset') ?? 0;
    const end = start + (indexIn(view, 'byteLength') ?? 0);
    if (end > buffer.length) throw outOfBuffer();
    return buffer.subarray(start, end);
  }

  /** How many elements an accessor says that it has. @throws ParseFailure */
  countOf(index: number): number {
    const count = this.described(index)['count'];
    if (typeof count !== 'number' || !Number.isInteger(count) || count < 0)
      throw new ParseFailure('unreadable_file', 'an accessor has no count');
    return count;
  }

  /** What the description says of an accessor. @throws ParseFailure where there is none */
  described(index: number): Json {
    return at(objectsIn(this.#json, 'accessors'), index, 'accessor');
  }

  /**
   * @param described what is to hold for it instead of its description
   * @throws ParseFailure when it reaches out of its buffer, or is of an unknown kind
   */
  read(index: number, described: Json = this.described(index)): Elements {
    const accessor = described;
    const count = this.countOf(index);
    const width = widths.get(textIn(accessor, 'type'));
    if (width === undefined) throw new ParseFailure('unreadable_file', 'an accessor is of an unknown type');
    const bufferView = indexIn(accessor, 'bufferView');
    const given = this.#given.get(index);
    const values = given
      ? numbersIn(given.bytes, { componentType: given.componentType, normalized: accessor['normalized'] }, count, width)
      : bufferView === undefined
        ? zeros(count * width)
        : this.#numbers(bufferView, accessor, count, width);
    const sparse = objectIn(accessor, 'sparse');
    if (sparse) this.#replace(values, width, accessor, sparse);
    return { count, width, values };
  }

  #numbers(bufferView: number, accessor: Json, count: number, width: number): Numbers {
    const view = at(objectsIn(this.#json, 'bufferViews'), bufferView, 'buffer view');
    return numbersIn(this.view(bufferView), accessor, count, width, indexIn(view, 'byteStride'));
  }

  /** Some elements have other values (glTF 2.0 §3.6.2.3). */
  #replace(values: Numbers, width: number, accessor: Json, sparse: Json): void {
    const count = indexIn(sparse, 'count') ?? 0;
    const [indices, others] = [objectIn(sparse, 'indices'), objectIn(sparse, 'values')];
    if (!indices || !others) throw new ParseFailure('unreadable_file', 'a sparse accessor has no values');
    const places = this.#numbers(indexIn(indices, 'bufferView') ?? 0, indices, count, 1);
    const kind = { componentType: accessor['componentType'], normalized: accessor['normalized'], ...others };
    const replaced = this.#numbers(indexIn(others, 'bufferView') ?? 0, kind, count, width);
    places.forEach((place, from) => {
      if ((place + 1) * width > values.length)
        throw new ParseFailure('unreadable_file', 'a sparse accessor reaches out of its elements');
      values.set(replaced.subarray(from * width, (from + 1) * width), place * width);
    });
  }
}

/** @param stride bytes from one element to the next, where there is something between them */
function numbersIn(bytes: Uint8Array, accessor: Json, count: number, width: number, stride?: number): Numbers {
  const component = components.get(Number(accessor['componentType']));
  if (!component) throw new ParseFailure('unreadable_file', 'an accessor is of an unknown kind of numbers');
  // Some programs write 0, which the standard doesn't allow, for numbers without anything between them.
  const step = stride === undefined || stride === 0 ? component.bytes * width : stride;
  if (step < component.bytes * width)
    throw new ParseFailure('unreadable_file', 'the elements of an accessor lie over each other');
  const start = indexIn(accessor, 'byteOffset') ?? 0;
  const end = count === 0 ? start : start + step * (count - 1) + component.bytes * width;
  if (end > bytes.length) throw outOfBuffer();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const most = accessor['normalized'] === true ? component.most : 1;
  const values = component === wholeNumbers ? new Float64Array(count * width) : new Float32Array(count * width);
  for (let element = 0, to = 0; element < count; element++)
    for (let number = 0; number < width; number++) {
      const value = component.read(view, start + step * element + component.bytes * number) / most;
      // In two's complement the least value is one less than -most (glTF 2.0 §3.6.2.2).
      values[to++] = most > 1 && value < -1 ? -1 : value;
    }
  return values;
}

function outOfBuffer(): ParseFailure {
  return new ParseFailure('unreadable_file', 'an accessor reaches out of its buffer');
}

/** An accessor without a buffer is of zeros, as many as it says. */
function zeros(count: number): Numbers {
  if (count > 50_000_000) throw new ParseFailure('too_large', `${count} numbers without any bytes`);
  return new Float32Array(count);
}
