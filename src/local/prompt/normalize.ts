import { inch } from '../../base/inch';
import { materialWord, takeMaterials } from './materials';
import { quoted } from './quotes';
import { Refusal, type Assume } from './reading';
import { nameSketches } from './sketch';
import { negations, shapes } from './vocabulary';

/** A prompt in one spelling, and what was taken out of it. */
export interface Plain {
  readonly text: string;
  readonly materials: readonly string[];
  /** mm for numbers without a unit, when the prompt states it for all. */
  readonly unit: number | undefined;
  /** Kinds of features of which it says that there are none. */
  readonly absent: readonly string[];
}

const tolerance = /(?:±|\+\/-|\+-)\s*(?:\d+(?:\.\d+)?|\.\d+)\s*(?:mm|in(?:ch)?|")?/g;
const fit = /(?<=\d)\s*(?:mm\s*)?[hg][5-9](?![a-z\d])/g;
const corners = /\(\s*±\s*(\d+(?:\.\d+)?|\.\d+)(?: ?mm)?\s*,\s*±\s*(\d+(?:\.\d+)?|\.\d+)(?: ?mm)?\s*\)/g;
const xy =
  /(?<![a-z])x\s*[=:]\s*([-+]?(?:\d+(?:\.\d+)?|\.\d+))(?: ?mm)?\s*(?:(?:,|and|;)\s*)?y\s*[=:]\s*([-+]?(?:\d+(?:\.\d+)?|\.\d+))/g;
/** "at 15, 45 and 75 mm from the left end": places of several. */
const places =
  /(?<![\d.x] ?)((?:\d{1,6}(?:\.\d{1,3})?(?: ?mm)?, ?){0,20}\d{1,6}(?:\.\d{1,3})?(?: ?mm)?),? and (\d{1,6}(?:\.\d{1,3})? ?(?:mm|cm|inch(?:es)?|")?)(?= from (?:the )?(?:left|right|front|back|rear|top|bottom|lower|upper|one end))/g;
const onesOf = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const tensOf: Readonly<Record<string, number>> = {
  twen: 20,
  thir: 30,
  for: 40,
  fif: 50,
  six: 60,
  seven: 70,
  eigh: 80,
  nine: 90,
};
const letters: Readonly<Record<string, string>> = {
  l: 'length',
  w: 'width',
  h: 'height',
  t: 'thickness',
  d: 'diameter',
  r: 'radius',
  od: 'od',
  id: 'id',
};
const unitForAll =
  /(?:all )?(?:dimensions|units?|sizes|measurements|values)(?: are)?(?: given)?(?: all)?(?: in)?\s*(?::\s*)?(mm|millimeters?|millimetres?|cm|centimeters?|centimetres?|inch(?:es)?)(?=\s*(?:[.,:;)\n]|$))/g;

/** "made from 5 mm steel" is how thick it is. */
const sheetOf = new RegExp(
  String.raw`\b(?:(?:made|cut|bent|folded|formed|fabricated|manufactured) (?:out )?(?:from|of|in)|from|out of) (?:an? )?(\d+(?:\.\d+)? ?(?:mm|cm|"|inch))(?: thick)? (${materialWord})(?: (?:sheet|plate|stock|strip|flat bar))?(?= ?(?:[.,;:)\n]|with\b|and\b|$))`,
  'g',
);

/**
 * Brings a prompt into one spelling, in time proportional to its length.
 * @throws Refusal when a number can be read in more than one way
 */
export function normalize(prompt: string, assume: Assume): Plain {
  const { text: told, absent } = withoutAbsent(spell(prompt));
  const spelled = nameSketches(told);
  const nominal = spelled.replace(tolerance, ' ').replace(fit, (match) => (match.includes('mm') ? ' mm' : ' '));
  if (nominal !== spelled) assume('Tolerances and fits can’t be modelled: sizes are made at their nominal value.');
  let unit: number | undefined;
  const united = nominal.replace(unitForAll, (_, word: string) => {
    unit = word.startsWith('c') ? 10 : word.startsWith('m') ? 1 : inch;
    return ' ';
  });
  const named = nameLetters(joinSteps(nameHardware(nameGearLetters(nameFittingPipe(nameStandards(united))))));
  const comma = /(?<!\d)\d+,\d+/.exec(named.replace(/\([^()]{1,30}\)/g, ''));
  if (comma)
    throw new Refusal(
      'not_understood',
      `${quoted(comma[0])} can be read in more than one way. Write decimals with a point (4.5), thousands without a comma, and a space after the comma of a list.`,
    );
  const { text, materials } = takeMaterials(named);
  return { text: text.replace(sheetOf, ' , $1 thick $2 '), materials, unit, absent };
}

/** "No holes" is what is built anyway, unless holes are described, too. */
function withoutAbsent(spelled: string): { text: string; absent: string[] } {
  const absent: string[] = [];
  const text = spelled.replace(
    /\b(?:no|without(?: any)?) (other )?(hole|fillet|chamfer)s?\b/g,
    (_, other: string | undefined, kind: string) => {
      if (other === undefined) absent.push(kind);
      return ' ';
    },
  );
  return { text, absent };
}

function spell(prompt: string): string {
  return (
    prompt
      .replace(/[¼½¾⅐-⅞]/g, (fraction) => ` ${fraction.normalize('NFKC').replace('⁄', '/')}`)
      // Raised and lowered digits would become digits like any others: 10² is not 102.
      .replace(/[^²³¹⁰-₟]+/g, (plain) => plain.normalize('NFKC'))
      .toLowerCase()
      .replace(/[×✕]/g, 'x')
      .replace(/[ø⌀]/g, 'ø')
      .replace(/[”″“]|''|’’/g, '"')
      .replace(/(?<=[a-z])['’](?:d|s|m|ll|re|ve)(?![a-z])/g, ' ')
      .replace(places, (whole, before: string, last: string) => {
        const all = [...before.split(','), last].map((place) => place.trim());
        // The unit stands after each or after the last.
        return all.slice(0, -1).some((place) => place.endsWith('mm')) && !all.every((place) => place.endsWith('mm'))
          ? whole
          : all.map((place, index) => (index < all.length - 1 ? place.replace(/ ?mm/, '') : place)).join('|');
      })
      .replace(corners, '($1,$2) ($1,-$2) (-$1,-$2) (-$1,$2)')
      .replace(xy, '($1,$2)')
      .replace(/(?<=[a-z])[-‐–](?=[a-z])|(?<=\d)[-‐](?=[a-z])/g, ' ')
      .replace(/(?<=\d)'(?= ?(?:x|by)? ?\d| ?[a-z]|$)/g, ' ft ')
      .replace(/\bsheet ?metal (?=(?:[a-z]+ ){0,2}bracket)/g, ' ')
      // Who signs it, and whose boss asks for it.
      .replace(
        /\b(?:(?:kind|best|warm|many) )?(?:regards|greetings|yours(?: sincerely)?|sincerely)(?:,|\s)?\s{0,4}([a-z]{2,20}(?: [a-z]{2,20})?)?\s{0,4}[.!]?\s{0,4}$/,
        (whole, name: string | undefined = '') =>
          name.split(' ').some((word) => shapes.has(word) || negations.has(word) || word.endsWith('ed')) ? whole : ' ',
      )
      .replace(/\b(my|our|the) boss (?=(?:wants|needs|asked|ordered|would)\b)/g, '$1 colleague ')
      // "Right through the middle" is on no side.
      .replace(
        /\b(?:right|straight|clean|directly|exactly) (?=through\b|(?:in|at|into|down) the (?:middle|cent(?:er|re))\b)/g,
        ' ',
      )
      .replace(/\b(?:down )?through both(?: of them| parts)?(?= ?(?:[.,;)\n]|$))/g, 'through')
      .replace(/\bbelow (?:the |their |its )?(?:top|upper)(?: (?:edge|end|face|side))?\b/g, 'from the top edge')
      .replace(/\babove (?:the |their |its )?(?:bottom|lower)(?: (?:edge|end|face|side))?\b/g, 'from the bottom edge')
      .replace(/\b(cent(?:er|re)e?d) (?:in|along|on) (?:the )?[xyz](?: ?axis| direction)?\b/g, '$1')
      // What pierces a body along its axis goes through its middle.
      .replace(
        /,? ?\b(?:pierced|penetrated|bored|drilled) (?:right )?(?:through|along) (?:its|the) (?:(?:whole|entire|full|central|center|centre|long) ){0,2}axis (?:by|with) (?=an?\b|one\b|\d)/g,
        ' with ',
      )
      .replace(/,? ?\b(?:pierced|penetrated) (?:by|with) (?=an?\b|one\b|\d)/g, ' with ')
      .replace(
        /\b(?:along|through) its (?:(?:whole|entire|full|central|center|centre|long) ){0,2}axis(?= ?(?:[.,;)\n]|$))/g,
        'through the axis',
      )
      .replace(
        /\b(twen|thir|for|fif|six|seven|eigh|nine)ty[- ](one|two|three|four|five|six|seven|eight|nine)\b/g,
        (_, tens: string, ones: string) => String((tensOf[tens] ?? 0) + (onesOf.indexOf(ones) + 1)),
      )
      .replace(/\b(?:(one|two|three|four|five|six|seven|eight|nine|a) )?hundred\b/g, (_, count: string | undefined) =>
        String(100 * (count === undefined || count === 'a' ? 1 : onesOf.indexOf(count) + 1)),
      )
      .replace(
        /(?<![\d.])(\d{1,9}(?:\.\d{1,9})?) ?(?:mm )?in x(?:,| and|, and) (\d{1,9}(?:\.\d{1,9})? ?(?:mm)?) ?in y\b/g,
        '$1x$2',
      )
      // Edges are sharp unless something else is said of them.
      .replace(
        /(?:(?<=[.,;:(] ?)|\b(?:with|and) )(?:square |sharp )(?:(?:inner|outer|inside|outside|internal|external) )?(?:corners?|edges?)(?: (?:inside and out(?:side)?|in and out|everywhere|throughout|all around))?(?= ?(?:[.,;)\n]|$))/g,
        ' ',
      )
      // "3 mm bottom" is how thick it is.
      .replace(/(?<=\d ?(?:mm|cm|"|in(?:ch)?)? (?:thick )?)(?:bottom|base)(?= ?(?:[.,;)\n]|and\b|with\b|$))/g, 'floor')
      .replace(
        /(?<=\bwalls?\b[^.]{0,40}(?:[,;] ?|\band |\bwith ))(?:a |the )?(?:bottom|base) (?:of |is |: ?)?(?=\d+(?:\.\d+)? ?(?:mm|cm|")?(?: thick)?(?:[,;.]| and | with |$))/g,
        'floor ',
      )
      .replace(
        /\bradi(?:us|i) (?:of )?(\d+(?:\.\d+)? ?(?:mm|cm|")?) (?:on |at |for )?(?:the )?(out|in)side and (\d+(?:\.\d+)? ?(?:mm|cm|")?) (?:on |at |for )?(?:the )?(out|in)side\b/g,
        (_, first: string, one: string, second: string, other: string) =>
          `${one === 'in' ? 'inner' : 'outer'} radius of ${first}, ${other === 'in' ? 'inner' : 'outer'} radius of ${second}`,
      )
      .replace(/\bnot (?:including|counting)\b/g, 'without')
      // "20 mm thick including the hub" is no further hub.
      .replace(
        /\b(?:including|incl\.?|inclusive of|counting) (?:the |both |the two )?(raised face|hub|neck|flanges?|lid)\b(?! (?:of|with|\d))/g,
        'inclusive $1',
      )
      .replace(/\b3 ?d\b|\bv\d+(?:\.\d+)?\b/g, ' ')
      .replace(/\b(dia|diam|thk|in|approx|ea)\./g, '$1 ')
      .replace(/\bnema ?\d{2}(?= (?:stepper|step|motor))/g, ' ')
      .replace(/\bo\.\s?d\b\.?/g, 'od')
      .replace(/\bi\.\s?d\b\.?/g, 'id')
      .replace(/\bc ?\/ ?c\b|\bc to c\b/g, 'center to center')
  );
}

/** Words between a part and the standard that it follows, and the bodies that adopted it. */
function nameStandards(text: string): string {
  return text
    .replace(
      /,? ?\(? ?\b(?:(?:(?:made|sized|dimensioned|manufactured) )?(?:(?:in accordance|in conformity|in compliance) with|as (?:specified|defined|given) (?:in|by)|as per|acc(?:\.|ording)? to|conform(?:ing|s)? to|compl(?:ying|ies) with|corresponding to|per|to|by|following|as in) )?(?:the )?(?:standards? )?(din|iso)(?: en)?(?: iso)?[- ]?(?=\d{3})/g,
      (whole, body: string) => ` ${whole.includes('iso') ? 'iso' : body} `,
    )
    .replace(/(?<=\b(?:din|iso) \d{3,5})(?:[-:]\d{1,4})?(?: ?[ab](?![a-z]))?(?: ?\))?(?: standard)?/g, '');
}

/** "A flange to weld onto a 60.3 mm pipe": the pipe is no part of it. */
function nameFittingPipe(text: string): string {
  if (!/\bflange/.test(text)) return text;
  return text.replace(
    fitsPipe,
    (_, first: string | undefined, second: string | undefined) => `, fittingpipe of ${first ?? second ?? ''}, `,
  );
}

const fits = String.raw`\b(?:for|fitting|that fits|to (?:be )?(?:weld(?:ed)?|fit(?:ted)?|suit|go|slip|slide|connect(?:ed)?|mount(?:ed)?|join(?:ed)?)(?: it)?)(?: (?:on|onto|to|over|with))?(?: an?| the)?`;
const pipeSize = String.raw`(\d+(?:\.\d+)? ?(?:mm|cm|"|in(?:ch)?)?)`;
const fitsPipe = new RegExp(
  String.raw`${fits} (?:${pipeSize}(?: (?:od|outer diameter|diameter))? (?:pipe|tube)\b|(?:pipe|tube) (?:of |with )?(?:an? )?${pipeSize}(?: (?:od|outer diameter|outside diameter|in diameter|diameter))?(?= ?[,.:;]| with| and|$))`,
  'g',
);

/** Of a gear: "m=2 z=20 b=10", "m2, z20". */
function nameGearLetters(text: string): string {
  if (!/\b(?:gears?|pinion|rack|cog)\b/.test(text)) return text;
  return text.replace(
    /(?<![a-z\d.])([mzb])(?: ?[=:] ?|(?<=m|z))(\d+(?:\.\d+)?)( ?mm)?(?! ?x)(?![\d.]*\d)/g,
    (_, letter: string, number: string, unit: string | undefined = '') =>
      `, ${letter === 'z' ? `${number} teeth` : letter === 'm' ? `module ${number}` : `face width of ${number}${unit}`}, `,
  );
}

/**
 * "M8x40" is a thread and a length, "M8x1" a thread and its pitch; "608ZZ" is a bearing with shields. A screw's
 * property class says nothing of its shape.
 */
function nameHardware(text: string): string {
  return text
    .replace(
      /(?<![a-z\d])m(\d+(?:\.\d+)?) ?x ?(\d+(?:\.\d+)?)(?: ?x ?(\d+(?:\.\d+)?))?(?: ?mm)?(?![\d.]*\d|[a-z])/g,
      (whole, size: string, second: string, third?: string) => {
        const isPitch = Number(second) <= Number(size) / 4 && Number(second) < 5;
        if (third === undefined)
          return isPitch ? (second.includes('.') ? whole : `m${size}x${second}.0`) : `m${size} length of ${second} mm`;
        return isPitch ? `m${size}x${second.includes('.') ? second : `${second}.0`} length of ${third} mm` : whole;
      },
    )
    .replace(/(?<![a-z\d.])(\d{3,4})[- ]?(?:zz|2z|2rs[h1]?|rs|ddu|llu)(?![a-z\d])/g, '$1 shielded')
    .replace(/\b(?:property )?(?:class|grade)[ :]*(?:4\.6|4\.8|5\.6|5\.8|6\.8|8\.8|10\.9|12\.9)(?![\d.])/g, ' ');
}

const step =
  /(?:(?:ø|\bdia(?:meter)?) ?(?:of )?(\d+(?:\.\d+)?) ?(mm|"|inch(?:es)?)?|(?<!\d)(\d+(?:\.\d+)?) ?(mm|"|inch(?:es)?)? ?(?:ø|dia(?:meter)?)\b)(?: ?(?:x|by|for|and|,) ?| )(?:length of )?(\d+(?:\.\d+)?) ?(mm|"|inch(?:es)?)?(?: (?:long|in length))?(?! ?(?:mm )?(?:ø|dia|wide|deep|bore|[x\d]))/g;

/** The steps of a shaft, "20 mm dia x 50 mm then 15 mm dia x 30 mm", become "20 mm x 50 mm then 15 mm x 30 mm". */
function joinSteps(text: string): string {
  if (!/\b(?:shaft|axle|spindle)\b/.test(text) || [...text.matchAll(step)].length < 2) return text;
  return text.replace(
    step,
    (
      _,
      first: string | undefined,
      unit: string | undefined,
      other: string | undefined,
      otherUnit: string | undefined,
      length: string,
      lengthUnit: string | undefined,
    ) => {
      const diameterUnit = unit ?? otherUnit ?? lengthUnit ?? '';
      return `${first ?? other ?? ''} ${diameterUnit} x ${length} ${lengthUnit ?? diameterUnit}`;
    },
  );
}

/** "L=40", "R5", "40 mm (W)": letters that stand for a size. */
function nameLetters(text: string): string {
  return text
    .replace(/\(\s*[xyz]\s*\)/g, ' ')
    .replace(/\(\s*(od|id|[lwhtd])\s*\)/g, (_, letter: string) => ` ${letters[letter] ?? letter} `)
    .replace(
      /(?<![a-z\d])(od|id|[lwhtdr])\s*[=:]\s*(?=[\d.ø])/g,
      (_, letter: string) => `${letters[letter] ?? letter} of `,
    )
    .replace(
      /(?<=[,;] ?)([lwht]) (?=\d+(?:\.\d+)? ?(?:mm)? ?(?:[,;\n]|\.?\s*$))/g,
      (_, letter: string) => `${letters[letter] ?? letter} of `,
    )
    .replace(/(?<![a-z\d#])([rd])(?=\d)/g, (_, letter: string) => `${letters[letter] ?? letter} of `)
    .replace(/\bl ?x ?w ?x ?[ht]\b|\blength ?x ?width ?x ?(?:height|thickness)\b/g, ' ')
    .replace(/(?<=\d ?)in(?= ?(?:x|by)[ \d])|(?<=\d)in(?![a-z])/g, '"')
    .replace(
      /\b(?:an? |one )?(half|quarter|eighth)(?: of)?(?: an?)?[ -](?=inch)/g,
      (_, part: string) => `1/${part === 'half' ? 2 : part === 'quarter' ? 4 : 8} `,
    )
    .replace(/\bthree quarters?(?: of)?(?: an)? (?=inch)/g, '3/4 ');
}
