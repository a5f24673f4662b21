import type { Span, Token } from '../text/token';
import { Cursor, Phrases } from './cursor';
import { isWordOfNamed } from './ownWords';
import { shapes } from './useWords';

const list = (words: string): string[] => words.split(/,\s+/);

/** Words of shapes and of work that nothing here makes, wherever in a prompt they stand. */
const unmade = new Phrases(
  list(
    `angled, wavy, corrugated, dimpled, scalloped, fluted, ribbed, louvered, louvred, freeform, sculpted, organic,
    knurled, knurl, knurling, diamond knurl, diamond knurled, diamond knurling, cross knurled, cross knurl, indicator line,
    knockout, knockouts, hinged, snap on, textured, texture, engraved, engrave, engraving, embossed, emboss, embossing,
    debossed, deboss, logo, logos, lettering, inscription, monogram, lattice, gyroid, honeycomb, voronoi, heart shaped,
    twisted, star shaped, sheet metal, bend line, bent, k factor, real helix, helical thread, modelled thread, modeled thread,
    thread modelled, thread modeled, propeller, impeller, turbine blade, helix, living hinge, snap fit,
    snap fits, bayonet, draft, draft angle, splined, splines, tapered edge, sloped edge, worm, camshaft, crankshaft`,
  ).map((word) => [word, word] as const),
);

/** What stands before the name of something that the part is only for. */
const uses: ReadonlySet<string> = new Set(['for', 'of', 'onto', 'holding', 'hold', 'holds', 'fits', 'fit']);
const between: ReadonlySet<string> = new Set(['a', 'an', 'the', 'my', 'our', 'your']);

/** Where the words stand that tell of what nothing here makes: those at a place, else the first ones of the prompt. */
export function unmadeAt(tokens: readonly Token[], place: Span): Span | undefined {
  const at = tokens.find(({ span }) => span.start >= place.start && span.start < place.end);
  if (at?.kind === 'word' && shapes.has(at.text)) return at.span;
  const cursor = new Cursor(tokens);
  const found: Span[] = [];
  for (; !cursor.done; cursor.index++) {
    const words = unmade.at(cursor)?.words;
    if (words === undefined || isUse(cursor)) continue;
    if (words === 1 && isWordOfNamed(tokens, cursor.word() ?? '')) continue;
    const start = cursor.index;
    cursor.index += words;
    found.push(cursor.since(start));
    cursor.index--;
  }
  return found.find(({ start, end }) => start < place.end && place.start < end) ?? found[0];
}

/** "for a propeller", "for the worm" */
function isUse(cursor: Cursor): boolean {
  const before = between.has(cursor.word(-1) ?? '') ? -2 : -1;
  return uses.has(cursor.word(before) ?? '');
}
