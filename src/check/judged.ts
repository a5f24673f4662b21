import type { Claim, Claims } from './claim';
import { candidatesOf, matched } from './match';
import type { Measures } from './measures';
import { toleranceOf, type Checked, type Note, type Verdict } from './verdict';
import type { OtherSize, WholeReading } from './whole';

/** What the measures say of each claim, and the whole part of all of them. */
export function judged({ claims, unread }: Claims, measures: Measures, whole: WholeReading): Checked {
  const alone = matched(claims, measures);
  const verdicts = alone.map((verdict) =>
    isRead(whole) ? ofWhole(verdict, whole, measures) : withoutWhole(verdict, measures),
  );
  const left = unread.map(({ span }): Verdict => {
    const claim: Claim = { kind: 'any', value: NaN, span, written: '', of: '' };
    return { claim, verdict: 'unchecked', faces: [], note: 'ambiguousText' };
  });
  const all = [...verdicts, ...left].sort((a, b) => a.claim.span.start - b.claim.span.start);
  const { kind } = whole;
  return {
    verdicts: all,
    whole: kind,
    isMirrored: isRead(whole) && whole.isMirrored,
    ...(kind === 'unlike' && { onlyInFile: whole.onlyInFile, onlyInPrompt: whole.onlyInPrompt }),
    approximate: measures.approximate,
  };
}

type ReadWhole = Extract<WholeReading, { kind: 'same' | 'otherSizes' }>;

function isRead(whole: WholeReading): whole is ReadWhole {
  return whole.kind === 'same' || whole.kind === 'otherSizes';
}

/** In a part that is the stated one but for some sizes, all other sizes are there. */
function ofWhole(alone: Verdict, whole: ReadWhole, measures: Measures): Verdict {
  const { claim, verdict, faces } = alone;
  const isShown = verdict === 'found';
  // What moves nothing that was fitted is only known by itself.
  if (whole.unseen?.some((size) => isSize({ size, value: 0 }, claim))) return withoutWhole(alone, measures);
  const change = whole.kind === 'otherSizes' ? whole.changes.find((one) => isSize(one, claim)) : undefined;
  if (!change) return { claim, verdict: 'found', faces: isShown ? faces : [] };
  const value = (change.value / change.size.value) * claim.value;
  if (Math.abs(value - claim.value) <= toleranceOf(claim, measures.approximate))
    return { claim, verdict: 'found', faces: isShown ? faces : [] };
  return {
    claim,
    verdict: 'differs',
    found: value,
    faces: facesFor(claim, value, measures),
    note: noteOf(claim, value, measures),
  };
}

/** What isn't there may be in what wasn't compared. */
function withoutWhole(alone: Verdict, { isCutShort, isPartly }: Measures): Verdict {
  const { claim, verdict } = alone;
  if (verdict === 'found' || verdict === 'unchecked') return alone;
  if (isCutShort) return { claim, verdict: 'unchecked', faces: [], note: 'cutShort' };
  // The sides of the box are known all the same.
  const isOfBox = claim.group !== undefined && verdict === 'differs';
  return isPartly && !isOfBox ? { claim, verdict: 'unchecked', faces: [], note: 'notFitted' } : alone;
}

function isSize({ size: { span } }: OtherSize, claim: Claim): boolean {
  return span.start >= claim.span.start && span.end <= claim.span.end;
}

/** The faces that show the value that is there. */
function facesFor(claim: Claim, value: number, measures: Measures): readonly number[] {
  const { kind } = claim;
  if (kind === 'count' || kind === 'position' || kind === 'thread') return [];
  const wanted = kind === 'pitch radius' ? 2 * value : value;
  const tolerance = toleranceOf({ value: wanted }, measures.approximate);
  const [first, ...more] = candidatesOf(claim, kind, measures).filter(
    (measure) => Math.abs(measure.value - wanted) <= tolerance,
  );
  const alike = more.filter((measure) => measure.kind === first?.kind);
  return first ? [...new Set([first, ...alike].flatMap(({ faces }) => faces))].slice(0, 40) : [];
}

/** What a person would have mistaken. */
function noteOf({ kind, value }: Claim, found: number, { rounds }: Measures): Note | undefined {
  const ratio = found / value;
  const near = (wanted: number): boolean => Math.abs(ratio / wanted - 1) < 1e-3;
  if (near(25.4) || near(1 / 25.4)) return 'inches';
  if ((kind === 'diameter' || kind === 'pitch circle') && near(2)) return 'radiusForDiameter';
  if (['radius', 'fillet', 'pitch radius'].includes(kind) && near(0.5)) return 'diameterForRadius';
  const isRim = rounds.some(({ radius }) => Math.abs(Math.abs(found - value) - radius) < 1e-3 * radius + 1e-3);
  return kind === 'edge distance' && isRim ? 'toRim' : undefined;
}
