const number = String.raw`\d+(?:\.\d+)?(?: ?(?:mm|cm|m|inch(?:es)?|in|"))?`;
const draw = String.raw`\b(?:sketch(?:ing)?|draw(?:ing)?|creat(?:e|ing)|mak(?:e|ing)|plac(?:e|ing)|add(?:ing)?|start(?:ing)? (?:with|from)|begin(?:ning)? (?:with|from)|take)`;
/** One character of the same sentence, before anything is done with what is drawn. */
const same = String.raw`(?:(?!\b(?:extrud|cut\b|pad\b|pull\b|draw|sketch))(?:[^.;]|\.\d))`;
const figure = String.raw`(?:an? |one |the )?(?:${same}{0,60}?\b)?(?:rectangle|square|circle|hexagon|triangle)\b${same}{0,90}?`;
const then = String.raw`(?:[.,;]?\s{0,3}(?:\b(?:and|then|next|now|finally|after that|afterwards) ?,? ?){0,3})`;
const sketched = String.raw`(?:it|this|that|the (?:sketch|profile|shape|rectangle|circle|square|hexagon|triangle|face|result)(?: profile)?)`;
const extrude = String.raw`(?:extrud(?:e|ing)|pad|pull|push|rais(?:e|ing)|give) (?:${sketched} )?(?:straight )?(?:up(?:wards?)? )?(?:(?:by|to|for|with|over) )?(?:an? )?(?:(?:extrusion )?(?:height|depth|thickness|distance|length) (?:of )?)?(${number})(?: (?:high|tall|up(?:wards?)?|thick|deep|in height|in thickness))?(?: (?:in|along) (?:the )?(?:positive |\+ ?)?z(?: ?axis| ?direction)?)?`;
const cutAway = String.raw`(?:(?:extrude )?cut(?: extrude)?|extrude|subtract|remove|pocket|punch) (?:${sketched} )?(?:(?:as a hole|away|out|down|in) )?(?:(through|thru|all the way)(?: (?:all|through|down|the|whole|entire|full|complete|thickness|of|body|part|block|plate|disc|cylinder|solid|material|everything|it))*|(?:by |to (?:a depth of )?)?(${number})(?: (?:deep|down|into the (?:part|body|block|plate|material)))?)`;

const extruded = new RegExp(`${draw} (${figure})${then}${extrude}`, 'g');
/** "Extrude a 40x20 mm rectangle by 15 mm", "a 50 mm square extruded 20 mm" */
const other = new RegExp(
  String.raw`\bextrude (${figure}) (?:(?:up(?:wards?)? )?(?:by|to) (?:an? )?(?:(?:height|depth|thickness|distance|length) (?:of )?)?)(${number})(?: (?:high|tall|thick))?|(?<=^|[.,;:\n] ?|\b(?:need|want|like|make|create|is|from) )(${figure}) ?,? (?:(?:that|which) is )?extruded (?:up(?:wards?)? )?(?:(?:by|to|for) )?(?:an? )?(?:(?:height|depth|thickness|distance|length) (?:of )?)?(${number})(?: (?:high|tall|thick))?`,
  'g',
);
const cut = new RegExp(`${draw} (${figure})${then}${cutAway}(?=[ ]?(?:[.,;\\n]|and\\b|$))`, 'g');
const rings = new RegExp(
  String.raw`${draw} (?:two |2 )?concentric circles (?:with |of )?(?:a |the )?(radii|radius|diameters?)(?: of)? (${number}) and (${number})(?: (radii|radius|diameters?))?${then}(?:extrude) (?:the )?(?:ring|area|region|space|annulus|profile)(?: (?:between (?:them|the (?:two )?circles)))? (?:by |to |for )?(?:a (?:height|thickness|length) of )?(${number})`,
  'g',
);
const plane =
  /,? ?\b(?:on|in|at) (?:the |an? )?(?:(?:xy|xz|yz|x y|horizontal|base|ground|work) ?plane|sketch plane)\b/g;
const origin = /,? ?\b(?:and )?(?:cent(?:er|re)e?d |with its cent(?:er|re) )?(?:at|on|around|about) (?:the )?origin\b/g;
const order =
  /(?<=^|[.;:\n] ?)(?:step \d{1,2} ?[:.)-]?|(?:first(?:ly)?|secondly|thirdly|next|finally|lastly|after that|afterwards|now)(?:,| (?=(?:draw|sketch|create|make|take|start|add|cut|drill|put|place|extrude|begin)\b)))/g;

/**
 * What is drawn and extruded step by step is said as the part or the feature that results: "draw a circle of 40 mm
 * diameter and extrude it by 20 mm" is a cylinder, and "… and cut it through" is a hole.
 */
export function nameSketches(text: string): string {
  const ordered = text.replace(order, ' ').replace(/ {2,}/g, ' ');
  if (!/\b(?:extrud|cut|pad|pull|push|rais|subtract|remove|pocket|punch|give)/.test(ordered)) return ordered;
  let bodies = 0;
  return ordered
    .replace(plane, '')
    .replace(origin, '')
    .replace(rings, (_, first: string, one: string, other: string, last: string | undefined, height: string) => {
      bodies++;
      const measure = (last ?? first).startsWith('rad') ? 'radius' : 'diameter';
      const [outer, inner] = parseFloat(one) > parseFloat(other) ? [one, other] : [other, one];
      return `make a ring with an outer ${measure} of ${outer} and an inner ${measure} of ${inner}, ${height} high`;
    })
    .replace(cut, (whole, drawn: string, _through: string | undefined, depth: string | undefined) => {
      if (/\bextrude\b(?! cut)/.test(whole) && !/\bcut\b/.test(whole)) return whole;
      return `make ${opening(drawn, depth !== undefined)}${depth === undefined ? '' : `, ${depth} deep`}`;
    })
    .replace(extruded, (_, drawn: string, height: string) => solid(drawn, height, bodies++ === 0))
    .replace(
      other,
      (_, one: string | undefined, by: string | undefined, second: string | undefined, to: string | undefined) =>
        solid(one ?? second ?? '', by ?? to ?? '', bodies++ === 0),
    );
}

function solid(drawn: string, height: string, first: boolean): string {
  const names: Readonly<Record<string, string>> = first
    ? {
        rectangle: 'block',
        square: 'square block',
        circle: 'cylinder',
        hexagon: 'hexagonal bar',
        triangle: 'triangular prism',
      }
    : { rectangle: 'rectangular boss', square: 'square boss', circle: 'cylindrical boss' };
  return `make ${named(drawn, names)}, ${height} ${first && /hexagon|triangle/.test(drawn) ? 'long' : 'high'}`;
}

function opening(drawn: string, blind: boolean): string {
  const flat = blind ? 'pocket' : 'cutout';
  return named(drawn, {
    rectangle: `rectangular ${flat}`,
    square: `square ${flat}`,
    circle: blind ? 'blind hole' : 'through hole',
  });
}

function named(drawn: string, names: Readonly<Record<string, string>>): string {
  return drawn
    .replace(/\b(?:rectangle|square|circle|hexagon|triangle)\b(?! (?:rectangle|circle))/, (word) => names[word] ?? word)
    .trim();
}
