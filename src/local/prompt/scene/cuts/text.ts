import type { SolidFeature } from '../../../../kernel/specification';
import { mm, placed, Refusal, type Assume } from '../../../geometry/refusal';
import { content } from '../../grammar/description';
import { quoted } from '../../quotes';
import { countOf } from '../holes';
import { surfaceFor } from '../surfaceFor';
import { positionsOf } from '../positions';
import type { Taker } from '../taker';
import type { CutKind, FeatureContext } from './cut';

const nouns = ['text', 'lettering', 'inscription', 'label', 'caption', 'letters', 'letter', 'word'];
const cutIn = ['engraved', 'debossed', 'etched', 'recessed', 'stamped'];
const raised = ['embossed', 'raised'];

/** The thinnest strokes of the font's letters, as a part of the height of its capitals. */
export const strokeShare = 0.1;

/** What is written on a face, in quotes: cut in or raised. */
export const text: CutKind = {
  kind: 'text',
  role: 'feature',
  nouns: [...nouns, ...[...cutIn, ...raised].flatMap((mode) => nouns.map((noun) => `${mode} ${noun}`)), 'engraving'],
  sizes: ['height', 'depth', 'thickness', 'unnamed'],
  read: (taker, context) => [readText(taker, context)],
};

function readText(taker: Taker, { body, assume }: FeatureContext): SolidFeature {
  const { thing } = taker;
  const said = thing.traits.find(({ name }) => name.startsWith(content));
  if (!said)
    throw new Refusal(
      'missing_dimension',
      `The prompt does not say what the ${thing.noun} is. Write it in quotation marks, such as engraved text “ABC”.`,
      thing.span,
    );
  taker.trait(said.name);
  const letters = said.name.slice(content.length);
  const isRaised = modeOf(taker, assume);
  const height = taker.size('height') ?? taker.size('unnamed') ?? taker.missing('height');
  const depth = taker.size('depth', 'thickness') ?? taker.missing(isRaised ? 'height above its face' : 'depth');
  const surface = surfaceFor(taker, body, assume);
  if (surface.outline.kind === 'side')
    throw new Refusal('unsupported_feature', 'Text is made only on flat faces.', thing.span);
  const turn = taker.angle() ?? 0;
  const points = placed(thing.span, () =>
    positionsOf({ taker, surface, count: copiesOf(thing, letters), assume, widest: height }),
  );
  assume(`The height of the text is that of its capital letters, in the font B612.`);
  assume(`The thinnest strokes of text ${mm(height)} high are about ${mm(height * strokeShare)} wide.`);
  return {
    operation: isRaised ? 'add' : 'cut',
    name: `${isRaised ? 'raised' : 'engraved'} text ${quoted(letters)} ${mm(height)} high`,
    shape: { kind: 'text', content: letters, height, depth },
    at: [...surface.center],
    ...(turn === 0 ? {} : { turn }),
    direction: surface.direction,
    pattern: { kind: 'points', points: points.map(([right, up]): [number, number, number] => [right, up, 0]) },
  };
}

/** "Three letters “ABC”" are one text; "two labels “ABC”" are two. */
function copiesOf(thing: Taker['thing'], letters: string): number {
  if (!/letter|word/.test(thing.noun)) return countOf(thing) ?? 1;
  const parts = thing.noun.includes('word') ? letters.trim().split(/\s+/) : Array.from(letters.replace(/\s/g, ''));
  if (thing.count !== undefined && thing.count !== 1 && thing.count !== parts.length)
    throw new Refusal(
      'geometry_validation_failed',
      `The text ${quoted(letters)} has ${parts.length} ${thing.noun.includes('word') ? 'words' : 'letters'}, not ${thing.count}.`,
      thing.span,
    );
  return 1;
}

/** Whether it is raised. @throws Refusal when the prompt says neither, or both */
function modeOf(taker: Taker, assume: Assume): boolean {
  const { thing } = taker;
  const [adjective = ''] = thing.noun.split(' ');
  const isRaised = [taker.trait('raised'), raised.includes(adjective)].includes(true);
  const isCut = [taker.trait('cut in'), cutIn.includes(adjective), thing.noun === 'engraving'].includes(true);
  if (isRaised && isCut)
    throw new Refusal('geometry_validation_failed', 'The text can’t be both cut in and raised.', thing.span);
  if (isRaised || isCut) return isRaised;
  if (taker.has('depth')) {
    assume('The text is cut in.');
    return false;
  }
  throw new Refusal(
    'missing_dimension',
    'The prompt does not say whether the text is cut in or raised. Write, for example, engraved text “ABC”, or raised text “ABC”.',
    thing.span,
  );
}
