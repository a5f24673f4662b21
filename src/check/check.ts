import type { OpenCascadeInstance } from 'replicad-opencascadejs';
import { readStep } from '../kernel/readStep';
import type { Claim, Claims } from './claim';
import { claimsOf } from './claims';
import { surfacesOf } from './exactFaces';
import { candidatesOf, matched } from './match';
import { measuresOf, type Measures } from './measures';
import { toleranceOf, type Checked, type Note, type Verdict } from './verdict';
import { compareWhole, type OtherSize, type WholeReading } from './whole';

/** Triangles are needed only for the faces' numbers, which are those of the preview. */
const silent = (): void => undefined;

/**
 * Compares what a prompt states with what is in a STEP file.
 * @throws KernelFailure when there is no part in the file
 */
export function checkStep(oc: OpenCascadeInstance, prompt: string, bytes: Uint8Array): Checked {
  let checked: Checked | undefined;
  readStep(oc, bytes, silent, undefined, (read) => {
    const surfaces = surfacesOf(oc, read);
    const shapes = read.bodies.filter(({ role }) => role === undefined).map(({ shape }) => shape);
    checked = judged(claimsOf(prompt), measuresOf(surfaces), compareWhole(oc, prompt, { shapes, surfaces }));
  });
  if (!checked) throw new Error('The file was not measured.');
  return checked;
}

/** What the measures say of each claim, and the whole part of all of them. */
export function judged({ claims, unread }: Claims, measures: Measures, whole: WholeReading): Checked {
  const alone = matched(claims, measures);
  const verdicts = alone.map((verdict) => (isRead(whole) ? ofWhole(verdict, whole, measures) : verdict));
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
