import { edgeKinds, type ExactFacts, type ModelMesh, type Vector } from '../../kernel/stepModel';
import { filled } from '../../page/webview/dom';
import type { MeshFacts } from '../parse/meshFacts';
import type { Pick } from './picking';

export type Texts = Readonly<Record<string, string>>;

/** What is known of the model that is shown. */
export type Facts = { readonly exact: true; readonly facts: ExactFacts } | { readonly exact: false; readonly facts: MeshFacts };

export interface Row {
  /** For tests and styles. */
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

/** Writes numbers in a unit. */
export class Formatter {
  readonly inch: boolean;
  readonly texts: Texts;

  constructor(texts: Texts, inch: boolean) {
    this.texts = texts;
    this.inch = inch;
  }

  text(key: string, ...values: readonly (string | number)[]): string {
    return filled(this.texts[key] ?? key, ...values);
  }

  length(mm: number): string {
    return `${number(mm / this.#unit)} ${this.#name}`;
  }

  area(mm2: number): string {
    return `${number(mm2 / this.#unit ** 2)} ${this.#name}²`;
  }

  volume(mm3: number): string {
    return `${number(mm3 / this.#unit ** 3)} ${this.#name}³`;
  }

  point(at: Vector): string {
    return `${at.map((value) => number(value / this.#unit)).join(', ')} ${this.#name}`;
  }

  size(min: Vector, max: Vector): string {
    return `${min.map((low, axis) => number(((max[axis] ?? 0) - low) / this.#unit)).join(' × ')} ${this.#name}`;
  }

  get #unit(): number {
    return this.inch ? 25.4 : 1;
  }

  get #name(): string {
    return this.inch ? 'in' : 'mm';
  }
}

function number(value: number): string {
  const digits = Math.abs(value) >= 1000 ? 2 : 4;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits }).replace(/^-0$/, '0').replaceAll(',', '\u202f');
}

/** The facts of the whole model. */
export function factRows({ exact, facts }: Facts, mesh: ModelMesh, format: Formatter): Row[] {
  const row = (key: string, value: string, label = key): Row => ({ key, label: format.text(label), value });
  const closed = exact ? facts.solids > 0 : true;
  const count = (value: number): string => number(value);
  const triangles = mesh.indices.length / 3;
  const stored = exact || facts.storedTriangles === triangles ? count(triangles) : format.text('stored', count(triangles), count(facts.storedTriangles));
  return [
    row('size', format.size(facts.box.min, facts.box.max)),
    row('from', format.point(facts.box.min)),
    row('to', format.point(facts.box.max)),
    row('volume', format.volume(facts.volume), closed ? 'volume' : 'volumeOpen'),
    row('area', format.area(facts.area)),
    row('centre', format.point(facts.centre), closed ? 'centre' : 'centreArea'),
    ...(exact ? [row('solids', count(facts.solids)), row('faces', count(facts.faces)), row('edges', count(facts.edges))] : []),
    row('triangles', stored),
  ];
}

/** What is to be said about a model that isn't as it should be. */
export function notes({ exact, facts }: Facts, mesh: ModelMesh, format: Formatter): string[] {
  const said: string[] = [];
  if (exact) {
    const uncovered = facts.faces - (mesh.faceStarts.length - 1);
    if (facts.truncated) said.push(format.text('note_truncated'));
    if (facts.solids === 0) said.push(format.text('note_surfaces'));
    if (!facts.valid) said.push(format.text('note_invalid'));
    if (uncovered > 0) said.push(format.text('note_uncovered', uncovered));
    return said;
  }
  const { edges, normalsMade } = facts;
  if (normalsMade) said.push(format.text('note_normals'));
  if (!edges) said.push(format.text('note_unchecked'));
  if (edges && edges.open > 0) said.push(format.text('note_open', edges.open));
  if (edges && edges.turned > 0) said.push(format.text('note_turned', edges.turned));
  if (edges && edges.crowded > 0) said.push(format.text('note_crowded', edges.crowded));
  return said;
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

export function factsAsMarkdown(name: string, rows: readonly Row[], said: readonly string[], exact: boolean, format: Formatter): string {
  const escaped = (text: string): string => text.replace(/[\\`*_{}[\]<>|#~]/g, '\\$&');
  const lines = rows.map(({ label, value }) => `| ${escaped(label)} | ${escaped(value)} |`);
  return [`### ${escaped(name)}`, '', `| ${format.text('facts')} | ${format.text(exact ? 'exact' : 'approximate')} |`, '| --- | --- |', ...lines, ...(said.length > 0 ? ['', ...said.map((note) => `- ${escaped(note)}`)] : []), ''].join('\n');
}
