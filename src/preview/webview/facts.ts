import { inch } from '../../base/inch';
import { edgeKinds, type ExactFacts, type ModelMesh, type Vector } from '../../kernel/stepModel';
import { filled } from '../../pages/frame/webview/dom';
import type { MeshFacts } from '../../models/parse/meshFacts';
import type { Pick } from './picking';

export type Texts = Readonly<Record<string, string>>;

/** What is known of the model that is shown. */
export type Facts =
  { readonly exact: true; readonly facts: ExactFacts } | { readonly exact: false; readonly facts: MeshFacts };

export interface Row {
  /** For tests and styles. */
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

/** Writes numbers in a unit, with the decimal mark of the user's language. */
export class Formatter {
  readonly inch: boolean;
  readonly texts: Texts;
  readonly #language: string;
  readonly #isPlain: boolean;

  /**
   * @param language BCP 47;
   * @param isPlain whether numbers are for programs, too: digits, a sign and a decimal mark only
   */
  constructor(texts: Texts, inch: boolean, language: string, isPlain = false) {
    this.texts = texts;
    this.inch = inch;
    this.#language = language;
    this.#isPlain = isPlain;
  }

  /** Writes numbers so that a spreadsheet reads them. */
  forCopying(): Formatter {
    return new Formatter(this.texts, this.inch, this.#language, true);
  }

  text(key: string, ...values: readonly (string | number)[]): string {
    return filled(this.texts[key] ?? key, ...values);
  }

  length(mm: number): string {
    return `${this.number(mm / this.#unit)} ${this.#name}`;
  }

  area(mm2: number): string {
    return `${this.number(mm2 / this.#unit ** 2)} ${this.#name}²`;
  }

  volume(mm3: number): string {
    return `${this.number(mm3 / this.#unit ** 3)} ${this.#name}³`;
  }

  point(at: Vector): string {
    const numbers = at.map((value) => this.number(value / this.#unit));
    // Between numbers with commas another comma would be misread.
    return `${numbers.join(this.number(0.5).includes(',') ? '; ' : ', ')} ${this.#name}`;
  }

  size(min: Vector, max: Vector): string {
    return `${min.map((low, axis) => this.number(((max[axis] ?? 0) - low) / this.#unit)).join(' × ')} ${this.#name}`;
  }

  /**
   * Thousands are set apart by a narrow space on the screen, as ISO 80000 has it, and never by a mark that elsewhere is
   * the decimal one.
   */
  number(value: number): string {
    const parts = new Intl.NumberFormat(this.#language, {
      maximumFractionDigits: Math.abs(value) >= 1000 ? 2 : 4,
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
  const closed = exact ? facts.solids > 0 : true;
  const triangles = mesh.indices.length / 3;
  const stored =
    exact || facts.storedTriangles === triangles
      ? format.number(triangles)
      : format.text('stored', format.number(triangles), format.number(facts.storedTriangles));
  return [
    row('size', format.size(facts.box.min, facts.box.max)),
    row('from', format.point(facts.box.min)),
    row('to', format.point(facts.box.max)),
    row('volume', format.volume(facts.volume), closed ? 'volume' : 'volumeOpen'),
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

/** What is to be said about a model that isn't as it should be. */
export function notes({ exact, facts }: Facts, mesh: ModelMesh, format: Formatter): string[] {
  const said: string[] = [];
  if (exact) {
    const uncovered = facts.faces - (mesh.faceStarts.length - 1);
    if (facts.remarks.length > 0) said.push(remarkOf(facts.remarks, format));
    if (facts.truncated) said.push(format.text('note_truncated'));
    if (facts.solids === 0) said.push(format.text('note_surfaces'));
    if (!facts.valid) said.push(format.text('note_invalid'));
    if (uncovered > 0) said.push(format.text('note_uncovered', uncovered));
    return said;
  }
  const { edges, mended } = facts;
  if (mended.length > 0) said.push(remarkOf(mended, format));
  if (!edges) said.push(format.text('note_unchecked'));
  if (edges && edges.open > 0) said.push(format.text('note_open', edges.open));
  if (edges && edges.turned > 0) said.push(format.text('note_turned', edges.turned));
  if (edges && edges.crowded > 0) said.push(format.text('note_crowded', edges.crowded));
  return said;
}

/** What was noted in reading the file, in one sentence. */
function remarkOf(noted: readonly { readonly what: string; readonly count: number }[], format: Formatter): string {
  return format.text('note_mended', noted.map(({ what, count }) => format.text(`mended_${what}`, count)).join('; '));
}

/** Whether all figures are those of exact surfaces. */
export function isExact({ exact, facts }: Facts): boolean {
  return exact && facts.meshes === 0;
}

/** What a picked face, edge or triangle is. */
export function pickRows(picked: Pick, known: Facts | undefined, format: Formatter): Row[] {
  const { kind, index, point } = picked;
  const row = (key: string, value: string, label = key): Row => ({ key, label: format.text(label), value });
  const rows: Row[] = [];
  const facts = known?.exact ? known.facts : undefined;
  if (kind === 'edge') {
    const which = facts?.edgeKinds[index] ?? edgeKinds.length;
    rows.push(row('edge', facts ? format.text(`line_${which}`) : `${index + 1}`));
    if (facts) rows.push(row('length', format.length(facts.edgeLengths[index] ?? NaN)));
    addRadius(facts?.edgeRadii[index]);
  } else if (kind === 'face') {
    rows.push(row('face', facts ? format.text(`kind_${facts.faceKinds[index] ?? 7}`) : `${index + 1}`));
    if (facts) rows.push(row('area', format.area(facts.faceAreas[index] ?? NaN)));
    addRadius(facts?.faceRadii[index]);
  } else rows.push(row('triangle', `${index + 1}`));
  rows.push(row('point', format.point(point.toArray())));
  return rows;

  function addRadius(radius: number | undefined): void {
    if (radius !== undefined && Number.isFinite(radius)) rows.push(row('radius', format.length(radius)));
  }
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

/** All that is known of a model, to be pasted into a text. */
export function copiedFacts(name: string, facts: Facts, mesh: ModelMesh, format: Formatter): string {
  return factsAsMarkdown(name, factRows(facts, mesh, format), notes(facts, mesh, format), isExact(facts), format);
}
