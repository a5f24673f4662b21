import type { OpenCascadeInstance, TopoDS_Shape } from 'replicad-opencascadejs';
import { surfacesOfSolids } from '../check/exactFaces';
import { combineShapes } from '../kernel/booleans';
import { exactBox } from '../kernel/exactBox';
import { compoundOf, each, hashOf } from '../kernel/explore';
import { areaOf, volumeOf } from '../kernel/massProperties';
import { measureBodies } from '../kernel/measureBodies';
import { Modeller } from '../kernel/modeller';
import { kernelMessage } from '../kernel/openCascade';
import { fine, readStep, type ReadShapes } from '../kernel/readStep';
import { diagonalOf, type Box, type ExactFacts, type Fineness, type Vector } from '../kernel/stepModel';
import { tessellate, type Body } from '../kernel/tessellate';
import {
  colourOf,
  isSliver,
  opacityOfBoth,
  shiftOf,
  type Alignment,
  type Comparison,
  type Limit,
  type Owner,
  type Version,
} from './comparison';
import { holesOf } from './holes';
import { inVersion } from './versionFailure';
import { areTwins, FaceIndex, facesOf, type KnownFace } from './twins';

/** The triangles of a version by itself aren't shown. */
const rough: Fineness = { relative: 0.01, angular: 0.8 };
const silent = (): void => undefined;

/** What a boolean leaves may differ by this share of the volume that went in; else it has gone wrong. */
const closely = 1e-5;

export interface StepQuestion {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly alignment: Alignment;
  /** Whether solids are cut with each other; else surfaces without a twin are told, which always ends. */
  readonly byVolumes: boolean;
}

/**
 * Compares two STEP files by their surfaces.
 * @returns undefined where one of them has bodies of triangles, which have none
 * @throws VersionFailure when there is nothing to show in one of them
 */
export function compareSteps(oc: OpenCascadeInstance, question: StepQuestion): Comparison | undefined {
  const { before, after, alignment, byVolumes } = question;
  let laid: Laid | undefined;
  let later: ExactFacts | undefined;
  let failure: Error | undefined;
  // What fails within a reading would be taken for a failure of that file.
  const kept = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      failure ??= error instanceof Error ? error : new Error(kernelMessage(oc, error));
    }
  };
  const compare = (first: ReadShapes, second: ReadShapes): void => {
    if (first.bodies.concat(second.bodies).some(({ isMesh }) => isMesh)) return;
    laid = new StepPair(oc, first, second, alignment).compare(byVolumes);
  };
  const earlier = inVersion('before', () =>
    readStep(oc, before, silent, rough, (first) =>
      kept(() => {
        later = inVersion('after', () =>
          readStep(oc, after, silent, rough, (second) => kept(() => compare(first, second))),
        );
      }),
    ),
  );
  if (failure) throw failure;
  if (!laid || !later) return undefined;
  const { holes, ...found } = laid;
  return { ...found, exact: true, before: versionOf(earlier, holes[0]), after: versionOf(later, holes[1]) };
}

type Holes = Version['holes'];
type Laid = Omit<Comparison, 'before' | 'after' | 'exact'> & { readonly holes: readonly [Holes, Holes] };

function versionOf({ volume, area, box, solids }: ExactFacts, holes: Holes): Version {
  return { ...(volume !== undefined && { volume }), area, box, bodies: solids, ...(holes && { holes }) };
}

/** A solid of one of the versions. */
interface Solid {
  readonly name: string;
  readonly shape: TopoDS_Shape;
  readonly faces: readonly KnownFace[];
  readonly box: Box;
}

/** Something to show. */
interface Piece {
  readonly owner: Owner;
  readonly name: string;
  readonly shape: TopoDS_Shape;
  readonly solid: boolean;
}

/** Two versions in one place. */
class StepPair {
  readonly #modeller: Modeller;
  readonly #before: readonly Solid[];
  readonly #after: readonly Solid[];
  readonly #shift: Vector;
  readonly #size: number;
  /** Whether all of both is solid. */
  readonly #areSolid: boolean;

  constructor(oc: OpenCascadeInstance, first: ReadShapes, second: ReadShapes, alignment: Alignment) {
    const modeller = new Modeller(oc);
    this.#modeller = modeller;
    const shown = [first, second].map(({ bodies }) => bodies.filter(({ role }) => role === undefined));
    const [one = [], other = []] = shown;
    this.#areSolid = shown.every((bodies) => bodies.every(({ solid }) => solid));
    const [before, after] = [this.#boxOf(one), this.#boxOf(other)];
    this.#shift = shiftOf(alignment, before, after);
    this.#size = Math.max(diagonalOf(before), diagonalOf(after));
    this.#before = one.map(({ shape, name }) => this.#solid(shape, name));
    this.#after = other.map(({ shape, name }) => this.#solid(this.#moved(shape), name));
  }

  compare(byVolumes: boolean): Laid {
    try {
      const found = byVolumes && this.#areSolid ? this.#byVolumes() : undefined;
      const limit: Limit | undefined = found
        ? undefined
        : !this.#areSolid
          ? 'open'
          : byVolumes
            ? 'failed'
            : 'too_large';
      const pieces = found ?? this.#bySurfaces();
      return {
        ...this.#shown(pieces),
        method: found ? 'volumes' : 'surfaces',
        ...(limit && { limit }),
        ...(found && { volumes: this.#volumesOf(found) }),
        shift: this.#shift,
        holes: [this.#holesOf(this.#before), this.#holesOf(this.#after)],
      };
    } finally {
      this.#modeller.dispose();
    }
  }

  /** Undefined where the kernel's booleans fail, or their volumes don't add up. */
  #byVolumes(): Piece[] | undefined {
    const pieces: Piece[] = [];
    const [before, after] = this.#withoutTwins(pieces);
    try {
      for (const solid of before) {
        const tools = meeting(solid, after);
        const only = this.#solidsOf(tools.length > 0 ? this.#combine('cut', solid, tools) : solid.shape);
        const both = this.#solidsOf(tools.length > 0 ? this.#combine('intersect', solid, tools) : undefined);
        if (!this.#addsUp(solid, [...only, ...both])) return undefined;
        pieces.push(...named('before', solid.name, only), ...named('both', solid.name, both));
      }
      for (const solid of after) {
        const tools = meeting(solid, before);
        const only = this.#solidsOf(tools.length > 0 ? this.#combine('cut', solid, tools) : solid.shape);
        pieces.push(...named('after', solid.name, only));
      }
    } catch {
      return undefined;
    }
    return this.#isEvenAfter(pieces) ? pieces : undefined;
  }

  /** Puts solids that both have aside: most of an assembly is unchanged. */
  #withoutTwins(pieces: Piece[]): [before: Solid[], after: Solid[]] {
    const after = [...this.#after];
    const before = this.#before.filter((solid) => {
      const at = after.findIndex(({ faces }) => areTwins(solid.faces, faces, this.#size));
      if (at < 0) return true;
      after.splice(at, 1);
      pieces.push({ owner: 'both', name: solid.name, shape: solid.shape, solid: true });
      return false;
    });
    return [before, after];
  }

  #combine(kind: 'cut' | 'intersect', { shape }: Solid, tools: readonly Solid[]): TopoDS_Shape {
    return combineShapes(
      this.#modeller,
      kind,
      shape,
      tools.map((tool) => tool.shape),
    );
  }

  /** The solids of a result that are no slivers. */
  #solidsOf(shape: TopoDS_Shape | undefined): TopoDS_Shape[] {
    if (!shape) return [];
    const { oc } = this.#modeller;
    return this.#modeller.parts(shape, 'SOLID').filter((solid) => {
      let area = 0;
      for (const face of each(oc, solid, 'TopAbs_FACE')) area += areaOf(oc, face).amount;
      return !isSliver(this.#volume(solid), area);
    });
  }

  #volume(shape: TopoDS_Shape): number {
    return Math.abs(volumeOf(this.#modeller.oc, shape).amount);
  }

  #addsUp({ shape }: Solid, pieces: readonly TopoDS_Shape[]): boolean {
    const whole = this.#volume(shape);
    const sum = pieces.reduce((total, piece) => total + this.#volume(piece), 0);
    return Math.abs(whole - sum) <= whole * closely;
  }

  /** What both have and what only the later one has is the later one, unless bodies lie within each other. */
  #isEvenAfter(pieces: readonly Piece[]): boolean {
    const { both, after } = this.#volumesOf(pieces);
    const whole = this.#after.reduce((total, { shape }) => total + this.#volume(shape), 0);
    return Math.abs(both + after - whole) <= whole * closely;
  }

  #volumesOf(pieces: readonly Piece[]): Record<Owner, number> {
    const of = (owner: Owner): number =>
      pieces.reduce((total, piece) => total + (piece.owner === owner ? this.#volume(piece.shape) : 0), 0);
    return { both: of('both'), before: of('before'), after: of('after') };
  }

  #bySurfaces(): Piece[] {
    const faces = this.#before.flatMap((solid) => solid.faces);
    const rest = new FaceIndex(
      this.#after.flatMap((solid) => solid.faces),
      this.#size,
    );
    const twins = new Set<KnownFace>();
    const both: KnownFace[] = [];
    const before: KnownFace[] = [];
    for (const face of faces) {
      const twin = rest.take(face);
      if (twin) twins.add(twin);
      (twin ? both : before).push(face);
    }
    const after = this.#after.flatMap((solid) => solid.faces).filter((face) => !twins.has(face));
    const piece = (owner: Owner, list: readonly KnownFace[]): Piece[] =>
      list.length === 0
        ? []
        : [{ owner, name: '', shape: this.#compound(list.map(({ shape }) => shape)), solid: false }];
    return [...piece('both', both), ...piece('before', before), ...piece('after', after)];
  }

  #shown(pieces: readonly Piece[]): Pick<Laid, 'mesh' | 'owners' | 'facts'> {
    const { oc } = this.#modeller;
    const bodies = pieces.map(({ owner, name, shape, solid }): Body => {
      const faceHashes: number[] = [];
      for (const face of each(oc, shape, 'TopAbs_FACE')) faceHashes.push(hashOf(oc, face));
      return {
        shape,
        solid,
        isMesh: false,
        name,
        colour: colourOf[owner],
        ...(owner === 'both' && { opacity: opacityOfBoth }),
        faceHashes,
        faceColours: new Map(),
      };
    });
    const whole = this.#compound(bodies.map(({ shape }) => shape));
    const tessellation = tessellate(oc, whole, bodies, this.#size, fine);
    const facts = { ...measureBodies(oc, whole, bodies, tessellation), truncated: false, remarks: [] };
    return { mesh: tessellation.mesh, owners: pieces.map(({ owner }) => owner), facts };
  }

  #holesOf(solids: readonly Solid[]): Holes {
    if (!this.#areSolid) return undefined;
    const shapes = solids.map(({ shape }) => shape);
    return holesOf(surfacesOfSolids(this.#modeller.oc, shapes));
  }

  #solid(shape: TopoDS_Shape, name: string): Solid {
    const { oc } = this.#modeller;
    return { name, shape, box: exactBox(oc, shape), faces: facesOf(oc, shape, (object) => this.#modeller.own(object)) };
  }

  #moved(shape: TopoDS_Shape): TopoDS_Shape {
    const [x, y, z] = this.#shift;
    if (x === 0 && y === 0 && z === 0) return shape;
    const { oc } = this.#modeller;
    const own = <T extends { delete(): void }>(object: T): T => this.#modeller.own(object);
    const by = own(new oc.gp_Trsf());
    by.SetTranslation(own(new oc.gp_Vec(x, y, z)));
    return own(shape.Moved(own(new oc.TopLoc_Location(by)), false));
  }

  #boxOf(bodies: readonly Body[]): Box {
    return exactBox(this.#modeller.oc, this.#compound(bodies.map(({ shape }) => shape)));
  }

  #compound(shapes: readonly TopoDS_Shape[]): TopoDS_Shape {
    return this.#modeller.own(compoundOf(this.#modeller.oc, shapes));
  }
}

function named(owner: Owner, name: string, shapes: readonly TopoDS_Shape[]): Piece[] {
  return shapes.map((shape) => ({ owner, name, shape, solid: true }));
}

/** The solids whose boxes meet that of another one. */
function meeting({ box }: Solid, others: readonly Solid[]): Solid[] {
  return others.filter(({ box: other }) =>
    ([0, 1, 2] as const).every((axis) => box.min[axis] < other.max[axis] && other.min[axis] < box.max[axis]),
  );
}
