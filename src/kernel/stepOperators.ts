import { referenceOf, referencesIn } from '../formats/step/parameters';
import { cross, dot, stretched, unmoved, type Matrix, type Point } from './matrix';
import { StepFrames } from './stepFrames';
import type { StepText } from './stepText';
import { millimetresOf } from './stepUnits';

/** A transformation that can mirror and stretch (ISO 10303-42). */
interface Operator {
  readonly id: number;
  /** The entities of its directions and its origin; undefined where it has none. */
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
 * Operators that place mapped items and parts of assemblies. The kernel ignores that they mirror, applies the inverse
 * of their scale, and reads only one form of them. So it is given plain placements, and the mirroring and scaling is
 * done afterwards.
 */
export class StepOperators {
  readonly #file: StepText;
  readonly #operators = new Map<number, Operator>();
  readonly #frames: StepFrames;

  constructor(file: StepText) {
    this.#file = file;
    const ids = [...file.ofType(operatorType)];
    this.#frames = new StepFrames(file, this.#asked(ids));
    for (const id of ids) this.#operators.set(id, this.#operator(id));
  }

  /** The placements that replace the operators: their numbers, with a record for each. */
  *placements(): Generator<readonly [id: number, record: string]> {
    for (const { id, x, z, origin } of this.#operators.values()) {
      const [at, axis, reference] = [origin, z, x].map((one) => (one === undefined ? '$' : `#${one}`));
      yield [id, `AXIS2_PLACEMENT_3D('',${at ?? '$'},${axis ?? '$'},${reference ?? '$'})`];
    }
  }

  /** Where an operator's origin and its directions are; undefined for what is none. */
  frameOf(id: number): Matrix | undefined {
    const operator = this.#operators.get(id);
    return operator && this.#frames.frame(operator.origin, operator.z, operator.x);
  }

  /** Relationships that place a part by an operator, and not by two placements. */
  *relationships(): Generator<readonly [id: number, operator: number]> {
    if (this.#operators.size === 0) return;
    for (const id of this.#file.ofType(transformed)) {
      const operator = this.#operatorOf(id);
      if (operator !== undefined) yield [id, operator];
    }
  }

  /** What the placement leaves out of a relationship's operator. */
  changeOfPart(relationships: readonly number[]): Matrix | undefined {
    if (this.#operators.size === 0) return undefined;
    const operator = relationships.map((id) => this.#operatorOf(id)).find((found) => found !== undefined);
    return this.#change(operator, [0, 0, 0], [0, 1, 0]);
  }

  /** What the placement leaves out of a mapped item's operator, about the item's own origin. */
  changeOfMapped(item: number, map: number): Matrix | undefined {
    if (this.#operators.size === 0) return undefined;
    const [origin = 0, representation = 0] = this.#file.references(map);
    const frame = this.#frames.placement(origin) ?? unmoved;
    const mm = millimetresOf(this.#file, representation);
    const column = (at: number, by: number): Point => [
      (frame[at] ?? 0) * by,
      (frame[4 + at] ?? 0) * by,
      (frame[8 + at] ?? 0) * by,
    ];
    return this.#change(this.#file.references(item)[1], column(3, mm), column(1, 1));
  }

  #change(id: number | undefined, around: Point, across: Point): Matrix | undefined {
    const operator = id === undefined ? undefined : this.#operators.get(id);
    if (!operator || (operator.scale === 1 && !operator.isMirroring)) return undefined;
    return stretched(around, operator.scale, operator.isMirroring ? across : undefined);
  }

  #operatorOf(relationship: number): number | undefined {
    return referencesIn(this.#file.parameters(relationship, transformed)).find((one) => this.#operators.has(one));
  }

  /** The records of the directions and points that operators and mapped placements refer to. */
  #asked(operators: readonly number[]): number[] {
    if (operators.length === 0) return [];
    const file = this.#file;
    const placements = [...file.ofType('REPRESENTATION_MAP')].flatMap((map) => file.references(map).slice(0, 1));
    return [...operators.flatMap((id) => file.references(id)), ...placements];
  }

  /** Parameters: (names, axis1, axis2, local origin, scale, axis3), or the parts of a complex entity. */
  #operator(id: number): Operator {
    const isComplex = this.#file.entities.get(id)?.type === '';
    const parameters = isComplex
      ? [...this.#file.parameters(id, base).slice(-4), ...this.#file.parameters(id, operatorType).slice(-1)]
      : this.#file.parameters(id).slice(-5);
    const [x, y, origin, , z] = parameters.map(referenceOf);
    const scale = typeof parameters[3] === 'number' && parameters[3] > 0 ? parameters[3] : 1;
    const along = this.#frames.vector(z) ?? ([0, 0, 1] as const);
    const across = this.#frames.vector(x) ?? ([1, 0, 0] as const);
    const up = this.#frames.vector(y);
    const isMirroring = up !== undefined && dot(up, cross(along, across)) < 0;
    return { id, x, y, z, origin, scale, isMirroring };
  }
}
