/** A box of 20 × 10 × 5 mm, 1000 mm³, as STL files of every kind. */

type Corner = readonly [x: number, y: number, z: number];
export interface Facet {
  readonly normal: Corner;
  readonly corners: readonly [Corner, Corner, Corner];
}

const size: Corner = [20, 10, 5];

/** The twelve facets, faces outward. */
export function boxFacets(): Facet[] {
  return [0, 1, 2].flatMap((axis) =>
    [0, 1].flatMap((side) => {
      const [u, v] = [(axis + 1) % 3, (axis + 2) % 3];
      const at = (a: number, b: number): Corner => {
        const point = [0, 0, 0];
        point[axis] = side * size[axis]!;
        point[u] = a * size[u]!;
        point[v] = b * size[v]!;
        return point as unknown as Corner;
      };
      const normal = [0, 0, 0];
      normal[axis] = side === 1 ? 1 : -1;
      const square = side === 1 ? [at(0, 0), at(1, 0), at(1, 1), at(0, 1)] : [at(0, 0), at(0, 1), at(1, 1), at(1, 0)];
      return [
        [0, 1, 2],
        [0, 2, 3],
      ].map((which) => ({
        normal: normal as unknown as Corner,
        corners: which.map((corner) => square[corner]!) as unknown as Facet['corners'],
      }));
    }),
  );
}

export interface BinaryStl {
  readonly header?: string;
  /** What the file says that it has. */
  readonly count?: number;
  readonly attribute?: (facet: number) => number;
  /** Written behind each facet. */
  readonly payload?: (facet: number) => Uint8Array;
  readonly spare?: Uint8Array;
}

export function binaryStl(
  facets: readonly Facet[],
  { header = '', count = facets.length, attribute = () => 0, payload = () => new Uint8Array(), spare }: BinaryStl = {},
): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(84);
  head.write(header, 'latin1');
  head.writeUInt32LE(count, 80);
  const pieces = facets.flatMap(({ normal, corners }, at) => {
    const bytes = Buffer.alloc(50);
    [normal, ...corners].flat().forEach((value, number) => bytes.writeFloatLE(value, number * 4));
    const behind = payload(at);
    bytes.writeUInt16LE(behind.length > 0 ? behind.length : attribute(at), 48);
    return [bytes, Buffer.from(behind)];
  });
  return Uint8Array.from(Buffer.concat([head, ...pieces, spare ?? new Uint8Array()]));
}

export function textStl(facets: readonly Facet[], name = 'box'): string {
  const numbers = (corner: Corner): string => corner.map((value) => value.toFixed(6)).join(' ');
  const lines = facets.map(
    ({ normal, corners }) =>
      `  facet normal ${numbers(normal)}\n    outer loop\n${corners.map((corner) => `      vertex ${numbers(corner)}\n`).join('')}    endloop\n  endfacet\n`,
  );
  return `solid ${name}\n${lines.join('')}endsolid ${name}\n`;
}
