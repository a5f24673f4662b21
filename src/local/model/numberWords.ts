import { inch } from '../../base/inch';

/** Units of length after a number, in mm. In the languages that people write prompts in; small letters. */
export const unitsInMm: Readonly<Record<string, number>> = table({
  1: 'mm mms millimeter millimeters millimetre millimetres millimetern millimètre millimètres milímetro milímetros millimetro millimetri мм 毫米 ミリ 밀리미터',
  10: 'cm centimeter centimeters centimetre centimetres zentimeter zentimetern centimètre centimètres centímetro centímetros centimetro centimetri см 厘米 センチ',
  100: 'dm',
  1000: 'm meter meters metre metres metern mètre mètres metro metros metri 米 м',
  0.001: 'µm um micron microns mikrometer μm',
  [inch]:
    'inch inches " ″ zoll pouce pouces pulgada pulgadas pollice pollici polegada polegadas tum palec дюйм дюйма дюймов 英寸 インチ 인치',
  [12 * inch]: "ft foot feet ' ′ fuß fuss pied pieds pie pies piede piedi pé pés",
  [inch / 1000]: 'thou mil mils',
});

/** What a number in words is, in several languages; small letters. */
export const wordNumbers: Readonly<Record<string, number>> = table({
  1: 'one ein eine einen einem einer eins un une uno una um uma één 一 один',
  2: 'two both pair twin double zwei beide beiden paar deux dos due dois duas twee 二 两 兩 два две 二つ',
  3: 'three triple drei trois tres tre três drie 三 три',
  4: 'four vier quatre cuatro quattro quatro 四 четыре',
  5: 'five fünf cinq cinco cinque vijf 五 пять',
  6: 'six sechs seis sei zes 六 шесть',
  7: 'seven sieben sept siete sette sete zeven 七 семь',
  8: 'eight acht huit ocho otto oito 八 восемь',
  9: 'nine neun neuf nueve nove negen 九',
  10: 'ten zehn dix diez dieci dez tien 十',
  11: 'eleven elf onze once undici',
  12: 'twelve dozen zwölf dutzend douze doce dodici doze twaalf',
  13: 'thirteen dreizehn',
  14: 'fourteen vierzehn',
  15: 'fifteen fünfzehn quinze quince quindici',
  16: 'sixteen sechzehn seize dieciséis sedici',
  17: 'seventeen siebzehn',
  18: 'eighteen achtzehn',
  19: 'nineteen neunzehn',
  20: 'twenty zwanzig vingt veinte venti vinte',
  24: 'twentyfour vierundzwanzig',
  30: 'thirty dreißig trente treinta trenta trinta',
  36: 'thirtysix sechsunddreißig',
  40: 'forty vierzig quarante cuarenta quaranta quarenta',
  50: 'fifty fünfzig cinquante cincuenta cinquanta cinquenta',
  60: 'sixty sechzig soixante sesenta sessanta sessenta',
  80: 'eighty achtzig',
  90: 'ninety neunzig noventa novanta',
  100: 'hundred hundert cent cien cento',
});

/** Fractions in words, as in "half an inch". */
export const wordFractions: Readonly<Record<string, number>> = table({
  0.5: 'half halves halb halbe halber halben demi demie medio media mezzo mezza meio meia',
  0.25: 'quarter quarters viertel quart',
  0.75: 'dreiviertel',
  [1 / 3]: 'third thirds drittel',
  0.1: 'tenth tenths zehntel',
  0.2: 'fifth fifths fünftel',
  0.125: 'eighth eighths achtel',
  0.0625: 'sixteenth sixteenths',
});

/** Things that a text counts: beginnings of words, in small letters. */
export const countedThings: readonly string[] = (
  'hole bore slot pocket notch groove rib boss stud pin peg spoke fin tooth teeth vane blade post tab lug finger ' +
  'dimple recess opening window cutout keyway countersink counterbore standoff bolt screw flute serration key ' +
  'knob bump bohrung loch löcher schlitz rippe zahn zähne zapfen stift tasche kerbe durchbruch durchbrüche gewinde speiche ' +
  'trou rainure nervure dent perçage alésage agujero taladro ranura diente orificio nervio foro fori scanalatur dent furo rasgo ' +
  'gat gaten отверсти 孔 槽 齿 穴 구멍'
).split(' ');

/** Words that say how many without a number. */
export const impliedCounts: readonly (readonly [count: number, words: string])[] = [
  [
    2,
    'both either each side each end two-sided opposite symmetr mirror pair beid jede seite gegenüber spiegel deux ambos entramb left and right',
  ],
  [3, 'triang dreieck tri- tetra pyramid'],
  [4, 'corner quadrant square rectang ecke viereck quadrat coin esquina angol canto vertic 角 four-'],
  [5, 'pentag fünfeck'],
  [6, 'hex sechskant sechseck'],
  [8, 'octag achteck achtkant'],
  [7, 'heptag'],
  [9, 'nonag'],
  [10, 'decag'],
  [12, 'dodecag'],
];

function table(byValue: Readonly<Record<string | number, string>>): Readonly<Record<string, number>> {
  const entries = Object.entries(byValue).flatMap(([value, words]) =>
    words.split(' ').map((word) => [word, Number(value)] as const),
  );
  return Object.fromEntries(entries);
}

/** How words begin that put something into the middle, in the languages that numbers are read in. */
export const middleWords: readonly string[] = (
  'cent midd mid- zentr zentral mitt milieu medio mezzo meio mitad coaxial concentr konzentr koaxial axis achse ' +
  'symm simm simétr 中心 中央 центр серед'
).split(' ');
