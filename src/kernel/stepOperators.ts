import { isList, referenceOf, referencesIn, type Parameter } from '../formats/step/parameters';
import { cross, dot, stretched, unit, type Matrix, type Point } from './matrix';
import type { StepText } from './stepText';
import { millimetresOf } from './stepUnits';

/** A transformation that can mirror and stretch (ISO 10303-42). */
interface Operator {
  readonly id: number;
  /** Entities of its directions and origin; undefined where it has none. */
  readonly x: number | undefined;
  readonly y: number | undefined;
  readonly z: number | undefined;
  readonly origin: number | undefined;
  readonly scale: number;
  readonly isMirroring: boolean;
}

const operatorType = 'CARTESIAN_TRANSFORMATION_OPERATOR_3D';
const base = 'CARTESIAN_TRANSFORMATION_OPERATOR';
const transformed = 'REPRESENTATION_RELATIONSHIP_WITH_TRANSFORMATION';

/**
 * Operators that place mapped items and parts of assemblies. The kernel leaves out that they mirror, takes the inverse
 * of their scale, and reads one form of them only, so it is given placements, and what they lack is done afterwards.
 */
export class StepOperators {
  readonly #file: StepText;
  readonly #operators = new Map<number, Operator>();
  readonly #records: ReadonlyMap<number, readonly Parameter[]>;

  constructor(file: StepText) {
    this.#file = file;
    const ids = [...file.ofType(operatorType)];
    this.#records = ids.length === 0 ? new Map() : this.#recordsFor(ids);
    for (const id of ids) this.#operators.set(id, this.#operator(id));
  }

  /** The placements to be read instead of the operators: their numbers, with a record for each. */
  *placements(): Generator<readonly [id: number, record: string]> {
    for (const { id, x, z, origin } of this.#operators.values()) {
      const [at, axis, reference] = [origin, z, x].map((one) => (one === undefined ? '$' : `#${one}`));
      yield [id, `AXIS2_PLACEMENT_3D('',${at ?? '$'},${axis ?? '$'},${reference ?? '$'})`];
    }
  }

  /** Relationships that place a part by an operator, and not by two placements. */
  *relationships(): Generator<readonly [id: number, operator: number]> {
    if (this.#operators.size === 0) return;
    for (const id of this.#file.ofType(transformed)) {
      const operator = this.#operatorOf(id);
      if (operator !== undefined) yield [id, operator];
    }
  }

  /** What is left to be done to a part that a relationship places. */
  changeOfPart(relationships: readonly number[]): Matrix | undefined {
    if (this.#operators.size === 0) return undefined;
    const operator = relationships.map((id) => this.#operatorOf(id)).find((found) => found !== undefined);
    return this.#change(operator, [0, 0, 0], [0, 1, 0]);
  }

  /** What is left to be done to a mapped item, where its own origin is. */
  changeOfMapped(item: number, map: number): Matrix | undefined {
    if (this.#operators.size === 0) return undefined;
    const [origin = 0, representation = 0] = this.#file.references(map);
    const { at, y } = this.#placement(origin);
    const mm = millimetresOf(this.#file, representation);
    return this.#change(this.#file.references(item)[1], [at[0] * mm, at[1] * mm, at[2] * mm], y);
  }

  #change(id: number | undefined, around: Point, across: Point): Matrix | undefined {
    const operator = id === undefined ? undefined : this.#operators.get(id);
    if (!operator || (operator.scale === 1 && !operator.isMirroring)) return undefined;
    return stretched(around, operator.scale, operator.isMirroring ? across : undefined);
  }

  #operatorOf(relationship: number): number | undefined {
    return referencesIn(this.#file.parameters(relationship, transformed)).find((one) => this.#operators.has(one));
  }

  /** Directions and points: of the operators, and of the placements that are mapped. */
  #recordsFor(operators: readonly number[]): ReadonlyMap<number, readonly Parameter[]> {
    const file = this.#file;
    const placements = [...file.ofType('REPRESENTATION_MAP')].flatMap((map) => file.references(map).slice(0, 1));
    const ids = new Set([...operators.flatMap((id) => file.references(id)), ...placements]);
    const found = file.find(ids);
    const inner = new Set([...found.values()].flatMap((parameters) => referencesIn(parameters)));
    return new Map([...found, ...file.find(inner)]);
  }

  /** (names, axis1, axis2, local origin, scale, axis3), or the parts of a complex entity. */
  #operator(id: number): Operator {
    const isComplex = this.#file.entities.get(id)?.type === '';
    const parameters = isComplex
      ? [...this.#file.parameters(id, base).slice(-4), ...this.#file.parameters(id, operatorType).slice(-1)]
      : this.#file.parameters(id).slice(-5);
    const [x, y, origin, , z] = parameters.map(referenceOf);
    const scale = typeof parameters[3] === 'number' && parameters[3] > 0 ? parameters[3] : 1;
    const along = this.#vector(z) ?? ([0, 0, 1] as const);
    const across = this.#vector(x) ?? ([1, 0, 0] as const);
    const up = this.#vector(y);
    const isMirroring = up !== undefined && dot(up, cross(along, across)) < 0;
    return { id, x, y, z, origin, scale, isMirroring };
  }

  /** Of an AXIS2_PLACEMENT_3D: its origin, and the direction of its Y axis. */
  #placement(id: number): { at: Point; y: Point } {
    const [, at, z, x] = this.#records.get(id) ?? [];
    const along = this.#vector(referenceOf(z)) ?? ([0, 0, 1] as const);
    const across = this.#vector(referenceOf(x)) ?? ([1, 0, 0] as const);
    return { at: this.#vector(referenceOf(at)) ?? [0, 0, 0], y: unit(cross(along, across)) ?? [0, 1, 0] };
  }

  /** Three numbers of a direction or a point. */
  #vector(id: number | undefined): Point | undefined {
    const list = id === undefined ? undefined : this.#records.get(id)?.[1];
    if (!isList(list)) return undefined;
    const [x, y, z] = list;
    return typeof x === 'number' && typeof y === 'number' && typeof z === 'number' ? [x, y, z] : undefined;
  }
}
