import { isList, referenceOf, referencesIn, type Parameter } from '../formats/step/parameters';
import { cross, dot, unit, type Matrix, type Point } from './matrix';
import type { StepText } from './stepText';

/** Placements (AXIS2_PLACEMENT_3D) and what has its origin and directions as they have, in the unit of the file. */
export class StepFrames {
  readonly #records: ReadonlyMap<number, readonly Parameter[]>;

  /** @param ids all that will be asked for; the text is gone through twice for them */
  constructor(file: StepText, ids: Iterable<number>) {
    const asked = new Set(ids);
    const found = asked.size === 0 ? new Map<number, readonly Parameter[]>() : file.find(asked);
    const inner = new Set([...found.values()].flatMap((parameters) => referencesIn(parameters)));
    this.#records = inner.size === 0 ? found : new Map([...found, ...file.find(inner)]);
  }

  /** Of a placement; undefined where its origin isn't known. */
  placement(id: number): Matrix | undefined {
    const parameters = this.#records.get(id);
    if (parameters?.length !== 4) return undefined;
    return this.frame(referenceOf(parameters[1]), referenceOf(parameters[2]), referenceOf(parameters[3]));
  }

  /** By the numbers of a point and of the directions of Z and X, of which the directions may be left out. */
  frame(origin: number | undefined, z: number | undefined, x: number | undefined): Matrix | undefined {
    const at = this.vector(origin);
    const along = unit(this.vector(z) ?? [0, 0, 1]);
    if (!at || !along) return undefined;
    const given = this.vector(x) ?? (Math.abs(along[0]) === 1 ? [0, 1, 0] : [1, 0, 0]);
    const share = dot(given, along);
    const across = unit([given[0] - share * along[0], given[1] - share * along[1], given[2] - share * along[2]]);
    if (!across) return undefined;
    const up = cross(along, across);
    return [0, 1, 2].flatMap((axis) => [across[axis] ?? 0, up[axis] ?? 0, along[axis] ?? 0, at[axis] ?? 0]);
  }

  /** Three numbers of a direction or a point. */
  vector(id: number | undefined): Point | undefined {
    const list = id === undefined ? undefined : this.#records.get(id)?.[1];
    if (!isList(list)) return undefined;
    const [x, y, z] = list;
    return typeof x === 'number' && typeof y === 'number' && typeof z === 'number' ? [x, y, z] : undefined;
  }
}
