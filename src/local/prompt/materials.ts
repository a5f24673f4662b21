/** Names of materials, with the words that go with them. Longer ones first. */
const materials = [
  'stainless steel',
  'mild steel',
  'carbon steel',
  'tool steel',
  'spring steel',
  'alloy steel',
  'galvanized steel',
  'galvanised steel',
  'cold rolled steel',
  'steel',
  'cast iron',
  'aluminium alloy',
  'aluminum alloy',
  'aluminium',
  'aluminum',
  'brass',
  'bronze',
  'copper',
  'titanium',
  'iron',
  'zinc',
  'magnesium',
  'polycarbonate',
  'polypropylene',
  'polyethylene',
  'acrylic',
  'delrin',
  'acetal',
  'nylon',
  'plastic',
  'pla',
  'petg',
  'abs',
  'peek',
  'ptfe',
  'pvc',
  'hdpe',
  'pom',
  'tpu',
  'resin',
  'rubber',
  'silicone',
  'plywood',
  'mdf',
  'oak',
  'wooden',
  'wood',
  'metallic',
  'metal',
  'ceramic',
  'glass',
  'carbon fiber',
  'carbon fibre',
];
/** Grades that no length looks like, and those that are numbers. */
const lettered =
  '(?:(?:aisi|sae|en aw|aw|astm)[- ]?[a-z]?\\d{2,4}[a-z]?|304l|316l|a36|st ?37|17-4 ?ph|s235(?:jr)?|s275(?:jr)?|s355(?:j2|jr)?|42crmo4|16mncr5|c45|grade 5|(?:2024|6061|6063|6082|7050|7075)[- ]?t\\d{1,3})';
const numbered =
  '(?:1\\.\\d{4}|1018|1020|1045|1050|2017|2024|303|304|316|3003|4130|4140|4340|5052|5083|5754|6005|6060|6061|6063|6082|7050|7075)';
const grades = `(?:${lettered}|${numbered}(?:[- ]?t\\d{1,3})?)`;
const name = `(?:${materials.join('|')})`;
const stated = new RegExp(
  `(?<![a-z\\d.])(?:${grades}[ ]${name}|${name}[ ,]{1,2}(?:(?:alloy|grade|type)[ ])?${grades}(?![ ]?(?:mm|cm|m|"|inch))|${name}|${lettered}|(?<=(?:from|in|material(?::| is)?|grade|type|alloy|use|using) )${numbered}(?=[ ]*(?:[.,;\\n]|$)))(?![a-z\\d])`,
  'g',
);

/** The materials that a prompt in lower case names. */
export function materialsIn(text: string): string[] {
  const found = (text.match(stated) ?? []).map((material) =>
    /^(?:pla|petg|abs|peek|ptfe|pvc|hdpe|pom|tpu|mdf)$/.test(material)
      ? material.toUpperCase()
      : material.replace(/(?<=\d)[- ]t(?=\d)/, '-T'),
  );
  return [...new Set(found)];
}

/** Colours that a prompt can name. */
export const colours: Readonly<Record<string, string>> = {
  red: '#c62828',
  green: '#2e7d32',
  blue: '#1565c0',
  yellow: '#f9a825',
  orange: '#ef6c00',
  purple: '#6a1b9a',
  pink: '#ec407a',
  brown: '#6d4c41',
  black: '#212121',
  white: '#fafafa',
  grey: '#9e9e9e',
  gray: '#9e9e9e',
  silver: '#c0c0c0',
  gold: '#d4af37',
};
