import type { Feature } from '../../../kernel/specification';
import { impossible, Refusal } from '../../geometry/refusal';
import type { Thing } from '../grammar/description';
import { middleOf, type PlacedBody } from './body';
import type { Built } from './standing';

/** Bodies make one part only where they meet in more than a line. @throws Refusal that asks how they do */
export function checkJoined(bodies: readonly Built[]): void {
  const added = bodies.filter(({ thing }) => thing.operation === 'add');
  const [first, ...others] = added;
  if (!first) return;
  const joined = [first];
  let open = others;
  for (;;) {
    const found = open.filter((one) => joined.some((other) => meet(one.body, other.body)));
    if (found.length === 0) break;
    joined.push(...found);
    open = open.filter((one) => !found.includes(one));
  }
  const [apart] = open;
  if (!apart) return;
  const { noun } = apart.thing;
  throw new Refusal(
    'not_understood',
    apart.thing === first.thing
      ? `The ${noun}s would not touch each other: the prompt does not say what joins them.`
      : `The ${noun} would not touch the ${first.thing.noun}: the prompt does not say how they are joined.`,
  );
}

const around = new Set(['flange', 'collar', 'shoulder', 'rim', 'lip', 'step']);

/** A solid flange would close the end of a tube. @throws Refusal that asks whether the bore goes on through it */
export function checkBores(bodies: readonly Built[], things: readonly Thing[]): void {
  const isHollow = ({ sizes, operation }: Thing): boolean =>
    operation === 'add' && sizes.some(({ name, qualifier }) => name === 'wall' || qualifier === 'inner');
  const isTube = ({ thing, body }: Built): boolean => body.round && isHollow(thing);
  // Holes on a circle are for the bolts.
  const isBore = ({ kind, count = 1, sizes }: Thing): boolean =>
    kind === 'hole' && count === 1 && sizes.every(({ name }) => name !== 'pitch circle');
  if (things.some(isBore) || !bodies.some(isTube)) return;
  const closing = bodies.find(
    ({ thing, body }) => around.has(thing.noun) && thing.operation === 'add' && body.round && !isHollow(thing),
  );
  if (!closing) return;
  const { noun, span } = closing.thing;
  throw new Refusal('missing_dimension', `The prompt does not say whether the bore goes through the ${noun}.`, span);
}

/** A body's solids, with its edges, before they are put together. */
export interface Made {
  readonly body: PlacedBody;
  readonly features: Feature[];
}

/** The features of all bodies, so ordered that each meets one before: two balls and then the rod between won't do. */
export function inTouch(made: readonly Made[]): Feature[] {
  const ordered: Made[] = [];
  let open = [...made];
  while (open.length > 0) {
    const next =
      open.find(({ body }) => ordered.length === 0 || ordered.some((other) => meet(other.body, body))) ?? open[0];
    if (!next) break;
    ordered.push(next);
    open = open.filter((one) => one !== next);
  }
  return ordered
    .flatMap(({ features }) => features)
    .map((feature, index) => (index === 0 && feature.operation === 'add' ? { ...feature, operation: 'new' } : feature));
}

/** Whether the boxes of two bodies share a face or more. */
function meet(one: PlacedBody, other: PlacedBody): boolean {
  const [a, b] = [middleOf(one), middleOf(other)];
  const gaps = ([0, 1, 2] as const).map(
    (axis) => Math.abs(a[axis] - b[axis]) - (one.size[axis] + other.size[axis]) / 2,
  );
  return gaps.every((gap) => gap < 1e-6) && gaps.filter((gap) => gap > -1e-6).length <= 1;
}

const isOff = (bodies: readonly Built[]): boolean => {
  const [one, other] = bodies;
  if (!one || !other) return false;
  const [a, b] = [middleOf(one.body), middleOf(other.body)];
  return Math.abs(a[0] - b[0]) > 1e-6 || Math.abs(a[1] - b[1]) > 1e-6;
};

/** What the part is said to look like has to be what its bodies make. @throws Refusal */
export function checkOutline(outline: string | undefined, bodies: readonly Built[]): void {
  const added = bodies.filter(({ thing }) => thing.operation === 'add');
  if (outline === undefined || added.length < 2) return;
  if (outline === 'l shaped' && added.length === 2 && !isOff(added))
    impossible('In an L one leg is at the end of the other.');
  if (outline === 't shaped' && added.length === 2 && isOff(added))
    impossible('In a T one leg is in the middle of the other.');
  if (outline === 'u shaped' && added.length !== 3) impossible('A U has two legs on its base.');
}
