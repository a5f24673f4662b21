import { Refusal } from '../../geometry/refusal';
import { uses } from '../grammar/useWords';
import type { Span, Token } from '../text/token';
import type { Kind } from './kind';

const before = (noun: string, words: string): string[] => words.split(', ').map((word) => `${word} ${noun}`);

/** Parts that are known by name and not made: what is before the noun makes another part of it. */
const nouns: readonly string[] = [
  ...before('gear', 'bevel, miter, mitre, worm, helical, herringbone, ring, internal, planetary, sun, crown, hypoid'),
  ...before('gear', 'double helical, spiral bevel, face, sector, internal spur'),
  ...before('pulley', 'timing, timing belt, gt2, toothed, toothed belt, rope, step, stepped, cone'),
  ...before('rack', 'helical, curved'),
  ...before('nut', 'wing, lock, nyloc, square, cap, dome, acorn, flange, t, tee, coupling, castle, slotted, weld'),
  ...before('nut', 'jam, thin, rivet, knurled, barrel, cage, eye, insert, lifting, clinch, spring, nylon lock'),
  ...before('bolt', 'eye, j, t, carriage, coach, flange, anchor, lag, shoulder, hook, ring, stud, square, plow'),
  ...before('screw', 'wood, button head, pan head, thumb, self tapping, drywall, lag, wing, lead, machine, shoulder'),
  ...before('screw', 'cheese head, button head socket, torx, phillips, slotted, sheet metal, ball, low head socket'),
  ...before('washer', 'spring, lock, split, split lock, fender, penny, toothed, wave, belleville, star, square, large'),
  ...before('collar', 'split, split shaft, clamp, clamping, clamp shaft, clamping shaft, hinged, hinged shaft, hose'),
  ...before('collar', 'split clamp, double split, double split shaft, half, split set, threaded, threaded shaft'),
  ...before(
    'bearing',
    'roller, needle, needle roller, tapered roller, thrust, thrust ball, linear, linear ball, spherical',
  ),
  ...before(
    'bearing',
    'cylindrical roller, angular contact, angular contact ball, self aligning ball, pillow block, flanged',
  ),
];

const known: ReadonlySet<string> = new Set(nouns);
const longest = Math.max(...nouns.map((noun) => noun.split(' ').length));

/**
 * Refuses a text that names such a part, where one was read of which the word before it would only tell the use: a wing
 * nut is no nut. @throws Refusal
 */
export function refuseUnmadeIn(tokens: readonly Token[], name: string): void {
  const made = name.toLowerCase();
  tokens.forEach((token, at) => {
    if (token.kind !== 'word' || !uses.has(token.text)) return;
    const words: string[] = [];
    for (const next of tokens.slice(at, at + longest)) {
      if (next.kind !== 'word') return;
      words.push(next.text);
      const phrase = words.join(' ');
      const noun = [phrase, phrase.replace(/s$/, '')].find((name) => known.has(name));
      if (noun !== undefined && made.includes(noun.slice(noun.lastIndexOf(' ') + 1)))
        refuseUnmade({ kind, noun }, { start: token.span.start, end: next.span.end });
    }
  });
}

const kind = 'unmade';

/** A name that another part must not be read from. */
export const unmade: Kind = {
  kind,
  nouns,
  read({ taker: { thing } }) {
    refuseUnmade(thing, thing.span);
    throw new Error('It is made.');
  },
};

/** @throws Refusal for a part that is not made, before more of its words are read */
export function refuseUnmade(named: { readonly kind: string; readonly noun: string }, span: Span): void {
  if (named.kind === kind)
    throw new Refusal(
      'unsupported_feature',
      `${/^[aeiou]/.test(named.noun) ? 'An' : 'A'} ${named.noun} is not made yet.`,
      span,
    );
}
