import { inch } from '../../base/inch';
import { edgeKinds, faceKinds, type Box, type ExactFacts, type ModelMesh, type Vector } from '../../kernel/stepModel';
import { filled } from '../../pages/frame/webview/dom';
import type { MeshFacts } from '../../models/parse/meshFacts';
import type { Pick } from './pick';

export type Texts = Readonly<Record<string, string>>;

/** What is known of the model that is shown. */
export type Facts =
  /** `isVariant`: of a part with other sizes than those of its file. */
  | { readonly exact: true; readonly facts: ExactFacts; readonly isVariant?: boolean }
  | { readonly exact: false; readonly facts: MeshFacts };

export interface Row {
  /** For tests and styles. */
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

/** g in a pound, by definition since 1959. */
const pound = 453.59237;

/** Results below this fraction of the model's size, area or volume are rounding errors. */
const nothing = 1e-9;

function decimalsOf(value: number): number {
  const size = Math.abs(value);
  if (size >= 1000) return 2;
  return size >= 0.1 || size === 0 ? 4 : Math.min(3 - Math.floor(Math.log10(size)), 100);
}

/** Writes numbers in a unit, with the decimal mark of the user's language. */
export class Formatter {
  readonly inch: boolean;
  readonly texts: Texts;
  readonly #language: string;
  readonly #isPlain: boolean;
  readonly #extent: number;

  /**
   * @param language BCP 47
   * @param isPlain whether programs read the numbers, too: digits, a sign and a decimal mark only
   * @param extent of the model in mm: numbers that are negligible beside it are written as 0
   */
  constructor(texts: Texts, inch: boolean, language: string, isPlain = false, extent = 0) {
    this.texts = texts;
    this.inch = inch;
    this.#language = language;
    this.#isPlain = isPlain;
    this.#extent = extent;
  }

  /** Writes numbers so that a spreadsheet reads them. */
  forCopying(): Formatter {
    return new Formatter(this.texts, this.inch, this.#language, true, this.#extent);
  }

  /** Writes rounding errors in a model of this size as 0. */
  forModel({ min, max }: Box): Formatter {
    const extent = Math.hypot(...min.map((low, axis) => (max[axis] ?? 0) - low));
    return new Formatter(this.texts, this.inch, this.#language, this.#isPlain, extent);
  }

  /** Fills in the values. When the first of them is 1, the text under the key with `_one` is used if there is one. */
  text(key: string, ...values: readonly (string | number)[]): string {
    const [count] = values;
    const one = `${key}_one`;
    const isOne = typeof count === 'number' && new Intl.PluralRules(this.#language).select(count) === 'one';
    const written = values.map((value) => (typeof value === 'number' ? this.number(value) : value));
    return filled((isOne ? this.texts[one] : undefined) ?? this.texts[key] ?? key, ...written);
  }

  length(mm: number): string {
    return this.#measure(mm, 1);
  }

  /** In the unit that is chosen, and in brackets in the other one. */
  lengths(mm: number): string {
    const other = new Formatter(this.texts, !this.inch, this.#language, this.#isPlain, this.#extent);
    return `${this.length(mm)} (${other.length(mm)})`;
  }

  area(mm2: number): string {
    return `${this.#measure(mm2, 2)}²`;
  }

  volume(mm3: number): string {
    return `${this.#measure(mm3, 3)}³`;
  }

  /** In g or kg, or in oz or lb. */
  mass(grams: number): string {
    const [large, small, names] = this.inch ? [pound, pound / 16, ['lb', 'oz']] : [1000, 1, ['kg', 'g']];
    const isLarge = grams >= large;
    return `${this.number(grams / (isLarge ? large : small), 3)} ${names[isLarge ? 0 : 1] ?? ''}`;
  }

  point(at: Vector): string {
    const decimals = this.#extent > 0 ? decimalsOf(this.#extent / this.#unit) : undefined;
    const numbers = at.map((value) => this.#amount(value, 1, decimals && Math.max(decimals, 4)));
    // Between numbers with commas another comma would be misread.
    return `${numbers.join(this.number(0.5).includes(',') ? '; ' : ', ')} ${this.#name}`;
  }

  size(min: Vector, max: Vector): string {
    return `${min.map((low, axis) => this.#amount((max[axis] ?? 0) - low, 1)).join(' × ')} ${this.#name}`;
  }

  /**
   * Four decimals, two of large numbers, and four digits of small ones: a cube of 0.002 mm has a volume, too. Thousands
   * are set apart by a narrow space on the screen, as ISO 80000 has it, and never by a mark that elsewhere is the
   * decimal one.
   * @param most decimals
   */
  number(value: number, most = Infinity): string {
    const parts = new Intl.NumberFormat(this.#language, {
      maximumFractionDigits: Math.min(decimalsOf(value), most),
      signDisplay: 'negative',
      useGrouping: !this.#isPlain,
      ...(this.#isPlain && { numberingSystem: 'latn' }),
    }).formatToParts(value);
    return parts
      .map(({ type, value: written }) => {
        if (type === 'group') return '\u202f';
        if (!this.#isPlain) return written;
        // Some languages write another minus, or marks that can't be seen.
        return type === 'minusSign' ? '-' : type === 'literal' ? '' : written;
      })
      .join('');
  }

  #measure(inMm: number, power: 1 | 2 | 3): string {
    return `${this.#amount(inMm, power)} ${this.#name}`;
  }

  #amount(inMm: number, power: 1 | 2 | 3, most?: number): string {
    return this.number(Math.abs(inMm) < this.#extent ** power * nothing ? 0 : inMm / this.#unit ** power, most);
  }

  get #unit(): number {
    return this.inch ? inch : 1;
  }

  get #name(): string {
    return this.inch ? 'in' : 'mm';
  }
}

/** The facts of the whole model. */
export function factRows({ exact, facts }: Facts, mesh: ModelMesh, format: Formatter): Row[] {
  const row = (key: string, value: string, label = key): Row => ({ key, label: format.text(label), value });
  const closed = exact ? facts.solids > 0 : facts.closed;
  const triangles = exact ? mesh.indices.length / 3 : facts.triangles;
  const stored =
    exact || facts.storedTriangles === triangles
      ? format.number(triangles)
      : format.text('stored', triangles, facts.storedTriangles);
  return [
    row('size', format.size(facts.box.min, facts.box.max)),
    row('from', format.point(facts.box.min)),
    row('to', format.point(facts.box.max)),
    ...(facts.volume === undefined
      ? []
      : [row('volume', format.volume(facts.volume), closed ? 'volume' : 'volumeOpen')]),
    row('area', format.area(facts.area)),
    row('centre', format.point(facts.centre), closed ? 'centre' : 'centreArea'),
    ...(exact
      ? [
          row('solids', format.number(facts.solids)),
          row('faces', format.number(facts.faces)),
          row('edges', format.number(facts.edges)),
        ]
      : []),
    row('triangles', stored),
  ];
}

/** Remarks on a model that isn't as it should be. */
export function notes(known: Facts, format: Formatter): string[] {
  const ofVariant: Note[] = known.exact && known.isVariant ? [['note_variant']] : [];
  const ofModel = known.exact ? exactNotes(known.facts, format) : meshNotes(known.facts, format);
  return [...ofVariant, ...ofModel].map(([key, ...values]) => format.text(key, ...values));
}

type Note = readonly [key: string, ...values: (string | number)[]];

function exactNotes(facts: ExactFacts, format: Formatter): Note[] {
  const said: Note[] = [];
  if (facts.remarks.length > 0) said.push(remarkOf(facts.remarks, format));
  if (facts.truncated) said.push(['note_truncated']);
  if (facts.solids === 0) said.push([facts.volume === undefined ? 'note_surfacesOpen' : 'note_surfaces']);
  else if (facts.looseFaces > 0) said.push(['note_loose', facts.looseFaces]);
  if (!facts.valid) said.push(['note_invalid']);
  if (facts.uncovered > 0) said.push(['note_uncovered', facts.uncovered]);
  return said;
}

function meshNotes({ edges, insideOut, mended, doubtfulUnit }: MeshFacts, format: Formatter): Note[] {
  const said: Note[] = [];
  if (doubtfulUnit) said.push([`note_unit_${doubtfulUnit}`]);
  if (mended.length > 0) said.push(remarkOf(mended, format));
  if (!edges) said.push(['note_unchecked']);
  if (edges && edges.open > 0) said.push(['note_open', edges.open]);
  if (edges && edges.turned > 0) said.push(['note_turned', edges.turned]);
  if (insideOut > 0) said.push(['note_insideOut', insideOut]);
  if (edges && edges.crowded > 0) said.push(['note_crowded', edges.crowded]);
  return said;
}

/** One sentence of everything that was noted when the file was read. */
function remarkOf(noted: readonly { readonly what: string; readonly count: number }[], format: Formatter): Note {
  return ['note_mended', noted.map(({ what, count }) => format.text(`mended_${what}`, count)).join('; ')];
}

/** Whether all figures come from exact surfaces. */
export function isExact({ exact, facts }: Facts): boolean {
  return exact && facts.meshes === 0;
}

/**
 * The facts of a picked face, edge or triangle.
 * @param part the name of its part, where there are several
 */
export function pickRows(picked: Pick, part: string | undefined, known: Facts | undefined, format: Formatter): Row[] {
  const { kind, index, point, fitted } = picked;
  const row = (key: string, value: string, label = key): Row => ({ key, label: format.text(label), value });
  const rows: Row[] = part === undefined ? [] : [row('ofPart', part)];
  const facts = known?.exact ? known.facts : undefined;
  const addRadius = (radius: number | undefined): void => {
    if (radius !== undefined && Number.isFinite(radius)) rows.push(row('radius', format.length(radius)));
  };
  if (kind === 'edge') {
    const which = facts?.edgeKinds[index] ?? edgeKinds.length;
    rows.push(row('edge', facts ? format.text(`line_${which}`) : format.number(index + 1)));
    if (facts) rows.push(row('length', format.length(facts.edgeLengths[index] ?? NaN)));
    addRadius(facts?.edgeRadii[index]);
  } else if (fitted) {
    const which = faceKinds.findIndex((one) => one === fitted.kind);
    rows.push(row('face', format.text('fitted', format.text(`kind_${which}`))));
    rows.push(row('area', format.area(fitted.area)));
    addRadius(fitted.radius);
  } else if (kind === 'face') {
    rows.push(row('face', facts ? format.text(`kind_${facts.faceKinds[index] ?? 7}`) : format.number(index + 1)));
    if (facts) rows.push(row('area', format.area(facts.faceAreas[index] ?? NaN)));
    addRadius(facts?.faceRadii[index]);
  } else if (kind === 'cut') rows.push(row('face', format.text('cutFace')));
  else rows.push(row('triangle', format.number(index + 1)));
  rows.push(row('point', format.point(point.toArray())));
  return rows;
}

export function factsAsMarkdown(
  name: string,
  rows: readonly Row[],
  said: readonly string[],
  exact: boolean,
  format: Formatter,
): string {
  const escaped = (text: string): string => text.replace(/[\\`*_{}[\]<>|#~]/g, '\\$&');
  const lines = rows.map(({ label, value }) => `| ${escaped(label)} | ${escaped(value)} |`);
  return [
    `### ${escaped(name)}`,
    '',
    `| ${format.text('facts')} | ${format.text(exact ? 'exact' : 'approximate')} |`,
    '| --- | --- |',
    ...lines,
    ...(said.length > 0 ? ['', ...said.map((note) => `- ${escaped(note)}`)] : []),
    '',
  ].join('\n');
}

/**
 * Everything known about a model, to be pasted into a text.
 * @param measurements that the user has kept
 */
export function copiedFacts(
  name: string,
  facts: Facts,
  mesh: ModelMesh,
  format: Formatter,
  measurements: readonly string[] = [],
  mass?: Row,
): string {
  const said = [...notes(facts, format), ...measurements];
  const rows = [...factRows(facts, mesh, format), ...(mass ? [mass] : [])];
  return factsAsMarkdown(name, rows, said, isExact(facts), format);
}
