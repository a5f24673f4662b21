import type { TopoDS_Shape } from 'replicad-opencascadejs';
import { combineShapes, combineTouching, commonOf, type Combined } from './booleans';
import { KernelFailure } from './failure';
import { areAlike, type Frame } from './frames';
import { scaled, sum } from './vectors';
import { boundingBox } from './measure';
import type { Modeller } from './modeller';
import { place, prism } from './place';
import { makeFace } from './profiles';
import { makeShape } from './shapes';
import type { CheckedSolidFeature } from './specification';

/** Letters of one feature with all of its copies: each is dozens of surfaces. */
const mostLetters = 200;

/** How far below raised letters, in mm, there has to be material. */
const grip = 0.01;

/**
 * Cuts a text into a flat face of a body, or raises it there.
 * @throws KernelFailure when letters don't stand on one flat face with all that they have
 */
export function withLetters(
  modeller: Modeller,
  body: TopoDS_Shape,
  frames: readonly Frame[],
  { name, operation, shape }: CheckedSolidFeature,
): Combined {
  const refuse = (why: string): never => {
    throw new KernelFailure('geometry_validation_failed', `With the ${name}, ${why}.`);
  };
  if (shape.kind !== 'text') throw new Error('it is no text');
  if (operation === 'intersect') return refuse('text can only be cut into a face or raised on it');
  const count = shape.content.length * frames.length;
  if (count > mostLetters) refuse(`there would be ${count} letters: no more than ${mostLetters} can be made`);
  if (areAlike(frames)) refuse('one text would be made over another');
  const isCut = operation === 'cut';
  const original = makeShape(modeller, shape, { below: 0, above: 0 });
  const tools = frames.map((frame) => place(modeller, original, isCut ? sunk(frame, shape.depth) : frame));
  const sides = [
    { depth: isCut ? shape.depth : grip, isInside: true },
    { depth: shape.depth, isInside: false },
  ] as const;
  for (const frame of frames) {
    for (const { depth, isInside } of sides) {
      const at = isInside ? sunk(frame, depth) : frame;
      const fits = (letters: TopoDS_Shape): boolean =>
        isAllOrNothing(modeller, body, place(modeller, letters, at), isInside);
      // What holds for the rectangle around them holds for the letters, and takes far less time.
      if (fits(boxAround(modeller, original, depth))) continue;
      if (fits(makeShape(modeller, { ...shape, depth }, { below: 0, above: 0 }))) continue;
      refuse(
        isInside
          ? overEdge(modeller, original, isCut)
          : 'letters run into the part: a text needs a flat face with nothing above it',
      );
    }
  }
  const kind = isCut ? 'cut' : 'add';
  const expected = modeller.volume(body) + (isCut ? -1 : 1) * frames.length * modeller.volume(original);
  const isRight = (made: TopoDS_Shape): boolean =>
    Math.abs(modeller.volume(made) - expected) < 1e-6 * expected && modeller.isValid(made);
  const quick = combineTouching(modeller, kind, body, tools);
  const made = isRight(quick) ? quick : combineShapes(modeller, kind, body, tools);
  if (!isRight(made)) refuse('letters run into each other or can’t be made here');
  return { body: made, tools };
}

/** Letters that are cut are as deep below their face as they would be high above it. */
function sunk({ z, origin, ...axes }: Frame, depth: number): Frame {
  return { ...axes, z, origin: sum(origin, scaled(z, -depth)) };
}

/** The block around letters that stand on Z = 0, with another height in mm. */
function boxAround(modeller: Modeller, letters: TopoDS_Shape, height: number): TopoDS_Shape {
  const { min, max } = boundingBox(modeller.oc, letters);
  const size = [max[0] - min[0], max[1] - min[1]] as const;
  const middle = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2] as const;
  const face = makeFace(modeller, { kind: 'rectangle', size: [...size], at: [...middle] });
  return prism(modeller, face, [0, 0, height]);
}

/** Whether a shape lies in a body as a whole, or outside of it as a whole. */
function isAllOrNothing(modeller: Modeller, body: TopoDS_Shape, shape: TopoDS_Shape, isInside: boolean): boolean {
  const whole = modeller.volume(shape);
  const shared = modeller.volume(commonOf(modeller, body, [shape]));
  return isInside ? shared > whole * (1 - 1e-5) : shared < whole * 1e-5;
}

function overEdge(modeller: Modeller, letters: TopoDS_Shape, isCut: boolean): string {
  const { min, max } = boundingBox(modeller.oc, letters);
  const [width, height] = ([0, 1] as const).map((axis) => Number((max[axis] - min[axis]).toPrecision(3)));
  const deeper = isCut ? ', or deeper than the part is' : '';
  return `letters reach over the edge of their face, or over a hole${deeper}: they are ${width ?? 0} mm wide and ${height ?? 0} mm high together`;
}
