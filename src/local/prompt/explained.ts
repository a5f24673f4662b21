import { Refusal } from '../geometry/refusal';
import { NotUnderstood } from './grammar/parseState';
import { namesPart } from './grammar/things';
import { unmadeAt } from './grammar/unmadeWords';
import { quoted } from './quotes';
import { readTokens } from './text';

const tellsOfText = /^(?:(?:en|em|de)\w+|lettering|inscription)$/i;

/**
 * What a refusal of a word says of the whole prompt: that it tells of something that isn't made, or that it names no
 * part at all. Else it is the refusal itself.
 */
export function explained(text: string, refusal: Refusal): Refusal {
  const { span } = refusal;
  if (!(refusal instanceof NotUnderstood) || !span) return refusal;
  const { tokens } = readTokens(text);
  const unmade = unmadeAt(tokens, span);
  if (unmade && tellsOfText.test(text.slice(unmade.start, unmade.end)))
    return new Refusal(
      'unsupported_feature',
      `What is to be written on the part has to stand in quotation marks, such as engraved text “ABC” 5 mm high and 0.5 mm deep.`,
      unmade,
    );
  if (unmade)
    return new Refusal(
      'unsupported_feature',
      `${quoted(text.slice(unmade.start, unmade.end))} can’t be made yet.`,
      unmade,
    );
  if (namesPart(tokens)) return refusal;
  const screw = tokens.find((token) => token.kind === 'word' && /^screws?$/.test(token.text));
  if (screw)
    return new Refusal(
      'missing_dimension',
      'The prompt does not give the head of the screw. Write, for example, “an M8x40 socket head screw”.',
      screw.span,
    );
  return new Refusal(
    'not_understood',
    `The prompt names no part that is known, such as a plate, a bracket, a flange or a gear. ${refusal.message}`,
    span,
  );
}
