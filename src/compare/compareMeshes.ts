import type { Manifold, ManifoldToplevel } from 'manifold-3d';
import { fittedIn } from '../check/mesh/checkMesh';
import { diagonalOf, ofModel, type ModelMesh } from '../kernel/stepModel';
import { joinParts, type PartTriangles } from '../models/parse/meshBuilder';
import { measureMesh } from '../models/parse/meshFacts';
import { withLines } from '../models/parse';
import {
  colourOf,
  isSliver,
  opacityOfBoth,
  owners,
  shiftOf,
  type Alignment,
  type Comparison,
  type Limit,
  type Owner,
  type Version,
} from './comparison';
import { holesOf } from './holes';
import { twinsApart, type Triangles } from './triangleTwins';

/** Triangles of both versions together: a million take a second or two, and the page has to draw them all. */
const mostTriangles = 6_000_000;

/** Comparing each with each takes more memory than cutting. */
const mostTwins = 3_000_000;

type ReadMesh = Pick<ModelMesh, 'positions' | 'indices' | 'parts'>;

/**
 * Compares two models of triangles: by the volumes that only one of them has where both enclose one, and else by
 * triangles without a twin.
 * @param byVolumes whether solids are cut with each other, which takes longest
 * @param load starts the library that does that
 */
export async function compareMeshes(
  [before, after]: readonly [ReadMesh, ReadMesh],
  { alignment, byVolumes }: { readonly alignment: Alignment; readonly byVolumes: boolean },
  load: () => Promise<ManifoldToplevel>,
): Promise<Comparison> {
  const [one, unmoved] = [ownOf(before), ownOf(after)];
  const measured = [measuredOf(one), measuredOf(unmoved)] as const;
  const boxes = [measured[0].version.box, measured[1].version.box] as const;
  const shift = shiftOf(alignment, ...boxes);
  const other = moved(unmoved, shift);
  const known = { before: measured[0].version, after: measured[1].version, exact: false, shift };
  const count = [...one, ...other].reduce((sum, { indices }) => sum + indices.length / 3, 0);
  const isTooLarge = !byVolumes || count > mostTriangles;
  const cut = isTooLarge ? undefined : cutApart(await load(), one, other);
  if (!cut) {
    const areClosed = measured.every(({ isClosed }) => isClosed);
    const limit: Limit = isTooLarge ? 'too_large' : areClosed ? 'failed' : 'open';
    const size = Math.max(...boxes.map(diagonalOf));
    const parted = count > mostTwins ? { both: [], before: one, after: other } : twinsApart(one, other, size);
    const pieces = owners.flatMap((owner) => parted[owner].map((body): Piece => ({ owner, ...body })));
    return { ...known, method: count > mostTwins ? 'overlay' : 'surfaces', limit, ...shown(pieces) };
  }
  const { both, before: removed, after: added } = cut.volumes;
  return { ...known, method: 'volumes', volumes: { both, before: removed, after: added }, ...shown(cut.pieces) };
}

type Body = Triangles;
type Model = readonly Body[];
type Piece = Body & { readonly owner: Owner };

/** The bodies of the model, without what a slicer adds. */
function ownOf({ positions, indices, parts }: ReadMesh): Model {
  const isOfModel = ofModel(parts);
  return parts
    .filter(isOfModel)
    .map(({ indices: [first, count] }) => ({ positions, indices: indices.subarray(first, first + count) }));
}

/** The bodies share their vertices, which are moved once. */
function moved(model: Model, shift: readonly [number, number, number]): Model {
  const [first] = model;
  if (!first || shift.every((by) => by === 0)) return model;
  const positions = first.positions.map((value, at) => value + (shift[at % 3] ?? 0));
  return model.map(({ indices }) => ({ positions, indices }));
}

function joined(model: Model): ReturnType<typeof joinParts> {
  return joinParts(model.map((body) => ({ name: '', colour: -1, ...compact(body) })));
}

/** A body without the vertices of others; those of a single one are all its own. */
function compact({ positions, indices }: Body): Body {
  if (positions.length / 3 <= indices.length) return { positions, indices };
  const places = new Map<number, number>();
  const own = indices.map((vertex) => {
    const known = places.get(vertex) ?? places.size;
    places.set(vertex, known);
    return known;
  });
  const kept = new Float32Array(places.size * 3);
  for (const [from, to] of places) kept.set(positions.subarray(from * 3, from * 3 + 3), to * 3);
  return { positions: kept, indices: own };
}

/** Undefined where one of them doesn't enclose a volume. */
function cutApart(
  library: ManifoldToplevel,
  before: Model,
  after: Model,
): { readonly pieces: readonly Piece[]; readonly volumes: Readonly<Record<Owner, number>> } | undefined {
  const made: Manifold[] = [];
  const keep = (solid: Manifold): Manifold => (made.push(solid), solid);
  try {
    const [one, other] = [before, after].map((model) => solidOf(library, model, keep));
    if (!one || !other) return undefined;
    const parts: readonly (readonly [Owner, Manifold])[] = [
      ['both', keep(one.intersect(other))],
      ['before', keep(one.subtract(other))],
      ['after', keep(other.subtract(one))],
    ];
    const volumes = { both: 0, before: 0, after: 0 };
    const pieces = parts.flatMap(([owner, all]): Piece[] => {
      const kept = all
        .decompose()
        .map(keep)
        .filter((piece) => !isSliver(piece.volume(), piece.surfaceArea()));
      volumes[owner] = kept.reduce((sum, piece) => sum + piece.volume(), 0);
      return kept.map((piece) => ({ owner, ...trianglesOf(piece) }));
    });
    return { pieces, volumes };
  } catch {
    // The library refuses what isn't closed, or turns inside out.
    return undefined;
  } finally {
    for (const solid of made) solid.delete();
  }
}

/** Undefined for surfaces that are open, or cross themselves in a way that has no inside. */
function solidOf(library: ManifoldToplevel, model: Model, keep: (solid: Manifold) => Manifold): Manifold | undefined {
  const bodies = model.map((body) => {
    const { positions, indices } = compact(body);
    const mesh = new library.Mesh({ numProp: 3, vertProperties: positions, triVerts: indices });
    // Vertices in one place are one: files keep three for each triangle.
    mesh.merge();
    return keep(new library.Manifold(mesh));
  });
  if (bodies.some((body) => body.status() !== 'NoError' || body.isEmpty() || body.volume() <= 0)) return undefined;
  return bodies.length === 1 ? bodies[0] : keep(library.Manifold.union(bodies));
}

function trianglesOf(solid: Manifold): Body {
  const { vertProperties, triVerts, numProp } = solid.getMesh();
  if (numProp === 3) return { positions: vertProperties, indices: triVerts };
  const positions = new Float32Array((vertProperties.length / numProp) * 3);
  for (let vertex = 0; vertex * 3 < positions.length; vertex++)
    positions.set(vertProperties.subarray(vertex * numProp, vertex * numProp + 3), vertex * 3);
  return { positions, indices: triVerts };
}

function shown(pieces: readonly Piece[]): Pick<Comparison, 'mesh' | 'owners'> {
  const parts = pieces.map(({ owner, positions, indices }): PartTriangles => ({
    name: '',
    colour: colourOf[owner],
    ...(owner === 'both' && { opacity: opacityOfBoth }),
    ...unshared({ positions, indices }),
  }));
  return { mesh: withLines(joinParts(parts)).mesh, owners: pieces.map(({ owner }) => owner) };
}

/** Each triangle has corners of its own, so that its light is that of its own plane. */
function unshared({ positions, indices }: Body): Pick<PartTriangles, 'positions'> {
  const own = new Float32Array(indices.length * 3);
  for (let at = 0; at < indices.length; at++) {
    const from = (indices[at] ?? 0) * 3;
    own.set(positions.subarray(from, from + 3), at * 3);
  }
  return { positions: own };
}

function measuredOf(model: Model): { readonly version: Version; readonly isClosed: boolean } {
  const mesh = joined(model);
  const { facts } = measureMesh(mesh);
  const fitted = fittedIn(mesh);
  const holes = fitted && holesOf(fitted.surfaces);
  return {
    version: {
      ...(facts.closed && { volume: facts.volume }),
      area: facts.area,
      box: facts.box,
      bodies: model.length,
      ...(holes && { holes }),
    },
    isClosed: facts.closed,
  };
}
