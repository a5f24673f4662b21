import type { Thread } from '../../geometry/hardware/threads';
import type { Span } from '../text/token';
import type { Operation, Place, Size, Target, Thing, Trait } from './description';

/** A thing while the prompt is still being read. */
export interface Draft extends Omit<Thing, 'kind' | 'noun' | 'of' | 'plural' | 'role' | 'sketch'> {
  role: Thing['role'];
  kind: string;
  noun: string;
  plural: boolean;
  readonly sizes: Size[];
  readonly traits: Trait[];
  readonly places: Place[];
  readonly angles: { readonly degrees: number; readonly span: Span }[];
  readonly threads: { readonly thread: Thread; readonly span: Span }[];
  count: number | undefined;
  operation: Operation;
  of: Draft | undefined;
  sketch: number | undefined;
  /** Names that the prompt gives it: "the head is a cylinder". */
  readonly labels: Set<string>;
  /** "upper", "left": which one of several with the same noun. */
  which: string | undefined;
  /** It was told of where no size is said, such as in a title: it may be described later. */
  isTitle: boolean;
  /** It is one of these: "two holes, one along X and one along Y". */
  oneOf: Draft | undefined;
  /** The feature before it that it is like: "another along Y". */
  like: Draft | undefined;
  /** "second", "another" */
  ordinal: string | undefined;
  /** It is told of as a part of its owner: "a boss with a hole", "the boss has a hole". */
  isAttached: boolean;
}

export function draftOf(
  id: number,
  { kind, role, noun, plural }: Pick<Thing, 'kind' | 'role' | 'noun' | 'plural'>,
  span: Span,
): Draft {
  return {
    id,
    kind,
    role,
    noun,
    span,
    plural,
    count: undefined,
    sizes: [],
    traits: [],
    places: [],
    angles: [],
    threads: [],
    operation: role === 'feature' ? 'cut' : 'add',
    of: undefined,
    sketch: undefined,
    labels: new Set(noun === 'base plate' ? [noun, 'base'] : [noun]),
    which: undefined,
    isTitle: false,
    oneOf: undefined,
    like: undefined,
    ordinal: undefined,
    isAttached: false,
  };
}

/** Sizes of which a thing can have more than one. */
export const several: ReadonlySet<string> = new Set(['unnamed', 'leg', 'diagonal', 'side']);

/** A member that has holes of its own, as the screw bosses of an enclosure do. */
export const isBoss = ({ role, kind }: Draft): boolean => role === 'member' && kind.endsWith(': boss');

export function placeOn(target: Target): Place {
  return { kind: 'at', relation: 'on', target, span: target.span };
}

/** Sizes behind a member that are said of the whole. @param isApart a comma stands between */
export function isOfOwner({ role, kind, sizes, of }: Draft, size: Size, isApart: boolean): boolean {
  if (role !== 'member') return false;
  const { name, qualifier, lengths } = size;
  // "a box with a lid, 80 x 60 x 40 mm outside": of the box
  if (qualifier !== undefined && lengths.length > 1) return true;
  // "for a 60 mm pipe, OD 165 mm": of the flange
  const isSized = sizes.some((one) => one.name === 'unnamed' && one.lengths.length === 1);
  // "a 5 mm raised face of 70 mm diameter": of the face
  const isTold = of?.sizes.some((one) => one.name === name && one.qualifier === qualifier) === true;
  const isOwn = kind.endsWith(': hub') && (isTold || (!isApart && qualifier === undefined));
  if ((qualifier === 'outer' || name === 'diameter') && isSized && !isOwn) return true;
  // "a knob with 24 ribs, 30 mm diameter", "a case with a window, corner radius 5 mm"
  const isRound = of?.sizes.some((one) => one.name === 'diameter' || one.lengths.length > 1) ?? true;
  return isApart && (name === 'corner radius' || (name === 'diameter' && !isRound));
}

/** "D=20 d=10.5": the smaller one of two diameters of a tube is the inner one. */
export function isOtherDiameter({ kind, sizes }: Draft, known: Size, { name, qualifier, lengths }: Size): boolean {
  if (kind !== 'tube' && kind !== 'washer') return false;
  const isOpen = !sizes.some((one) => one.qualifier === 'inner' || one.name === 'wall');
  const isOther = lengths.length === 1 && known.lengths.length === 1 && lengths[0]?.mm !== known.lengths[0]?.mm;
  return name === 'diameter' && qualifier === undefined && isOpen && isOther;
}

export function addInner({ sizes }: Draft, known: Size, size: Size): true {
  const isSmaller = (size.lengths[0]?.mm ?? 0) < (known.lengths[0]?.mm ?? 0);
  sizes[sizes.indexOf(known)] = isSmaller ? known : { ...known, qualifier: 'inner' };
  sizes.push(isSmaller ? { ...size, qualifier: 'inner' } : size);
  return true;
}
