import { mm, Refusal } from '../../geometry/refusal';
import type { Place, Size } from './description';
import type { Draft } from './draft';
import { isWhole as isKind } from './ownWords';
import { series } from './sectionLabels';
import { isLength, shafts } from './sectionList';

const levels: readonly (string | undefined)[] = ['lower', 'middle', 'upper'];

const isAcross = ({ name }: Size): boolean => name === 'diameter' || name === 'radius';

/**
 * "Stepped shaft, total length 120 mm. First section …": the length of a shaft that is told by its sections. One
 * section may leave its length open, and takes the rest.
 */
export function settleSections(drafts: Draft[], assumptions: string[]): void {
  const bodies = drafts.filter(({ role }) => role === 'body');
  const sections = bodies.filter(({ noun, sizes }) => series.has(noun) && sizes.some(isAcross));
  const [whole, ...more] = bodies.filter((one) => !sections.includes(one) && !series.has(one.noun));
  const isShaft = whole !== undefined && shafts.has(whole.noun.split(' ').at(-1) ?? '');
  if (sections.length < 2 || sections.length + 1 + more.length > bodies.length) return;
  if (more.length === 0 && isShaft && whole.sizes.length > 0 && whole.sizes.every(isLength))
    fill(whole, sections, assumptions);
  sortStretches(drafts, sections);
}

function fill(whole: Draft, sections: readonly Draft[], assumptions: string[]): void {
  const total = whole.sizes[0]?.lengths[0]?.mm ?? 0;
  const open = sections.filter(({ sizes }) => !sizes.some(isLength));
  const sum = sections
    .flatMap(({ sizes }) => sizes.filter(isLength).slice(0, 1))
    .reduce((all, { lengths: [one] }) => all + (one?.mm ?? 0), 0);
  const span = whole.sizes[0]?.span ?? whole.span;
  const [last, ...others] = open;
  if (others.length > 0)
    throw new Refusal('missing_dimension', `The prompt does not give the lengths of ${open.length} sections.`, span);
  if (last ? sum >= total - 1e-6 : Math.abs(sum - total) > 1e-6)
    throw new Refusal(
      'geometry_validation_failed',
      `The sections are ${mm(sum)} long together, and the ${whole.noun} is ${mm(total)} long.`,
      span,
    );
  if (last) {
    last.sizes.push({ name: 'length', lengths: [{ mm: total - sum }], span });
    assumptions.push(`The section without a length takes the rest, ${mm(total - sum)}.`);
  }
  whole.sizes.length = 0;
  whole.isTitle = true;
}

/** "The left 30 mm …, the right 30 mm …, the rest …": from one end to the other, in whichever order they are told. */
function sortStretches(drafts: Draft[], sections: readonly Draft[]): void {
  if (!sections.every(({ which }) => which === 'rest' || levels.includes(which ?? ''))) return;
  const has = (level: string): boolean => sections.some(({ which }) => which === level);
  for (const section of sections)
    if (section.which === 'rest') section.which = !has('upper') ? 'upper' : !has('lower') ? 'lower' : 'middle';
  const rank = ({ which }: Draft): number => levels.indexOf(which);
  const sorted = sections.toSorted((one, other) => rank(one) - rank(other));
  const places = sections.map((section) => drafts.indexOf(section));
  for (const [index, place] of places.entries()) {
    const section = sorted[index];
    if (section) drafts[place] = section;
  }
  for (const section of sections) section.which = undefined;
}

/** "a pin 50 mm long overall, with a head 4 mm thick": what is on its ends is within the length over all. */
export function settleOverall(drafts: readonly Draft[], assumptions: string[]): void {
  const bodies = drafts.filter(({ role }) => role === 'body');
  const [base, ...others] = bodies;
  const index = base?.sizes.findIndex((size) => size.qualifier === 'overall' && isLength(size)) ?? -1;
  const size = base?.sizes[index];
  if (!base || !size || others.length === 0 || !base.sizes.some(isAcross) || isKind(base.kind)) return;
  if (!others.every(isAtEnd)) return;
  let rest = size.lengths[0]?.mm ?? 0;
  for (const other of others) {
    const count = other.count ?? (other.plural || other.places.some(isAtEachEnd) ? 2 : 1);
    const long =
      other.sizes.find(isLength)?.lengths[0] ?? other.sizes.find(({ lengths }) => lengths.length === 2)?.lengths[1];
    if (!long)
      throw new Refusal('missing_dimension', `The prompt does not say how long the ${other.noun} is.`, other.span);
    rest -= count * long.mm;
  }
  if (rest < 1e-6)
    throw new Refusal(
      'geometry_validation_failed',
      `What is on the ${base.noun} leaves nothing of ${mm(size.lengths[0]?.mm ?? 0)} over all.`,
      size.span,
    );
  base.sizes[index] = { ...size, qualifier: undefined, lengths: [{ mm: rest }] };
  assumptions.push(`The length over all includes the ${others.map(({ noun }) => noun).join(' and the ')}.`);
}

const isAtEnd = ({ places }: Draft): boolean =>
  places.every(
    (place) =>
      place.kind === 'at' &&
      (place.target.kind === 'things'
        ? place.relation === 'on' || place.relation === 'above'
        : ends.has(place.target.name)),
  );

const ends: ReadonlySet<string> = new Set(['end', 'top', 'bottom', 'center', 'axis']);

function isAtEachEnd(place: Place): boolean {
  if (place.kind !== 'at' || place.target.kind !== 'spot' || place.target.name !== 'end') return false;
  return (
    place.target.plural ||
    ['each', 'both', 'either', 'every'].some(
      (word) => place.target.kind === 'spot' && place.target.which.includes(word),
    )
  );
}
