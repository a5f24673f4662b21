import type { Draft } from './draft';

/**
 * "a block with a step 20 mm long and 10 mm deep at one end": it is cut out of the block. A step that stands on another
 * part has a height.
 */
export function cutSteps(drafts: readonly Draft[]): void {
  const bodies = drafts.filter(({ role }) => role === 'body');
  const step = bodies.find(({ noun }) => noun === 'step');
  const [block, ...more] = bodies.filter((one) => one !== step);
  if (!step || block?.kind !== 'block' || more.length > 0) return;
  if (!(step.count === 2 && isAtBothEnds(step)) && ((step.count ?? 1) !== 1 || step.plural)) return;
  const names = step.sizes.map(({ name }) => name);
  const isPair = step.sizes.length === 1 && step.sizes[0]?.lengths.length === 2 && names[0] === 'unnamed';
  const isDeep = names.includes('depth') && !names.includes('height');
  const isAtEnd = step.places.some(
    (place) =>
      place.kind === 'at' && place.target.kind === 'spot' && ['end', 'side', 'edge'].includes(place.target.name),
  );
  if (!isDeep && !(isPair && (isAtEnd || step.operation === 'cut'))) return;
  step.kind = 'rebate';
  step.role = 'feature';
  step.operation = 'cut';
  step.of = block;
  const stepped = block.traits.findIndex(({ name }) => name === 'stepped');
  if (stepped >= 0) block.traits.splice(stepped, 1);
}

/** "two steps, one at each end" */
function isAtBothEnds({ places }: Draft): boolean {
  return places.some(
    (place) =>
      place.kind === 'at' &&
      place.target.kind === 'spot' &&
      place.target.name === 'end' &&
      place.target.which.some((word) => word === 'each' || word === 'both'),
  );
}
