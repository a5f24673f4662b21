// What of src/ users read: the strings that are localised, and those that should be.
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Hands on what others have made with `sentence`. */
const translators: ReadonlySet<string> = new Set(['wording/translated.ts']);

/** Names of programs and their makers, which are the same in every language. */
const properNames: ReadonlySet<string> = new Set(['programs/known.ts']);

export interface Finding {
  /** Relative to the project, with its line: `src/commands/steps.ts:12`. */
  readonly place: string;
  readonly text: string;
}

export interface LocalisedStrings {
  /**
   * Each first argument of `vscode.l10n.t` and, where there is no VS Code, of `sentence`; in the order of files and
   * lines.
   */
  readonly strings: readonly string[];
  /** Calls whose first argument is not a literal: no translator would ever see it. */
  readonly unreadable: readonly Finding[];
}

/**
 * The rooms whose sentences no user reads, or not from us: the kernel and the built-in service are programs of their
 * own that speak English, as the API does, and what the others throw is told by whoever called them, or only logged.
 */
const silentRooms: ReadonlySet<string> = new Set(['base', 'check', 'kernel', 'local', 'webhook']);

/** All localised strings of the project. */
export function localisedStrings(root: string): LocalisedStrings {
  const strings = new Set<string>();
  const unreadable: Finding[] = [];
  for (const file of speakingFiles(root)) {
    visit(file, (node) => {
      if (!ts.isCallExpression(node) || !isTranslation(node)) return;
      const [first] = node.arguments;
      if (first && ts.isStringLiteralLike(first)) strings.add(first.text);
      else unreadable.push({ place: placeOf(root, file, node), text: node.getText(file) });
    });
  }
  return { strings: [...strings], unreadable };
}

/** Literals that read like a sentence and are neither localised, nor logged, nor thrown at a programmer. */
export function unlocalisedStrings(root: string): readonly Finding[] {
  const isOfNames = ({ fileName }: ts.SourceFile): boolean =>
    properNames.has(path.relative(path.join(root, 'src'), fileName).split(path.sep).join('/'));
  return speakingFiles(root).flatMap((file) => (isOfNames(file) ? [] : sentencesOf(root, file)));
}

/** The unlocalised sentences of one file. */
export function sentencesOf(root: string, file: ts.SourceFile): Finding[] {
  const findings: Finding[] = [];
  visit(file, (node) => {
    const text =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)
        ? node.text
        : '';
    if (isSentence(text) && !isExempt(node)) findings.push({ place: placeOf(root, file, node), text });
  });
  return findings;
}

/** Calls that give a text fewer values than it has places for, and would leave a `{0}` in what the user reads. */
export function unfilledStrings(root: string): readonly Finding[] {
  const files = speakingFiles(root);
  return files.flatMap((file) => unfilledIn(root, file, pageTextsFor(file.fileName, files)));
}

/** @param pageTexts the texts of the page that the file belongs to, by their keys */
export function unfilledIn(root: string, file: ts.SourceFile, pageTexts: ReadonlyMap<string, string>): Finding[] {
  const findings: Finding[] = [];
  // The texts of a page are filled in the page.
  if (isPageTexts(file.fileName)) return findings;
  visit(file, (node) => {
    if (!ts.isCallExpression(node) || node.arguments.some((each) => ts.isSpreadElement(each))) return;
    const [first, ...values] = node.arguments;
    if (!first) return;
    const texts = isTranslation(node) ? literalsIn(first) : isPageText(node) ? textsBy(first, pageTexts) : [];
    if (texts.some((text) => placesIn(text) > values.length))
      findings.push({ place: placeOf(root, file, node), text: node.getText(file) });
  });
  return findings;
}

/** How many values a text needs. */
function placesIn(text: string): number {
  return Math.max(0, ...[...text.matchAll(/\{(\d+)\}/g)].map(([, at]) => Number(at) + 1));
}

function literalsIn(node: ts.Expression): string[] {
  return ts.isStringLiteralLike(node) ? [node.text] : [];
}

/** `format.text(…)` and `words.text(…)` of a page. */
function isPageText({ expression }: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(expression) && expression.name.text === 'text';
}

/** Every text that the key can mean: a template means all whose keys begin as it does. */
function textsBy(key: ts.Expression, texts: ReadonlyMap<string, string>): string[] {
  if (ts.isConditionalExpression(key)) return [key.whenTrue, key.whenFalse].flatMap((each) => textsBy(each, texts));
  const literal = ts.isStringLiteralLike(key) ? key.text : undefined;
  if (literal !== undefined) return [texts.get(literal) ?? ''];
  const prefix = ts.isTemplateExpression(key) ? key.head.text : undefined;
  return prefix === undefined ? [] : [...texts].filter(([name]) => name.startsWith(prefix)).map(([, text]) => text);
}

function isPageTexts(file: string): boolean {
  return path.basename(file) === 'texts.ts';
}

/** What `texts.ts` of the file's room gives its page. */
function pageTextsFor(fileName: string, files: readonly ts.SourceFile[]): Map<string, string> {
  const texts = new Map<string, string>();
  const own = files.find(
    (file) => isPageTexts(file.fileName) && fileName.startsWith(path.dirname(file.fileName) + path.sep),
  );
  if (own)
    visit(own, (node) => {
      if (!ts.isPropertyAssignment(node) || !ts.isCallExpression(node.initializer)) return;
      const [text = ''] = node.initializer.arguments.flatMap(literalsIn);
      texts.set(node.name.getText(own), text);
    });
  return texts;
}

function speakingFiles(root: string): ts.SourceFile[] {
  const folder = path.join(root, 'src');
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      (file) =>
        file.endsWith('.ts') &&
        !silentRooms.has(file.split(path.sep)[0] ?? '') &&
        !translators.has(file.split(path.sep).join('/')),
    )
    .sort()
    .map((file) =>
      ts.createSourceFile(
        path.join(folder, file),
        fs.readFileSync(path.join(folder, file), 'utf8'),
        ts.ScriptTarget.Latest,
        true,
      ),
    );
}

/** The same in every language. */
const productName = 'Makistry CAD';

/** Two words, of which the first or the whole begins as a sentence does, or an end of one. */
function isSentence(text: string): boolean {
  return text !== productName && /\p{L}{2} \p{L}/u.test(text) && /^\p{Lu}|[.…?!]$/u.test(text.trim());
}

function isExempt(node: ts.Node): boolean {
  for (let { parent } = node; !ts.isSourceFile(parent); parent = parent.parent) {
    if (ts.isImportDeclaration(parent)) return true;
    if (ts.isCallExpression(parent) && (isTranslation(parent) || isLogging(parent) || isComparison(parent)))
      return true;
    if (ts.isFunctionLike(parent) || ts.isStatement(parent)) return false;
  }
  return false;
}

/** `t(…)`, as taken from `vscode.l10n`, `vscode.l10n.t(…)`, and `sentence(…)` (base/sentence.ts). */
function isTranslation({ expression }: ts.CallExpression): boolean {
  return ['t', 'sentence'].includes(expression.getText()) || /(^|\.)l10n\.t$/.test(expression.getText());
}

function isLogging({ expression }: ts.CallExpression): boolean {
  return /(^|[.#])log\.(trace|debug|info|warn|error)$/.test(expression.getText());
}

/** A text that something else is looked through for is read by nobody. */
function isComparison({ expression }: ts.CallExpression): boolean {
  return /\.(includes|startsWith|endsWith)$/.test(expression.getText());
}

function placeOf(root: string, file: ts.SourceFile, node: ts.Node): string {
  const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
  return `${path.relative(root, file.fileName).split(path.sep).join('/')}:${line + 1}`;
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}
